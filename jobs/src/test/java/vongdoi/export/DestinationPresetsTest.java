package vongdoi.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

/** The presets of requests and imports, each read as strictly as its platform says. */
class DestinationPresetsTest {
  private static final String HASH = "[0-9a-f]{64}";
  private static final String E164 = "\\+[1-9][0-9]{6,14}";
  private static final String MAIL = "[^@\\s,;\"A-Z]+@[^@\\s,;\"A-Z]+\\.[^@\\s,;\"A-Z]+";

  /** Destinations whose members are found by these kinds of contact. */
  private static final Map<String, Set<String>> FINDS_BY =
      Map.ofEntries(
          Map.entry("google-customer-match", Set.of("email", "phone", "address")),
          Map.entry("google-data-manager", Set.of("email", "phone", "address")),
          Map.entry("google-value", Set.of("email", "phone")),
          Map.entry("meta", Set.of("email", "phone", "address")),
          Map.entry("meta-value", Set.of("email", "phone", "address")),
          Map.entry("tiktok", Set.of("email", "phone")),
          Map.entry("snap", Set.of("email")),
          Map.entry("snap-phones", Set.of("phone")),
          Map.entry("pinterest", Set.of("email")),
          Map.entry("linkedin", Set.of("email")),
          Map.entry("microsoft", Set.of("email")),
          Map.entry("criteo", Set.of("email")),
          Map.entry("klaviyo", Set.of("email")),
          Map.entry("klaviyo-consent", Set.of("email")),
          Map.entry("mailchimp", Set.of("email")),
          Map.entry("hubspot", Set.of("email")),
          Map.entry("sendgrid", Set.of("email")));

  /** Destinations of requests whose bodies tell removes apart. */
  private static final Set<String> TOLD = Set.of("criteo", "google-data-manager", "microsoft");

  private static final List<String> PEOPLE = List.of("mail", "fone", "home", "both", "bare");
  private static TestLake lake;

  @BeforeAll
  static void publish() {
    lake = TestLake.empty();
    lake.put(
        Gold.SEGMENTS,
        "{\"segment\":\"high-value\"}",
        "{\"segment\":\"payment-pending\",\"action\":\"payment-reminder\",\"is_service\":true}");
    List<String> members = new ArrayList<>();
    List<String> consents = new ArrayList<>();
    List<String> scores = new ArrayList<>();
    List<String> everybody = new ArrayList<>(PEOPLE);
    everybody.add("mute");
    for (String id : everybody) {
      members.add("{\"segment\":\"high-value\",\"customer_id\":\"%s\",\"score\":1}".formatted(id));
      scores.add(
          "{\"customer_id\":\"%s\",\"clv_amount\":1234.56,\"currency\":\"VND\"}".formatted(id));
    }
    for (String id : PEOPLE) {
      for (String purpose : List.of("ads", "ad_user_data", "ad_personalization")) {
        consents.add(consent(id, purpose, "ads"));
      }
      consents.add(consent(id, "marketing", "email"));
      consents.add(consent(id, "marketing", "sms"));
    }
    members.add("{\"segment\":\"payment-pending\",\"customer_id\":\"fone\",\"score\":1}");
    lake.put(Gold.SEGMENT_MEMBERS, members.toArray(String[]::new));
    lake.put(Gold.CLV_SCORES, scores.toArray(String[]::new));
    lake.put(Silver.CONSENTS, consents.toArray(String[]::new));
    lake.put(
        Silver.PROFILES,
        profile(
            "mail",
            "\"email\":\"Mai+shop@X.vn\",\"given_name\":\"Mai \\\"Bé\\\"\",\"gender\":\"female\""),
        profile("fone", "\"phone\":\"+84912345678\",\"full_name\":\"Lê Phong\""),
        profile(
            "home",
            "\"given_name\":\"Nhà\",\"family_name\":\"Lê\",\"country\":\"VN\",\"postcode\":\"100000\",\"city\":\"TP. Huế\""),
        profile(
            "both",
            "\"email\":\"both@x.vn\",\"phone\":\"+84912345679\",\"emails\":[\"both@x.vn\",\"two@x.vn\"],"
                + "\"given_name\":\"Hai\",\"family_name\":\"Võ\",\"birth_date\":\"1990-02-28\",\"country\":\"Việt Nam\""),
        profile("bare", "\"given_name\":\"Trống\",\"city\":\"Huế\""),
        profile("mute", "\"email\":\"mute@x.vn\",\"phone\":\"+84912345670\""));
    lake.put(
        Gold.NEXT_ACTIONS,
        "{\"customer_id\":\"fone\",\"segment\":\"payment-pending\",\"action\":\"payment-reminder\",\"channel\":\"zalo\","
            + "\"send_after\":\"2026-01-10T01:00:00Z\",\"payload\":\"{\\\"order_id\\\":\\\"o-1\\\",\\\"amount\\\":250000.40,"
            + "\\\"expires_at\\\":\\\"2026-01-10T18:00:00Z\\\"}\"}");
    lake.run(new PublishAudiences(switchedOn("full", all()), 10), "2026-01-10");
  }

