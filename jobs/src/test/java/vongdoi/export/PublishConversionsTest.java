package vongdoi.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

/** Orders for advertising platforms: each file is read as strictly as its platform says. */
class PublishConversionsTest {
  private static final String HASH = "[0-9a-f]{64}";
  private static final String DATE = "2026-01-10";
  private static final PublishConversions JOB = new PublishConversions(switchedOn(), 10);
  private static TestLake lake;

  @BeforeAll
  static void publish() {
    lake = TestLake.empty();
    lake.put(
        Silver.PROFILES,
        "{\"customer_id\":\"lan\",\"given_name\":\"Lan\",\"family_name\":\"Lê\",\"email\":\"Lan.Le@gmail.com\","
            + "\"emails\":[\"Lan.Le@gmail.com\",\"lan@work.vn\"],\"phone\":\"+84912345678\","
            + "\"country\":\"Việt Nam\",\"postcode\":\"100000\",\"first_order_at\":\"2026-01-09T03:00:00Z\"}",
        "{\"customer_id\":\"ba\",\"phone\":\"+84912345679\"}",
        "{\"customer_id\":\"mute\",\"email\":\"mute@x.vn\"}",
        "{\"customer_id\":\"took\",\"email\":\"took@x.vn\"}",
        "{\"customer_id\":\"bare\",\"given_name\":\"Trống\"}");
    List<String> consents = new ArrayList<>();
    for (String purpose : List.of("ads", "ad_user_data")) {
      for (String id : List.of("lan", "ba", "bare")) {
        consents.add(consent(id, purpose, "granted"));
      }
      consents.add(consent("took", purpose, "withdrawn"));
    }
    consents.add(consent("lan", "ad_personalization", "granted"));
    lake.put(Silver.CONSENTS, consents.toArray(String[]::new));
    lake.put(
        Silver.ORDERS,
        order("o-lan", "lan", "2026-01-09T03:00:00Z", "store", 250000, true),
        order("o-old", "lan", "2026-01-02T03:00:00Z", "web", 90000, true),
        order("o-ancient", "lan", "2025-10-02T03:00:00Z", "web", 90000, true),
        order("o-ahead", "lan", "2026-01-12T03:00:00Z", "web", 90000, true),
        order("o-void", "lan", "2026-01-09T05:00:00Z", "web", 90000, false),
        order("o-ba", "ba", "2026-01-08T03:00:00Z", "phone", 40000, true),
        order("o-mute", "mute", "2026-01-08T03:00:00Z", "web", 1000, true),
        order("o-took", "took", "2026-01-08T03:00:00Z", "web", 1000, true),
        order("o-bare", "bare", "2026-01-08T03:00:00Z", "web", 1000, true),
        order("o-nobody", "gone", "2026-01-08T03:00:00Z", "web", 1000, true));
    lake.run(JOB, DATE);
  }

  private static ExportConfig switchedOn() {
    return Exports.read(
        ConfigFactory.parseString(
                """
                export {
                  accounts { google-ads = "123", google-conversion-action = "456", tiktok-event-set = "E7" }
                  conversions { google-events.is-on = true, google-conversions.is-on = true
                    meta-conversions.is-on = true, tiktok-conversions.is-on = true }
                }
                """)
            .withFallback(ConfigFactory.parseResources("application.conf"))
            .resolve());
  }

