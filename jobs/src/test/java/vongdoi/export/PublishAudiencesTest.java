package vongdoi.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

class PublishAudiencesTest {
  private static final String DATE = "2026-01-10";
  private static final String NASTY = "=Nguyễn \"Anh\", Thị\r\nÁnh 🎉";
  private static TestLake lake;
  private static ExportConfig config;

  @BeforeAll
  static void publish() {
    config = Exports.of("machine", 200);
    lake = TestLake.empty();
    lake.put(
        Gold.SEGMENTS,
        "{\"segment\":\"carts\",\"action\":\"remind\"}",
        "{\"segment\":\"dunning\",\"action\":\"dunning\",\"is_service\":true}",
        "{\"segment\":\"empty\"}",
        "{\"segment\":\"news\"}");
    List<String> members = new ArrayList<>();
    List<String> profiles = new ArrayList<>();
    List<String> consents = new ArrayList<>();
    List<String> actions = new ArrayList<>();
    for (int i = 10; i < 30; i++) {
      members.add(member("news", "n" + i));
      profiles.add(profile("n" + i, "Ann", "n" + i + "@x.vn", "+8491234567" + i));
      consents.add(consent("n" + i, "email", "granted"));
      members.add(member("dunning", "d" + i));
      profiles.add(profile("d" + i, "Bob", null, "+8491234567" + i));
      actions.add(action("d" + i, "dunning", "\"channel\":\"zalo\""));
    }
    members.add(member("news", "silent"));
    profiles.add(profile("silent", "Cat", "silent@x.vn", null));
    members.add(member("news", "withdrawn"));
    profiles.add(profile("withdrawn", "Dog", "withdrawn@x.vn", null));
    consents.add(consent("withdrawn", "email", "withdrawn"));
    members.add(member("news", "unreachable"));
    profiles.add(profile("unreachable", "Eve", null, null));
    members.add(member("news", "malformed"));
    profiles.add(profile("malformed", "Fay", "=cmd|' /C calc'!A0", null));
    consents.add(consent("malformed", "email", "granted"));
    members.add(member("carts", "lost"));
    profiles.add(profile("lost", "Gus", "lost@x.vn", null));
    consents.add(consent("lost", "email", "granted"));
    actions.add(action("lost", "carts", "\"suppressed_reason\":\"lower-priority\""));
    members.add(
        "{\"segment\":\"news\",\"customer_id\":\"n10\",\"entered_at\":\"2025-01-01\",\"exited_at\":\"2025-02-01\"}");
    lake.put(Gold.SEGMENT_MEMBERS, members.toArray(String[]::new));
    lake.put(Silver.PROFILES, profiles.toArray(String[]::new));
    lake.put(Silver.CONSENTS, consents.toArray(String[]::new));
    lake.put(Gold.NEXT_ACTIONS, actions.toArray(String[]::new));
    lake.put(
        Gold.HOLDOUTS,
        IntStream.range(20, 30)
            .mapToObj(
                i ->
                    "{\"segment\":\"%s\",\"customer_id\":\"%s%d\",\"is_control\":true}"
                        .formatted(i < 25 ? "news" : "dunning", i < 25 ? "n" : "d", i))
            .toArray(String[]::new));
    lake.run(new PublishAudiences(config, 10), DATE);
  }

  @Test
  void noConsentMeansNoExport() {
    assertEquals(
        List.of(
            "{\"customer_id\":\"malformed\",\"suppressed_reason\":\"invalid\"}",
            "{\"customer_id\":\"silent\",\"suppressed_reason\":\"no-consent\"}",
            "{\"customer_id\":\"unreachable\",\"suppressed_reason\":\"no-contact\"}",
            "{\"customer_id\":\"withdrawn\",\"suppressed_reason\":\"no-consent\"}"),
        TestLake.rows(
            lake.read(Gold.AUDIENCE_LEDGER)
                .where("segment = 'news' and not delivered and not is_control"),
            "customer_id",
            "suppressed_reason"));
    assertEquals(
        List.of("{\"customer_id\":\"lost\",\"suppressed_reason\":\"lower-priority\"}"),
        TestLake.rows(
            lake.read(Gold.AUDIENCE_LEDGER).where("segment = 'carts'"),
            "customer_id",
            "suppressed_reason"));
  }