  /** Presets with the numbers that they need, switched on and told whole lists or changes. */
  private static ExportConfig switchedOn(String mode, Set<String> destinations) {
    StringBuilder text =
        new StringBuilder("export { destinations.zalo-campaign.segments = [all]\n");
    for (String destination : destinations) {
      text.append(
          "destinations.%s { segments = [high-value], mode = %s }\n".formatted(destination, mode));
    }
    return Exports.read(
        ConfigFactory.parseString(
                text
                    + """
                    destinations { crm.segments = [], marketing.segments = [] }
                    accounts { google-ads = "1", google-audience-high-value = "22", klaviyo-list-high-value = Kx
                      sendgrid-list-high-value = "s-1", microsoft-audience-high-value = "77" } }
                    """)
            .withFallback(ConfigFactory.parseResources("application.conf"))
            .resolve());
  }

  private static Set<String> all() {
    Set<String> all = new TreeSet<>(FINDS_BY.keySet());
    all.addAll(List.of("braze-track", "salesforce-marketing-cloud"));
    return all;
  }

  @Test
  void theConfigurationOfThePresetsIsSound() {
    assertEquals(
        List.of(),
        ExportRules.problems(switchedOn("full", all()), List.of("high-value", "payment-pending")));
    assertEquals(
        List.of(), ExportRules.problems(switchedOn("changes", TOLD), List.of("high-value")));
  }

  /** Every member with a usable identifier is in the file, and nobody without one. */
  @Test
  void whoCanBeFoundIsInAndNobodyElse() {
    Map<String, Set<String>> has =
        Map.of(
            "mail", Set.of("email"),
            "fone", Set.of("phone"),
            "home", Set.of("address"),
            "both", Set.of("email", "phone"),
            "bare", Set.of());
    Map<String, String> expected = new TreeMap<>();
    FINDS_BY.forEach(
        (destination, kinds) -> {
          Set<String> in = new TreeSet<>();
          has.forEach(
              (id, contacts) -> {
                if (contacts.stream().anyMatch(kinds::contains)) {
                  in.add(id);
                }
              });
          expected.put(destination, in.toString());
        });
    Map<String, Set<String>> delivered = new TreeMap<>();
    for (String row :
        lake.read(Gold.AUDIENCE_LEDGER)
            .where("delivered and segment = 'high-value'")
            .selectExpr("concat_ws(' ', destination, customer_id)")
            .as(Encoders.STRING())
            .collectAsList()) {
      String[] words = row.split(" ");
      delivered.computeIfAbsent(words[0], d -> new TreeSet<>()).add(words[1]);
    }
    Map<String, String> found = new TreeMap<>();
    FINDS_BY.keySet().forEach(d -> found.put(d, delivered.get(d).toString()));
    assertEquals(expected, found);
  }