  @Test
  void googleTakesEventsWithTheConsentOfEach() {
    JsonNode request = request("google-events");
    assertEquals(Set.of("destinations", "encoding", "events"), keys(request));
    JsonNode destination = request.get("destinations").get(0);
    assertEquals("GOOGLE_ADS", destination.get("operatingAccount").get("accountType").asText());
    assertEquals("123", destination.get("operatingAccount").get("accountId").textValue());
    assertEquals("456", destination.get("productDestinationId").textValue());
    assertEquals("HEX", request.get("encoding").textValue());
    for (JsonNode event : request.get("events")) {
      assertEquals(
          Set.of(
              "transactionId",
              "eventTimestamp",
              "eventSource",
              "currency",
              "conversionValue",
              "userData",
              "consent"),
          keys(event));
      Instant.parse(event.get("eventTimestamp").textValue());
      assertTrue(
          Set.of("WEB", "APP", "IN_STORE", "PHONE", "OTHER")
              .contains(event.get("eventSource").textValue()));
      assertTrue(event.get("currency").textValue().matches("[A-Z]{3}"));
      assertTrue(event.get("conversionValue").isNumber());
      assertEquals(Set.of("userIdentifiers"), keys(event.get("userData")));
      JsonNode identifiers = event.get("userData").get("userIdentifiers");
      assertTrue(identifiers.size() >= 1 && identifiers.size() <= 10);
      for (JsonNode identifier : identifiers) {
        assertEquals(1, identifier.size(), "one kind each");
        identifier
            .properties()
            .forEach(
                e -> {
                  if (e.getKey().equals("address")) {
                    assertEquals(
                        Set.of("givenName", "familyName", "regionCode", "postalCode"),
                        keys(e.getValue()));
                  } else {
                    assertTrue(Set.of("emailAddress", "phoneNumber").contains(e.getKey()));
                    assertTrue(e.getValue().textValue().matches(HASH));
                  }
                });
      }
    }
    JsonNode lan = event(request.get("events"), "transactionId", "o-lan");
    assertEquals("IN_STORE", lan.get("eventSource").textValue());
    assertEquals(250000, lan.get("conversionValue").intValue());
    JsonNode of = lan.get("userData").get("userIdentifiers");
    assertEquals(Audience.sha256("lanle@gmail.com"), of.get(0).get("emailAddress").textValue());
    assertEquals(Audience.sha256("lan@work.vn"), of.get(1).get("emailAddress").textValue());
    assertEquals(Audience.sha256("+84912345678"), of.get(2).get("phoneNumber").textValue());
    assertEquals("VN", of.get(3).get("address").get("regionCode").textValue());
    assertEquals("CONSENT_GRANTED", lan.get("consent").get("adPersonalization").textValue());
    JsonNode ba = event(request.get("events"), "transactionId", "o-ba");
    assertEquals("CONSENT_GRANTED", ba.get("consent").get("adUserData").textValue());
    assertEquals("CONSENT_DENIED", ba.get("consent").get("adPersonalization").textValue());
  }

  @Test
  void googlesPageTakesTheSameOrdersAsAFile() {
    List<List<String>> lines = new ArrayList<>();
    for (Path file : Published.of(lake, "google-conversions", "conversions").files("members")) {
      lines.addAll(Exports.parse(Published.text(file)));
    }
    assertEquals(
        List.of(
            "Email",
            "Phone Number",
            "Conversion Name",
            "Conversion Time",
            "Conversion Value",
            "Conversion Currency",
            "Order ID",
            "Ad User Data",
            "Ad Personalization"),
        lines.get(0));
    assertEquals(
        List.of(
            List.of(
                "",
                Audience.sha256("+84912345679"),
                "Vongdoi order",
                "2026-01-08 03:00:00+0000",
                "40000.00",
                "VND",
                "o-ba",
                "Granted",
                "Denied")),
        lines.stream().filter(row -> row.get(6).equals("o-ba")).toList());
    assertEquals(
        Set.of("Order ID", "o-ba", "o-lan", "o-old"),
        new TreeSet<>(lines.stream().map(row -> row.get(6)).toList()));
  }