  @Test
  void controlIsRecordedAndNeverExported() {
    List<String> control =
        lake
            .read(Gold.AUDIENCE_LEDGER)
            .where("is_control")
            .select("customer_id")
            .collectAsList()
            .stream()
            .map(r -> r.getString(0))
            .toList();
    assertEquals(5, control.size(), control.toString());
    List<String> exported = exported("news").stream().map(cells -> cells.get(0)).toList();
    assertEquals(20, control.size() + exported.size());
    assertTrue(exported.stream().noneMatch(control::contains));
    assertEquals(20, exported("dunning").size(), "service messages have no control group");
  }

  @Test
  void contactOfAChannelWithoutConsentIsNotShown() {
    for (List<String> cells : exported("news")) {
      assertFalse(cells.get(1).isEmpty(), "e-mail was granted");
      assertEquals("", cells.get(2), "a phone was not");
    }
    for (List<String> cells : exported("dunning")) {
      assertTrue(cells.get(2).startsWith("+84"));
    }
  }

  @Test
  void manifestAgreesWithTheFilesAndPointerComesWithIt() throws Exception {
    JsonNode manifest = manifest("news");
    assertEquals(24, manifest.at("/counts/members").asInt());
    assertEquals(2, manifest.at("/counts/no_consent").asInt());
    assertEquals(1, manifest.at("/counts/suppressed").asInt());
    assertEquals(1, manifest.at("/counts/invalid").asInt());
    assertTrue(manifest.at("/tables").has("silver.profiles"));
    long rows = 0;
    assertTrue(manifest.get("files").size() > 1, "200 bytes hold but few rows");
    for (JsonNode file : manifest.get("files")) {
      byte[] bytes = Files.readAllBytes(run("news").resolve(file.get("name").asText()));
      assertTrue(bytes.length <= 200);
      assertEquals(file.get("bytes").asLong(), bytes.length);
      assertEquals(
          file.get("sha256").asText(),
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
      rows += file.get("rows").asLong();
    }
    assertEquals(manifest.at("/counts/delivered").asLong(), rows);
    List<String> ids = exported("news").stream().map(c -> c.get(0)).toList();
    assertEquals(ids.stream().sorted().toList(), ids, "ordered by customer");
  }

  @Test
  void emptyAudienceHasAFileWithTheHeadAlone() {
    assertEquals(List.of(), exported("empty"));
    assertEquals(1, manifest("empty").get("files").size());
  }

  @Test
  void rerunWithEqualContentWritesNothing() throws IOException {
    TreeMap<Path, String> before = files();
    lake.put(Silver.CONSENTS, consent("stranger", "email", "granted"));
    lake.run(new PublishAudiences(config, 10), DATE);
    assertEquals(before, files());
    assertEquals(45, lake.read(Gold.AUDIENCE_LEDGER).count());
  }

  @Test
  void aSpreadsheetFileKeepsNamesAndDefusesFormulas() {
    TestLake small = TestLake.empty();
    small.put(Gold.SEGMENTS, "{\"segment\":\"news\"}");
    small.put(Gold.SEGMENT_MEMBERS, member("news", "a"), member("news", "b"));
    small.put(
        Silver.PROFILES,
        profile("a", NASTY.replace("\"", "\\\"").replace("\r\n", "\\r\\n"), "a@x.vn", null),
        profile("b", "-2+3", "b@x.vn", "+84912345678"));
    small.put(
        Silver.CONSENTS,
        consent("a", "email", "granted"),
        consent("b", "zalo", "granted"),
        consent("b", "email", "denied"));
    small.run(new PublishAudiences(Exports.of("human", 100000), 10), DATE);
    String text = read(run(small, "news").resolve("part-0001.csv"));
    assertTrue(text.startsWith("\uFEFF\"customer_id\""));
    assertEquals(
        List.of(
            List.of("a", "a@x.vn", "", "'" + NASTY), List.of("b", "", "'+84912345678", "'-2+3")),
        Exports.parse(text).subList(1, 3));
  }

  @Test
  void aListWithoutRepetitionsTakesNoMessageFromAnotherDestination() {
    TestLake small = TestLake.empty();
    small.put(
        Gold.SEGMENTS, "{\"segment\":\"dunning\",\"action\":\"dunning\",\"is_service\":true}");
    small.put(Gold.SEGMENT_MEMBERS, member("dunning", "a"), member("dunning", "b"));
    small.put(
        Silver.PROFILES,
        profile("a", "Ann", "a@x.vn", "+84912345678"),
        profile("b", "Bob", "b@x.vn", "+84912345678"));
    small.put(Silver.CONSENTS, consent("a", "zalo", "granted"), consent("b", "zalo", "granted"));
    small.put(
        Gold.NEXT_ACTIONS,
        action("a", "dunning", "\"channel\":\"zalo\",\"matter\":\"p1\""),
        action("a", "dunning", "\"channel\":\"zalo\",\"matter\":\"p2\""));
    ExportConfig both =
        Exports.read(
            ConfigFactory.parseString(
                    """
                    export.destinations.list = ${export.destinations.shop} {
                      takes = members, unique-by = [phone] }
                    """)
                .withFallback(Exports.text("machine", 1000))
                .resolve());
    small.run(new PublishAudiences(both, 10), DATE);
    assertEquals(2, Published.of(small, "shop", "dunning").rows("members").size());
    assertEquals(
        List.of("a"),
        Published.of(small, "list", "dunning").rows("members").stream()
            .map(row -> row.get(0))
            .toList());
    assertEquals(
        List.of("b"),
        small
            .read(Gold.AUDIENCE_LEDGER)
            .where("suppressed_reason = 'duplicate'")
            .collectAsList()
            .stream()
            .map(row -> row.<String>getAs("customer_id"))
            .toList());
  }

  private static String member(String segment, String customer) {
    return "{\"segment\":\"%s\",\"customer_id\":\"%s\",\"entered_at\":\"2026-01-01\"}"
        .formatted(segment, customer);
  }

  private static String profile(String customer, String name, String email, String phone) {
    return "{\"customer_id\":\"%s\",\"full_name\":\"%s\"%s%s}"
        .formatted(
            customer,
            name,
            email == null ? "" : ",\"email\":\"" + email + "\"",
            phone == null ? "" : ",\"phone\":\"" + phone + "\"");
  }

  private static String consent(String customer, String channel, String status) {
    return "{\"customer_id\":\"%s\",\"purpose\":\"marketing\",\"channel\":\"%s\",\"status\":\"%s\"}"
        .formatted(customer, channel, status);
  }

  private static String action(String customer, String segment, String more) {
    return "{\"customer_id\":\"%s\",\"segment\":\"%s\",\"action\":\"x\",%s}"
        .formatted(customer, segment, more);
  }

  private static List<List<String>> exported(String segment) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode file : manifest(segment).get("files")) {
      List<List<String>> lines =
          Exports.parse(read(run(lake, segment).resolve(file.get("name").asText())));
      rows.addAll(lines.subList(1, lines.size()));
    }
    return rows;
  }

  private static JsonNode manifest(String segment) {
    return json(run(segment).resolve("manifest.json"));
  }

  private static Path run(String segment) {
    return run(lake, segment);
  }

  private static Path run(TestLake lake, String segment) {
    Path audience = Path.of(lake.warehouse().lake(), "exports", "shop", segment);
    return audience.resolve(json(audience.resolve("latest.json")).get("path").asText());
  }

  private static JsonNode json(Path file) {
    try {
      return new ObjectMapper().readTree(read(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TreeMap<Path, String> files() throws IOException {
    TreeMap<Path, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(Path.of(lake.warehouse().lake(), "exports"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(file, Files.getLastModifiedTime(file) + " " + Files.readString(file));
      }
    }
    return files;
  }
}
