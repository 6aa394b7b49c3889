package vongdoi.common.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  record Shop(
      Map<String, String> spark,
      Map<String, List<String>> lists,
      Map<String, Source> sources,
      Login login) {}

  record Source(String path, Map<String, String> options) {}

  record Login(
      String tokenTable, @Secret String word, @Secret List<String> words, @Secret int pin) {}

  private static final String CANARY = "canary";

  private static String masked(String hocon) {
    return Secrets.masked(ConfigFactory.parseString(hocon).resolve().root(), Shop.class)
        .render(ConfigRenderOptions.concise());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark { spark.hadoop.fs.s3a.secret.key = canary }",
        "spark { \"spark.hadoop.fs.s3a.secret.key\" = canary }",
        "spark { spark.hadoop { \"fs.s3a.access.key\" = canary } }",
        "spark { secret { key = { of { all = canary } } } }",
        "spark { fs.azure.account.key.\"shop.dfs.core.windows.net\" = canary }",
        "spark { fs.azure.sas.container.account = canary }",
        "spark { javax.net.ssl.trustStorePassword = canary }",
        "spark { google.private-key = canary }",
        "spark { list = { token = [canary, { deeper = canary }] } }",
        "lists { credentials = [canary, canary] }",
        "sources { web { path = x, options { AccessKey = canary } } }",
        "vars { salt = canary }",
        "spark { url = \"jdbc:x://user:canary@host/db\" }",
        "spark { opts = \"-Xmx1g -Djavax.net.ssl.keyStorePassword=canary -Dx=y\" }",
        "spark { url = \"https://x/y?sv=1&sig=canary&z\" }",
        "spark { copy = ${spark.token}, token = canary }",
        "spark { token = canary-bird }, sources { web { path = \"https://x/\"${spark.token} } }",
        "login { word = canary, words = [canary], pin = 1 }",
      })
  void noSecretIsShown(String hocon) {
    String shown = masked(hocon);
    assertFalse(shown.contains(CANARY), shown);
    assertTrue(shown.contains("******"), shown);
  }

  @Test
  void aDeclaredComponentIsSecretOnlyWhereItSaysSo() {
    assertEquals(
        "{\"login\":{\"pin\":\"******\",\"token-table\":\"tokens\",\"word\":\"******\",\"words\":[\"******\"]}}",
        masked("login { token-table = tokens, word = canary, words = [canary], pin = 12 }"));
  }

  @Test
  void whatIsNoSecretIsShownAsItWasTyped() {
    assertEquals(
        "{\"spark\":{\"basalisk\":\"x\",\"id\":\"0010\",\"n\":5,\"on\":true}}",
        masked("spark { basalisk = x, id = 0010, n = 5, on = true }"));
  }

  @Test
  void noMistakeShowsASecret() {
    Config config =
        ConfigFactory.parseString(
            "login { token-table = t, word = {}, words = [canary, [canary]], pin = canary }");
    ConfigReader<Shop> read = ConfigReader.read(config, Shop.class);
    read.note(
        List.of(
            Mistake.of(ConfigPath.of("spark", "fs", "password"), CANARY, "must be longer"),
            Mistake.unknown(ConfigPath.of("login", "word"), CANARY, List.of("x"))));
    String problems = read.problems().toString();
    assertFalse(problems.contains(CANARY), problems);
    assertTrue(problems.contains("Invalid login.pin: ****** (must be a whole number)"), problems);
    assertTrue(problems.contains("Invalid spark.fs.password: ****** (must be longer)"), problems);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark { secret = \"canary }",
        "spark { secret = canary\"canary\"} }",
        "spark { secret = [canary, {} canary } }",
        "y = { a = canary }, spark { secret = x${y} }",
        "spark { secret : : canary }",
        "spark.secret canary",
        "spark { secret = ${canary }",
        "spark { secret = \"\\canary\" }",
        "spark { secret = cana`ry, x = canary` }",
      })
  void whatIsNoHoconIsNotRepeated(String hocon) {
    ConfigException e =
        Assertions.assertThrows(
            ConfigException.class, () -> ConfigFactory.parseString(hocon).resolve());
    String told = ParseProblem.of(e);
    assertFalse(told.contains("cana"), told);
    assertTrue(told.startsWith("String: 1: "), told);
  }

  @Test
  void aFingerprintTellsSecretsApartWithoutThem() {
    assertEquals(Secrets.fingerprint(CANARY), Secrets.fingerprint(CANARY));
    assertFalse(Secrets.fingerprint(CANARY).equals(Secrets.fingerprint("other")));
    assertFalse(Secrets.fingerprint(CANARY).contains(CANARY));
  }
}
