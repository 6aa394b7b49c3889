package vongdoi.command.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vongdoi.platform.ConfigFile;

class GeneratedDocsTest {
  @Test
  void generatedPagesAreFresh() throws IOException {
    Path docs = Path.of(System.getProperty("vongdoi.root"), "docs");
    Map<String, String> pages = GeneratedDocs.pages(ConfigFile.load(null, Map.of()).settings());
    for (Map.Entry<String, String> page : pages.entrySet()) {
      assertEquals(
          page.getValue(),
          Files.readString(docs.resolve(page.getKey())),
          "docs/" + page.getKey() + " is stale: run ./vongdoi docs");
    }
  }
}