  @Test
  void metaTakesEventsOfTheLastDays() {
    JsonNode request = request("meta-conversions");
    assertEquals(Set.of("data"), keys(request));
    Set<String> ids = new TreeSet<>();
    for (JsonNode event : request.get("data")) {
      assertEquals(
          Set.of(
              "event_name", "event_time", "event_id", "action_source", "user_data", "custom_data"),
          keys(event));
      assertEquals("Purchase", event.get("event_name").textValue());
      assertTrue(event.get("event_time").isIntegralNumber());
      assertTrue(
          Set.of("physical_store", "phone_call", "other")
              .contains(event.get("action_source").textValue()));
      assertTrue(
          Set.of("em", "ph", "fn", "ln", "ct", "zp", "country", "db", "ge", "external_id")
              .containsAll(keys(event.get("user_data"))));
      event
          .get("user_data")
          .elements()
          .forEachRemaining(
              value -> {
                for (JsonNode hash : value.isArray() ? value : List.of(value)) {
                  assertTrue(hash.textValue().matches(HASH));
                }
              });
      assertTrue(event.get("custom_data").get("value").isNumber());
      assertTrue(event.get("custom_data").get("currency").textValue().matches("[A-Z]{3}"));
      ids.add(event.get("event_id").textValue());
    }
    assertEquals(Set.of("o-ba", "o-lan"), ids, "o-old is older than Meta takes");
    JsonNode lan = event(request.get("data"), "event_id", "o-lan");
    assertEquals(
        Instant.parse("2026-01-09T03:00:00Z").getEpochSecond(), lan.get("event_time").longValue());
    assertEquals("physical_store", lan.get("action_source").textValue());
    assertEquals(Audience.sha256("84912345678"), lan.get("user_data").get("ph").get(0).textValue());
    assertEquals(2, lan.get("user_data").get("em").size());
  }

  @Test
  void tiktokTakesOfflineEvents() {
    JsonNode request = request("tiktok-conversions");
    assertEquals(Set.of("event_source", "event_source_id", "data"), keys(request));
    assertEquals("offline", request.get("event_source").textValue());
    assertEquals("E7", request.get("event_source_id").textValue());
    for (JsonNode event : request.get("data")) {
      assertEquals(Set.of("event", "event_time", "event_id", "user", "properties"), keys(event));
      assertTrue(event.get("event_time").isIntegralNumber());
      assertTrue(Set.of("email", "phone", "external_id").containsAll(keys(event.get("user"))));
      assertEquals(Set.of("currency", "value", "order_id"), keys(event.get("properties")));
    }
    JsonNode ba = event(request.get("data"), "event_id", "o-ba").get("user");
    assertEquals(Audience.sha256("+84912345679"), ba.get("phone").get(0).textValue());
    assertFalse(ba.has("email"), "what is not known has no key");
  }

  @Test
  void whoDidNotAgreeIsInNoFileAndTheLedgerSaysWhy() {
    assertEquals(
        Set.of(
            "o-ba true ",
            "o-bare false no-contact",
            "o-lan true ",
            "o-mute false no-consent",
            "o-nobody false no-consent",
            "o-old true ",
            "o-took false no-consent"),
        lake.values(
            Gold.CONVERSION_LEDGER,
            "if(destination = 'google-events',"
                + " concat_ws(' ', order_id, delivered, coalesce(suppressed_reason, '')), 'o-ba true ')"));
    for (String platform : List.of("google-events", "google-conversions", "meta-conversions")) {
      for (Path file : Published.of(lake, platform, "conversions").files("members")) {
        assertFalse(Published.text(file).contains(Audience.sha256("mute@x.vn")));
        assertFalse(Published.text(file).contains(Audience.sha256("took@x.vn")));
      }
    }
  }

  @Test
  void eachOrderIsToldOnce() throws IOException {
    TestLake other = lake.copy();
    Path pointer =
        Path.of(other.warehouse().lake(), "exports", "google-events", "conversions", "latest.json");
    other.run(JOB, DATE);
    other.put(Silver.ORDERS, order("o-new", "ba", "2026-01-10T03:00:00Z", "web", 70000, true));
    other.put(Silver.CONSENTS, consent("mute", "ad_user_data", "granted"));
    other.run(JOB, "2026-01-11");
    JsonNode next = request(other, "google-events");
    assertEquals(
        Set.of("o-mute", "o-new"),
        new TreeSet<>(next.get("events").findValuesAsText("transactionId")),
        "the new one, and one whose customer has agreed since");
    String first = Files.readString(pointer);
    assertEquals(DATE, Published.json(first).get("since").textValue());
    other.run(JOB, "2026-01-11");
    assertEquals(first, Files.readString(pointer), "the same date again tells the same");
    other.run(JOB, "2026-01-12");
    assertEquals(
        Set.of("o-ahead"),
        new TreeSet<>(
            request(other, "google-events").get("events").findValuesAsText("transactionId")));
  }

