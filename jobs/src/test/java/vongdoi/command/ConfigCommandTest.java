package vongdoi.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.Vongdoi;
import vongdoi.common.job.ExitCode;

class ConfigCommandTest {
  private static final String CANARY = "canary";

  @TempDir private Path folder;

  private record Ran(int exitCode, String printed) {}

  private Ran config(String text, String... more) throws Exception {
    Path file =
        Files.writeString(folder.resolve("my.conf"), "include \"application.conf\"\n" + text);
    List<String> arguments = new ArrayList<>(List.of("config", "--conf", file.toString()));
    arguments.addAll(List.of(more));
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(both);
      System.setErr(both);
      int exitCode = Vongdoi.run(arguments.toArray(String[]::new));
      return new Ran(exitCode, bytes.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  @Test
  void noSecretIsPrintedHoweverItIsWritten() throws Exception {
    String text =
        """
        spark {
          spark.hadoop.fs.s3a.secret.key = canary
          "spark.hadoop.fs.s3a.access.key" = canary
          spark.hadoop { "fs.azure.account.key" { shop { net = canary } } }
        }
        vars { my-token = canary, copy = ${vars.my-token}, db { password { main = canary } } }
        privacy.salt = canary
        segment.holdout.salt = canary
        """;
    for (String format : List.of("", "--json")) {
      List<String> more =
          new ArrayList<>(
              List.of(
                  "--set", "spark.spark.hadoop.fs.gs.auth.private.key=canary",
                  "--set", "spark.\"spark.ssl.keyPassword\"=canary=canary",
                  "--set", "vars.credentials.deep=canary"));
      if (!format.isEmpty()) {
        more.add(format);
      }
      Ran ran = config(text, more.toArray(String[]::new));
      assertEquals(ExitCode.DONE.code(), ran.exitCode(), ran.printed());
      assertFalse(ran.printed().contains(CANARY), ran.printed());
      assertTrue(ran.printed().contains("******"), ran.printed());
    }
  }

  @Test
  void secretsInArraysAndOfTheWrongKindAreNotNamedInMistakes() throws Exception {
    Ran ran =
        config(
            """
            vars { tokens = [canary, canary], api-key = { list = [ { a = canary } ] } }
            sources.web { entity = products, format = csv, path = x, options { password = canary } }
            privacy.salt = [canary]
            """,
            "--set",
            "spark.token.list=canary");
    assertEquals(ExitCode.CONFIGURATION.code(), ran.exitCode(), ran.printed());
    assertFalse(ran.printed().contains(CANARY), ran.printed());
    for (String told :
        List.of(
            "my.conf:2: Invalid vars.tokens: ****** (must be text)",
            "my.conf:2: Invalid vars.api-key.list: ****** (must be text)",
            "my.conf:4: Invalid privacy.salt: ****** (must be text)")) {
      assertTrue(ran.printed().contains(told), told + " in " + ran.printed());
    }
  }

  @Test
  void aSettingWithoutAValueIsRefusedWithoutItsText() throws Exception {
    Ran ran = config("", "--set", "spark.secret:canary");
    assertEquals(ExitCode.USAGE.code(), ran.exitCode(), ran.printed());
    assertFalse(ran.printed().contains(CANARY), ran.printed());
    assertTrue(ran.printed().contains("Invalid --set: no key and value"), ran.printed());
  }
}