  @Test
  void googleDataManagerTakesMembersWithTheirConsent() {
    JsonNode request = request("google-data-manager");
    assertEquals(
        Set.of("destinations", "encoding", "validateOnly", "audienceMembers"), keys(request));
    assertEquals("22", request.at("/destinations/0/productDestinationId").textValue());
    for (JsonNode member : request.get("audienceMembers")) {
      assertEquals(Set.of("userData", "consent"), keys(member));
      assertEquals("CONSENT_GRANTED", member.at("/consent/adUserData").textValue());
      assertEquals("CONSENT_GRANTED", member.at("/consent/adPersonalization").textValue());
      for (JsonNode identifier : member.at("/userData/userIdentifiers")) {
        assertEquals(1, identifier.size());
        assertTrue(Set.of("emailAddress", "phoneNumber", "address").containsAll(keys(identifier)));
      }
    }
    assertEquals(
        List.of(2 + 1, 1, 1, 1),
        values(request.get("audienceMembers")).stream()
            .map(m -> m.at("/userData/userIdentifiers").size())
            .toList(),
        "both, fone, home, mail");
  }

  @Test
  void googleTakesTheWorthOfEachMember() {
    JsonNode request = request("google-value");
    assertEquals(Set.of("enablePartialFailure", "operations"), keys(request));
    for (JsonNode operation : request.get("operations")) {
      assertEquals(Set.of("create"), keys(operation));
      JsonNode member = operation.get("create");
      assertEquals(Set.of("userIdentifiers", "userAttribute"), keys(member));
      assertEquals("1234560000", member.at("/userAttribute/lifetimeValueMicros").textValue());
      for (JsonNode identifier : member.get("userIdentifiers")) {
        assertTrue(Set.of("hashedEmail", "hashedPhoneNumber").containsAll(keys(identifier)));
        identifier.elements().forEachRemaining(v -> assertTrue(v.textValue().matches(HASH)));
      }
    }
  }

  @Test
  void metaTakesTheWorthOfEachMember() {
    List<List<String>> lines = csv("meta-value");
    assertEquals("value", lines.get(0).get(lines.get(0).size() - 1));
    for (List<String> row : lines.subList(1, lines.size())) {
      assertEquals("1234.56", row.get(row.size() - 1));
    }
  }

  @Test
  void brazeTakesAnAttributesObjectALine() {
    Map<String, JsonNode> people = new TreeMap<>();
    for (Path file : Published.of(lake, "braze-track", "high-value").files("members")) {
      Published.text(file)
          .lines()
          .map(Published::json)
          .forEach(p -> people.put(p.get("external_id").textValue(), p));
    }
    assertEquals(Set.of("both", "fone", "mail"), people.keySet(), "those with a contact");
    JsonNode both = people.get("both");
    assertTrue(both.get("vongdoi_high_value").isBoolean());
    assertEquals("opted_in", both.get("email_subscribe").textValue());
    assertEquals(LocalDate.of(1990, 2, 28), LocalDate.parse(both.get("dob").textValue()));
    assertEquals("VN", both.get("country").textValue());
    assertTrue(both.get("phone").textValue().matches(E164));
    assertEquals("F", people.get("mail").get("gender").textValue());
    assertFalse(people.get("fone").has("email"));
  }

  @Test
  void klaviyoTakesWhenConsentWasGiven() {
    JsonNode data = request("klaviyo-consent").get("data");
    assertEquals("profile-subscription-bulk-create-job", data.get("type").textValue());
    assertEquals("Kx", data.at("/relationships/list/data/id").textValue());
    assertTrue(data.at("/attributes/historical_import").booleanValue());
    for (JsonNode profile : data.at("/attributes/profiles/data")) {
      assertEquals("profile", profile.get("type").textValue());
      assertEquals(Set.of("email", "subscriptions"), keys(profile.get("attributes")));
      JsonNode consent = profile.at("/attributes/subscriptions/email/marketing");
      assertEquals("SUBSCRIBED", consent.get("consent").textValue());
      assertEquals(
          Instant.parse("2025-12-01T02:03:04Z"),
          Instant.parse(consent.get("consented_at").textValue()));
    }
  }