  /** The recipe of docs/exports.md, word for word, against a receiver that refuses at first. */
  @Test
  void aSenderPostsARequestUntilItIsTakenAndThenNoMore() throws Exception {
    assumeTrue(there("jq") && there("curl"), "needs jq and curl");
    List<String> recipe =
        Files.readAllLines(docs()).stream()
            .dropWhile(line -> !line.equals("    #!/usr/bin/env bash"))
            .takeWhile(line -> line.isBlank() || line.startsWith("    "))
            .map(line -> line.isBlank() ? "" : line.substring(4))
            .toList();
    Path work = Files.createTempDirectory(Path.of("target"), "recipe").toAbsolutePath();
    Path script = Files.write(work.resolve("send"), recipe);
    Path folder = Path.of(lake.warehouse().lake(), "exports", "meta-conversions", "conversions");
    List<String> taken = new ArrayList<>();
    List<Integer> answers = new ArrayList<>(List.of(500, 200));
    HttpServer receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    receiver.createContext(
        "/events",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          int answer = answers.remove(0);
          if (answer == 200) {
            taken.add(exchange.getRequestHeaders().getFirst("Authorization") + body);
          }
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    receiver.start();
    try {
      String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/events";
      List<Integer> codes = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        ProcessBuilder send =
            new ProcessBuilder(
                    "bash", script.toString(), folder.toString(), url, work.resolve("s").toString())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("log").toFile());
        send.environment().put("TOKEN", "secret");
        codes.add(send.start().waitFor() == 0 ? 0 : 1);
      }
      assertEquals(List.of(1, 0, 0), codes, Files.readString(work.resolve("log")));
    } finally {
      receiver.stop(0);
    }
    assertEquals(1, taken.size(), "posted once");
    assertEquals("Bearer secret", taken.get(0).substring(0, taken.get(0).indexOf('{')));
    assertEquals(
        request("meta-conversions"),
        Published.json(taken.get(0).substring(taken.get(0).indexOf('{'))));
  }

  private static boolean there(String command) throws IOException, InterruptedException {
    return new ProcessBuilder("bash", "-c", "command -v " + command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private static Path docs() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/exports.md"))) {
      folder = folder.getParent();
    }
    return folder.resolve("docs/exports.md");
  }

  @Test
  void nothingIsReadOrWrittenWhereNoPlatformIsTold() {
    TestLake other = TestLake.empty();
    other.run(new PublishConversions(Exports.shipped(), 10), DATE);
    assertFalse(Files.exists(Path.of(other.warehouse().lake(), "exports")));
  }

  private static JsonNode request(String platform) {
    return request(lake, platform);
  }

  /** The one file of a platform, which must be JSON as a whole. */
  private static JsonNode request(TestLake from, String platform) {
    List<Path> files = Published.of(from, platform, "conversions").files("members");
    assertEquals(1, files.size());
    assertTrue(files.get(0).toString().endsWith(".json"));
    return Published.json(files.get(0));
  }

  private static JsonNode event(JsonNode events, String key, String id) {
    JsonNode found = null;
    for (JsonNode event : events) {
      if (event.get(key).textValue().equals(id)) {
        assertNull(found, "twice");
        found = event;
      }
    }
    return found;
  }

  private static Set<String> keys(JsonNode node) {
    Set<String> keys = new TreeSet<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static String order(
      String id, String customer, String at, String channel, int amount, boolean isValid) {
    return ("{\"order_id\":\"%s\",\"customer_id\":\"%s\",\"ordered_at\":\"%s\",\"order_date\":\"%s\","
            + "\"channel\":\"%s\",\"total_amount\":%d,\"net_amount\":%d,\"items_count\":1,\"currency\":\"VND\","
            + "\"status\":\"completed\",\"is_valid\":%s}")
        .formatted(id, customer, at, at.substring(0, 10), channel, amount, amount, isValid);
  }

  private static String consent(String customer, String purpose, String status) {
    return "{\"customer_id\":\"%s\",\"purpose\":\"%s\",\"channel\":\"ads\",\"status\":\"%s\"}"
        .formatted(customer, purpose, status);
  }
}
