package vongdoi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bench/vulnerabilities}: libraries held against a database on the local disk. */
class KnownVulnerabilitiesTest {
  private static final Path SCRIPT =
      Path.of(System.getProperty("vongdoi.root", ".."), "bench", "vulnerabilities");

  @TempDir private Path folder;

  private record Ended(int code, String said) {}

  private Ended check(String version) throws IOException, InterruptedException {
    Path bom = folder.resolve("bom.json");
    Files.writeString(
        bom,
        "{\"components\":[{\"group\":\"org.made\",\"name\":\"up\",\"version\":\"%s\"},{\"group\":\"org.made\",\"name\":\"other\",\"version\":\"1\"}]}"
            .formatted(version));
    Process process =
        new ProcessBuilder(
                "python3", SCRIPT.toString(), bom.toString(), folder.resolve("osv").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  @Test
  void aVersionWithinAnAdvisorysRangeIsNamedAndOneBeyondItIsNot()
      throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("osv"));
    Files.writeString(
        folder.resolve("osv/MADE-1.json"),
        """
        {"id": "MADE-1", "aliases": ["CVE-0000-1"], "summary": "made up for this test",
         "affected": [{"package": {"ecosystem": "Maven", "name": "org.made:up"},
          "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "2.0.0"}, {"fixed": "2.10.1"}]}],
          "versions": ["1.7"]}]}
        """);
    for (String version : new String[] {"2.0.0", "2.0.0.Final", "2.9.9", "2.10.1-RC1", "1.7"}) {
      Ended hit = check(version);
      assertEquals(1, hit.code(), version + ": " + hit.said());
      assertTrue(
          hit.said().contains("org.made:up " + version + ": MADE-1, CVE-0000-1"), hit.said());
    }
    for (String version :
        new String[] {"1.9", "2.0.0-beta2", "2.10.1", "2.10.1.Final", "2.11", "10.0"}) {
      Ended none = check(version);
      assertEquals(0, none.code(), version + ": " + none.said());
      assertFalse(none.said().contains("MADE-1"), none.said());
    }
    Files.delete(folder.resolve("osv/MADE-1.json"));
    assertEquals(2, check("2.0.0").code());
  }
}