  @Test
  void mailchimpTakesEachMailboxOnce() {
    List<List<String>> lines = csv("mailchimp");
    assertEquals(
        List.of("Email Address", "First Name", "Last Name", "Tags", "OPTIN_TIME"), lines.get(0));
    for (List<String> row : lines.subList(1, lines.size())) {
      assertTrue(row.get(0).matches(MAIL), row.get(0));
      assertEquals("high-value", row.get(3));
      assertEquals(
          LocalDateTime.of(2025, 12, 1, 2, 3, 4),
          LocalDateTime.parse(row.get(4), DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")));
    }
  }

  @Test
  void hubspotTakesContactsByTheirMail() {
    JsonNode request = request("hubspot");
    assertEquals(Set.of("inputs"), keys(request));
    assertTrue(request.get("inputs").size() <= 100);
    for (JsonNode input : request.get("inputs")) {
      assertEquals(Set.of("id", "idProperty", "properties"), keys(input));
      assertEquals(input.get("id"), input.at("/properties/email"));
      assertEquals("true", input.at("/properties/vongdoi_high_value").textValue());
      input
          .get("properties")
          .elements()
          .forEachRemaining(v -> assertTrue(v.isTextual(), "texts alone"));
    }
  }

  @Test
  void sendgridTakesContactsOfAList() {
    JsonNode request = request("sendgrid");
    assertEquals(Set.of("list_ids", "contacts"), keys(request));
    assertEquals("s-1", request.at("/list_ids/0").textValue());
    for (JsonNode contact : request.get("contacts")) {
      assertTrue(contact.get("email").textValue().matches(MAIL));
      assertTrue(
          Set.of("email", "external_id", "first_name", "last_name", "city", "country")
              .containsAll(keys(contact)));
    }
  }

  @Test
  void salesforceTakesRowsByTheirKey() {
    JsonNode rows = request("salesforce-marketing-cloud");
    assertTrue(rows.isArray());
    for (JsonNode row : rows) {
      assertEquals(Set.of("keys", "values"), keys(row));
      assertEquals(Set.of("SubscriberKey"), keys(row.get("keys")));
      assertEquals("high-value", row.at("/values/Audience").textValue());
    }
  }

  @Test
  void snapTakesOneKindOfHashARequest() {
    for (Map.Entry<String, String> kind :
        Map.of("snap", "EMAIL_SHA256", "snap-phones", "PHONE_SHA256").entrySet()) {
      JsonNode users = request(kind.getKey()).get("users");
      assertEquals(1, users.size());
      assertEquals(kind.getValue(), users.at("/0/schema/0").textValue());
      for (JsonNode row : users.at("/0/data")) {
        assertEquals(1, row.size());
        assertTrue(row.get(0).textValue().matches(HASH));
      }
    }
    assertEquals(
        Audience.sha256("84912345679"),
        request("snap-phones").at("/users/0/data/0/0").textValue(),
        "without the plus");
  }

  @Test
  void pinterestTakesItsHashesAsOneText() {
    JsonNode request = request("pinterest");
    assertEquals(Set.of("name", "list_type", "records"), keys(request));
    assertTrue(request.get("name").textValue().matches("list-[0-9a-f]{8}"));
    String[] records = request.get("records").textValue().split(",");
    assertEquals(2, records.length);
    for (String record : records) {
      assertTrue(record.matches(HASH), record);
    }
  }

  @Test
  void linkedinTakesElementsWithIds() {
    JsonNode request = request("linkedin");
    assertEquals(Set.of("elements"), keys(request));
    for (JsonNode element : request.get("elements")) {
      assertEquals("ADD", element.get("action").textValue());
      assertEquals("SHA256_EMAIL", element.at("/userIds/0/idType").textValue());
      assertTrue(element.at("/userIds/0/idValue").textValue().matches(HASH));
      assertTrue(
          Set.of("action", "userIds", "firstName", "lastName", "company", "country")
              .containsAll(keys(element)));
    }
  }

  @Test
  void microsoftAndCriteoTakeHashes() {
    JsonNode microsoft = request("microsoft").get("CustomerListUserData");
    assertEquals(
        Set.of("ActionType", "AudienceId", "CustomerListItemSubType", "CustomerListItems"),
        keys(microsoft));
    assertEquals("Add", microsoft.get("ActionType").textValue());
    assertEquals("77", microsoft.get("AudienceId").textValue());
    JsonNode criteo = request("criteo").at("/data/attributes");
    assertEquals("add", criteo.get("operation").textValue());
    for (JsonNode hash : microsoft.get("CustomerListItems")) {
      assertTrue(hash.textValue().matches(HASH));
    }
    assertEquals(microsoft.get("CustomerListItems"), criteo.get("identifiers"));
  }

  @Test
  void aZaloCampaignHasAColumnForEachParameter() {
    List<List<String>> lines = new ArrayList<>();
    for (Path file : Published.of(lake, "zalo-campaign", "payment-pending").files("members")) {
      lines.addAll(Exports.parse(Published.text(file)));
    }
    assertEquals(
        List.of(
            List.of("phone", "customer_name", "order_id", "amount", "expires_at"),
            List.of("84912345678", "Lê Phong", "o-1", "250000", "11/01/2026")),
        lines);
  }

  @Test
  void removesAreRequestsOfTheirOwn() {
    TestLake other = lake.copy();
    PublishAudiences told = new PublishAudiences(switchedOn("changes", TOLD), 10);
    other.run(told, "2026-01-11");
    other.replace(
        Silver.CONSENTS,
        consent("both", "ads", "ads"),
        consent("both", "ad_user_data", "ads"),
        consent("both", "ad_personalization", "ads"));
    other.run(told, "2026-01-12");
    JsonNode criteo = removes(other, "criteo").at("/data/attributes");
    assertEquals("remove", criteo.get("operation").textValue());
    assertEquals(1, criteo.get("identifiers").size());
    assertEquals(Audience.sha256("mai+shop@x.vn"), criteo.at("/identifiers/0").textValue());
    assertEquals(
        "Remove", removes(other, "microsoft").at("/CustomerListUserData/ActionType").textValue());
    assertEquals(
        Set.of("destinations", "encoding", "audienceMembers"),
        keys(removes(other, "google-data-manager")));
  }

  private static JsonNode removes(TestLake from, String destination) {
    List<Path> files = Published.of(from, destination, "high-value").files("removes");
    assertEquals(1, files.size());
    return Published.json(files.get(0));
  }

  /** The one file of a destination, which must be JSON as a whole. */
  private static JsonNode request(String destination) {
    List<Path> files = Published.of(lake, destination, "high-value").files("members");
    assertEquals(1, files.size());
    assertTrue(files.get(0).toString().endsWith(".json"));
    return Published.json(files.get(0));
  }

  private static List<List<String>> csv(String destination) {
    List<List<String>> lines = new ArrayList<>();
    for (Path file : Published.of(lake, destination, "high-value").files("members")) {
      lines.addAll(Exports.parse(Published.text(file)));
    }
    assertTrue(lines.size() > 1, destination);
    lines.forEach(line -> assertEquals(lines.get(0).size(), line.size()));
    return lines;
  }

  private static List<JsonNode> values(JsonNode list) {
    List<JsonNode> values = new ArrayList<>();
    list.forEach(values::add);
    return values;
  }

  private static Set<String> keys(JsonNode node) {
    Set<String> keys = new TreeSet<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static String profile(String customer, String columns) {
    return "{\"customer_id\":\"%s\",%s}".formatted(customer, columns);
  }

  private static String consent(String customer, String purpose, String channel) {
    return ("{\"customer_id\":\"%s\",\"purpose\":\"%s\",\"channel\":\"%s\",\"status\":\"granted\","
            + "\"given_at\":\"2025-12-01T02:03:04Z\"}")
        .formatted(customer, purpose, channel);
  }
}
