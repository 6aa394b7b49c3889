package vongdoi.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;
import vongdoi.common.spark.LocalSpark;

/** The shipped destinations switched on: each file is read as strictly as its platform says. */
class DestinationFilesTest {
  private static final String HASH = "[0-9a-f]{64}";
  private static final String E164 = "\\+[1-9][0-9]{6,14}";
  private static final Set<String> META_HEADERS =
      Set.of(
          "email",
          "phone",
          "fn",
          "ln",
          "zip",
          "ct",
          "st",
          "country",
          "dob",
          "doby",
          "dobm",
          "dobd",
          "gen",
          "age",
          "madid",
          "uid",
          "extern_id",
          "value");
  private static final Set<String> TIKTOK_HEADERS =
      Set.of("Email", "Email_SHA256", "Phone", "Phone_SHA256", "MAID", "MAID_SHA256");
  private static final Set<String> BRAZE_IDENTIFIERS =
      Set.of("external_id", "user_alias_name", "braze_id");
  private static TestLake lake;

  @BeforeAll
  static void publish() throws IOException {
    lake = TestLake.empty();
    lake.put(
        Gold.SEGMENTS,
        "{\"segment\":\"cart-left-behind\",\"action\":\"cart-reminder\"}",
        "{\"segment\":\"high-value\"}",
        "{\"segment\":\"payment-pending\",\"action\":\"payment-reminder\",\"is_service\":true}");
    List<String> members = new ArrayList<>();
    for (String id : List.of("all", "ads", "mail", "mute", "quits", "twin", "home", "bare")) {
      members.add(member("high-value", id, id.equals("all") ? 2 : 1));
      members.add(member("cart-left-behind", id, 1));
    }
    members.add(member("payment-pending", "owes", 1));
    members.add(member("payment-pending", "asks", 1));
    lake.put(Gold.SEGMENT_MEMBERS, members.toArray(String[]::new));
    String decomposed = Normalizer.normalize("Ánh Nguyệt", Normalizer.Form.NFD);
    lake.put(
        Silver.PROFILES,
        profile("all", decomposed, "Jane.Doe@gmail.com", "+84912345678")
            .replace(
                "}",
                ",\"postcode\":\"1/2\",\"birth_date\":\"1990-02-28\",\"gender\":\"female\",\"emails\":"
                    + "[\"Jane.Doe@gmail.com\",\"jane@work.vn\",\"janedoe@gmail.com\"]}"),
        profile("ads", "=1+2, \\\"Ba\\\"", "ads@x.vn", null),
        profile("mail", "🎉 Minh", "mail@x.vn", "+84912345670"),
        profile("mute", "Im", "mute@x.vn", "+84912345671"),
        profile("quits", "Rời", "quits@x.vn", "+84912345672"),
        profile("twin", "Đôi", "jane.doe@gmail.com", "+84912345678"),
        profile("home", "Nhà", null, null),
        profile("bare", "Trống", null, null)
            .replace("\"postcode\":\"100000\"", "\"postcode\":\"#\",\"emails\":[],\"phones\":[]"),
        profile("owes", "Nợ", null, "+84912345673"),
        profile("asks", "Hỏi", null, "+84912345674"));
    List<String> consents = new ArrayList<>();
    for (String channel : List.of("email", "sms", "zalo", "push")) {
      consents.add(consent("all", "marketing", channel, "granted"));
      consents.add(consent("quits", "marketing", channel, "withdrawn"));
    }
    for (String purpose : List.of("ads", "ad_user_data", "ad_personalization")) {
      consents.add(consent("all", purpose, "ads", "granted"));
      consents.add(consent("quits", purpose, "ads", "withdrawn"));
      for (String id : List.of("twin", "home", "bare")) {
        consents.add(consent(id, purpose, "ads", "granted"));
      }
    }
    consents.add(consent("bare", "marketing", "email", "granted"));
    consents.add(consent("ads", "ads", "ads", "granted"));
    consents.add(consent("ads", "ad_user_data", "ads", "granted"));
    consents.add(consent("ads", "ad_personalization", "ads", "denied"));
    consents.add(consent("mail", "marketing", "email", "granted"));
    consents.add(consent("twin", "marketing", "email", "granted"));
    lake.put(Silver.CONSENTS, consents.toArray(String[]::new));
    List<String> actions = new ArrayList<>();
    for (String id : List.of("all", "mail", "mute", "quits")) {
      // A plan that is wrong about consent: the export looks again.
      actions.add(action(id, "cart-left-behind", "cart-reminder", "email", "{\\\"n\\\":1}"));
    }
    actions.add(
        action(
            "owes",
            "payment-pending",
            "payment-reminder",
            "zalo",
            "{\\\"order_id\\\":\\\"o-1\\\",\\\"amount\\\":250000,\\\"note\\\":null}"));
    actions.add(
        action("asks", "payment-pending", "dunning", "zalo", "{\\\"order_id\\\":\\\"o-2\\\"}"));
    lake.put(Gold.NEXT_ACTIONS, actions.toArray(String[]::new));
    lake.run(new PublishAudiences(switchedOn(), 10), "2026-01-10");
  }

  private static ExportConfig switchedOn() {
    return Exports.read(
        ConfigFactory.parseString(
                """
                export {
                  destinations {
                    google-customer-match.segments = [high-value], meta.segments = [high-value]
                    tiktok.segments = [high-value], klaviyo.segments = [high-value, cart-left-behind]
                    braze.segments = [high-value], zalo-zns.segments = [all]
                    json-lines.segments = [all], parquet.segments = [all]
                  }
                  zalo-templates { payment-reminder = "123" }
                }
                """)
            .withFallback(ConfigFactory.parseResources("application.conf"))
            .resolve());
  }

  @Test
  void googleTakesTheFileOfThoseWhoAgreedToBothPurposes() {
    Published published = Published.of(lake, "google-customer-match", "high-value");
    for (Path file : published.files("members")) {
      List<List<String>> lines = strict(file);
      assertEquals(
          List.of(
              "Email",
              "Email",
              "Email",
              "Phone",
              "Phone",
              "Phone",
              "First Name",
              "Last Name",
              "Country",
              "Zip"),
          lines.get(0));
      for (List<String> row : lines.subList(1, lines.size())) {
        for (String hash : row.subList(0, 8)) {
          assertTrue(hash.isEmpty() || hash.matches(HASH), hash);
        }
        boolean hasAddress = row.subList(6, 10).stream().noneMatch(String::isEmpty);
        assertTrue(hasAddress || row.get(0).length() + row.get(3).length() > 0, "an identifier");
        assertTrue(row.get(8).isEmpty() || row.get(8).matches("[A-Z]{2}"), "ISO 3166");
      }
    }
    List<List<String>> rows = published.rows("members");
    assertEquals(
        2, rows.size(), "twin has the same mailbox and phone; one is known by her address");
    assertEquals(Audience.sha256("nhà"), rows.get(1).get(6));
    assertEquals(Audience.sha256("janedoe@gmail.com"), rows.get(0).get(0));
    assertEquals(Audience.sha256("jane@work.vn"), rows.get(0).get(1), "her other e-mail");
    assertEquals("", rows.get(0).get(2), "two spellings of one mailbox are one");
    assertEquals(Audience.sha256("+84912345678"), rows.get(0).get(3));
    assertEquals(Audience.sha256("ánh nguyệt"), rows.get(0).get(6));
    assertEquals(
        Set.of("duplicate"),
        lake.values(
            Gold.AUDIENCE_LEDGER,
            "if(destination = 'google-customer-match' and customer_id = 'twin', suppressed_reason, 'duplicate')"));
  }

  @Test
  void nobodyIsInAListWhomItsDestinationCannotFind() {
    assertEquals(
        List.of(
            "google-customer-match no-contact",
            "klaviyo no-contact",
            "meta no-contact",
            "tiktok no-contact"),
        lake.read(Gold.AUDIENCE_LEDGER)
            .where("customer_id = 'bare' and segment = 'high-value'")
            .where("destination in ('google-customer-match', 'klaviyo', 'meta', 'tiktok')")
            .selectExpr("concat_ws(' ', destination, suppressed_reason)")
            .orderBy("destination")
            .as(Encoders.STRING())
            .collectAsList());
  }

  @Test
  void aListLeavesACellEmptyThatCannotBeUsed() {
    List<List<String>> rows =
        Published.of(lake, "google-customer-match", "high-value").rows("members");
    assertEquals("", rows.get(0).get(9), "a postcode that is none");
    assertEquals(Audience.sha256("janedoe@gmail.com"), rows.get(0).get(0));
  }

  @Test
  void metaTakesTheFileUnderANameThatTellsNothing() {
    Published published = Published.of(lake, "meta", "high-value");
    assertTrue(published.manifest().get("audience_name").asText().matches("list-[0-9a-f]{8}"));
    for (Path file : published.files("members")) {
      List<List<String>> lines = strict(file);
      List<String> headers = lines.get(0);
      assertTrue(META_HEADERS.containsAll(headers), headers.toString());
      for (List<String> row : lines.subList(1, lines.size())) {
        for (int i = 0; i < headers.size(); i++) {
          boolean isPlain = headers.get(i).equals("extern_id");
          assertTrue(isPlain || row.get(i).isEmpty() || row.get(i).matches(HASH), row.get(i));
        }
      }
    }
    List<List<String>> rows = published.rows("members");
    assertEquals(List.of("ads", "all", "home", "twin"), rows.stream().map(r -> r.get(13)).toList());
    List<String> all = rows.get(1);
    assertEquals(Audience.sha256("jane.doe@gmail.com"), all.get(0));
    assertEquals(Audience.sha256("84912345678"), all.get(3));
    assertEquals(Audience.sha256("ánhnguyệt"), all.get(6));
    assertEquals(Audience.sha256("19900228"), all.get(11));
    assertEquals(Audience.sha256("f"), all.get(12));
    assertFalse(published.manifest().get("is_large_enough").asBoolean(), "Meta needs a hundred");
  }

  @Test
  void tiktokTakesTheFile() {
    Published published = Published.of(lake, "tiktok", "high-value");
    for (Path file : published.files("members")) {
      List<List<String>> lines = strict(file);
      assertTrue(TIKTOK_HEADERS.containsAll(lines.get(0)), lines.get(0).toString());
      for (List<String> row : lines.subList(1, lines.size())) {
        assertTrue(row.stream().allMatch(c -> c.isEmpty() || c.matches(HASH)), row.toString());
      }
    }
    assertTrue(
        published
            .rows("members")
            .contains(
                List.of(
                    Audience.sha256("jane.doe@gmail.com"),
                    Audience.sha256("jane@work.vn"),
                    Audience.sha256("janedoe@gmail.com"),
                    Audience.sha256("84912345678"),
                    "",
                    "")));
  }

  @Test
  void klaviyoTakesEachMailboxOnceAndOnlyOptedInOnes() {
    for (String segment : List.of("high-value", "cart-left-behind")) {
      Set<String> seen = new HashSet<>();
      for (Path file : Published.of(lake, "klaviyo", segment).files("members")) {
        assertTrue(file.toFile().length() <= 50_000_000);
        List<List<String>> lines = strict(file);
        assertTrue(Set.of("Email", "Email Address", "Phone Number").contains(lines.get(0).get(0)));
        for (List<String> row : lines.subList(1, lines.size())) {
          assertTrue(row.get(0).matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+"), row.get(0));
          assertTrue(row.get(1).isEmpty() || row.get(1).matches(E164), row.get(1));
          assertTrue(seen.add(row.get(0).toLowerCase(Locale.ROOT)), "twice " + row);
        }
      }
      assertTrue(seen.contains("mail@x.vn"), segment);
      assertFalse(seen.contains("mute@x.vn") || seen.contains("quits@x.vn"), segment);
    }
  }

  @Test
  void brazeTakesTheFileByOneIdentifier() {
    for (Path file : Published.of(lake, "braze", "high-value").files("members")) {
      assertTrue(file.toFile().length() <= 500_000_000);
      List<List<String>> lines = strict(file);
      Set<String> identifiers = new TreeSet<>(lines.get(0));
      identifiers.retainAll(BRAZE_IDENTIFIERS);
      assertEquals(Set.of("external_id"), identifiers);
      int phone = lines.get(0).indexOf("phone");
      Set<String> ids = new HashSet<>();
      for (List<String> row : lines.subList(1, lines.size())) {
        assertTrue(ids.add(row.get(0)) && !row.get(0).isEmpty());
        assertTrue(row.get(phone).isEmpty() || row.get(phone).matches(E164));
      }
      assertEquals(Set.of("all", "mail", "twin"), ids);
    }
  }

  @Test
  void zaloTakesServiceMessagesWithATemplateAlone() {
    List<JsonNode> messages = lines(Published.of(lake, "zalo-zns", "payment-pending"));
    assertEquals(1, messages.size(), "the other one's action has no template");
    JsonNode message = messages.get(0);
    Set<String> keys = new TreeSet<>();
    message.fieldNames().forEachRemaining(keys::add);
    assertEquals(Set.of("phone", "template_id", "template_data", "tracking_id"), keys);
    assertEquals("84912345673", message.get("phone").textValue());
    assertEquals("123", message.get("template_id").textValue());
    assertTrue(message.get("tracking_id").textValue().length() <= 48);
    JsonNode data = message.get("template_data");
    assertTrue(data.isObject());
    data.elements().forEachRemaining(v -> assertTrue(v.isTextual() && v.asText().length() <= 400));
    assertEquals("Nợ", data.get("customer_name").textValue());
    assertEquals("250000", data.get("amount").textValue());
    assertFalse(data.has("note"), "what is not known is left out");
    assertEquals(List.of(), lines(Published.of(lake, "zalo-zns", "cart-left-behind")));
    assertEquals(
        Set.of("invalid", "not-service"),
        new TreeSet<>(
            lake.read(Gold.AUDIENCE_LEDGER)
                .where("destination = 'zalo-zns' and not delivered")
                .select("suppressed_reason")
                .distinct()
                .as(Encoders.STRING())
                .collectAsList()));
  }

  @Test
  void jsonLinesHoldTypedValues() {
    List<JsonNode> rows = lines(Published.of(lake, "json-lines", "cart-left-behind"));
    assertEquals(
        List.of("all", "mail"), rows.stream().map(r -> r.get("customer_id").asText()).toList());
    for (JsonNode row : rows) {
      assertTrue(row.get("score").isNumber());
      assertTrue(row.get("payload").isObject());
      assertEquals(
          Instant.parse("2026-01-10T01:00:00Z"), Instant.parse(row.get("send_after").textValue()));
      assertFalse(row.has("expires_at"), "a cell without a value has no key");
    }
    assertEquals("🎉 Minh", rows.get(1).get("full_name").textValue());
  }

  @Test
  void parquetComesBackThroughAnotherReader() {
    Published published = Published.of(lake, "parquet", "high-value");
    Dataset<Row> rows =
        LocalSpark.session().read().parquet(published.files("members").get(0).toString());
    assertEquals(
        "customer_id STRING,email STRING,phone STRING,full_name STRING,birth_date DATE,segment STRING,"
            + "score DOUBLE,orders_count BIGINT,total_amount DECIMAL(18,2),clv_amount DECIMAL(18,2),"
            + "action STRING,channel STRING,send_after TIMESTAMP,payload STRING",
        rows.schema().toDDL());
    assertEquals(
        List.of(
            "{\"customer_id\":\"all\",\"phone\":\"+84912345678\",\"birth_date\":\"1990-02-28\",\"score\":2.0,\"total_amount\":0.00}",
            "{\"customer_id\":\"mail\",\"score\":1.0,\"total_amount\":0.00}",
            "{\"customer_id\":\"twin\",\"score\":1.0,\"total_amount\":0.00}"),
        TestLake.rows(rows, "customer_id", "phone", "birth_date", "score", "total_amount"));
  }

  @Test
  void nobodyWithoutConsentIsInAnyFile() throws IOException {
    Path exports = Path.of(lake.warehouse().lake(), "exports");
    int files = 0;
    try (Stream<Path> all = Files.walk(exports)) {
      for (Path file : all.filter(f -> f.getFileName().toString().startsWith("part-")).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        for (String id : List.of("mute", "quits")) {
          assertFalse(text.contains(id), file + " holds " + id);
          assertFalse(text.contains(Audience.sha256(id + "@x.vn")), file + " holds " + id);
        }
        files++;
      }
    }
    assertTrue(files >= 18, "files looked at: " + files);
  }

  /** Rows of a machine file: UTF-8 without a mark, as many cells a row as there are headers. */
  private static List<List<String>> strict(Path file) {
    String text = Published.text(file);
    assertFalse(text.startsWith("\uFEFF"), "a mark would be part of the first header");
    List<List<String>> lines = Exports.parse(text);
    lines.forEach(line -> assertEquals(lines.get(0).size(), line.size()));
    return lines;
  }

  private static List<JsonNode> lines(Published published) {
    List<JsonNode> rows = new ArrayList<>();
    for (Path file : published.files("members")) {
      Published.text(file).lines().forEach(line -> rows.add(Published.json(line)));
    }
    return rows;
  }

  private static String member(String segment, String customer, double score) {
    return "{\"segment\":\"%s\",\"customer_id\":\"%s\",\"entered_at\":\"2026-01-01\",\"score\":%s}"
        .formatted(segment, customer, score);
  }

  private static String profile(String customer, String name, String email, String phone) {
    return "{\"customer_id\":\"%s\",\"full_name\":\"%s\",\"given_name\":\"%s\",\"family_name\":\"Lê\",\"country\":\"VN\",\"postcode\":\"100000\"%s%s}"
        .formatted(
            customer,
            name,
            name,
            email == null ? "" : ",\"email\":\"" + email + "\"",
            phone == null ? "" : ",\"phone\":\"" + phone + "\"");
  }

  private static String consent(String customer, String purpose, String channel, String status) {
    return "{\"customer_id\":\"%s\",\"purpose\":\"%s\",\"channel\":\"%s\",\"status\":\"%s\"}"
        .formatted(customer, purpose, channel, status);
  }

  private static String action(
      String customer, String segment, String action, String channel, String payload) {
    return "{\"customer_id\":\"%s\",\"segment\":\"%s\",\"action\":\"%s\",\"channel\":\"%s\",\"send_after\":\"2026-01-10T01:00:00Z\",\"payload\":\"%s\"}"
        .formatted(customer, segment, action, channel, payload);
  }
}
