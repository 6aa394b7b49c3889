package vongdoi.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

/**
 * Thirty made-up people, Vietnamese and Western, firms, several contacts, torn cells, and what each
 * advertising platform's file says of them. {@code jobs/src/test/clients/test} holds the same table
 * beside what the platforms' own libraries give.
 */
class ThirtyPeopleTest {
  private static final int VALUES = 3;
  private static final List<JsonNode> EXPECTED = lines("thirty-people-expected.jsonl");
  private static TestLake lake;

  @BeforeAll
  static void publish() {
    List<JsonNode> people = lines("thirty-people.jsonl");
    lake = TestLake.empty();
    lake.put(Gold.SEGMENTS, "{\"segment\":\"all\"}");
    lake.put(Silver.PROFILES, people.stream().map(JsonNode::toString).toArray(String[]::new));
    List<String> members = new ArrayList<>();
    List<String> consents = new ArrayList<>();
    for (JsonNode person : people) {
      String id = person.get("customer_id").textValue();
      members.add("{\"segment\":\"all\",\"customer_id\":\"%s\"}".formatted(id));
      for (String purpose : List.of("ads", "ad_user_data", "ad_personalization")) {
        consents.add(
            "{\"customer_id\":\"%s\",\"purpose\":\"%s\",\"channel\":\"ads\",\"status\":\"granted\"}"
                .formatted(id, purpose));
      }
    }
    lake.put(Gold.SEGMENT_MEMBERS, members.toArray(String[]::new));
    lake.put(Silver.CONSENTS, consents.toArray(String[]::new));
    lake.run(
        new PublishAudiences(
            Exports.read(
                ConfigFactory.parseString(
                        """
                        export.destinations { crm.segments = [], marketing.segments = []
                          google-customer-match.segments = [all], meta.segments = [all]
                          tiktok.segments = [all] }
                        """)
                    .withFallback(ConfigFactory.parseResources("application.conf"))
                    .resolve()),
            10),
        "2026-01-10");
  }

  @Test
  void googleHearsOfEachWhatTheTableSays() {
    Map<String, List<String>> expected = new TreeMap<>();
    for (JsonNode person : EXPECTED) {
      List<String> row = new ArrayList<>();
      row.addAll(hashes(person, "google_emails"));
      row.addAll(hashes(person, "google_phones"));
      row.add(hash(person, "google_first"));
      row.add(hash(person, "google_last"));
      row.add(person.path("google_country").asText());
      row.add(person.path("google_zip").asText());
      if (!row.get(0).isEmpty()
          || !row.get(VALUES).isEmpty()
          || row.subList(2 * VALUES, row.size()).stream().noneMatch(String::isEmpty)) {
        expected.put(person.get("customer_id").textValue(), row);
      }
    }
    assertEquals(expected, delivered("google-customer-match"));
  }

  @Test
  void metaHearsOfEachWhatTheTableSays() {
    Map<String, List<String>> expected = new TreeMap<>();
    for (JsonNode person : EXPECTED) {
      List<String> row = new ArrayList<>();
      row.addAll(hashes(person, "meta_emails"));
      row.addAll(hashes(person, "meta_phones"));
      for (String header : List.of("fn", "ln", "ct", "zip", "country", "dob", "gen")) {
        row.add(hash(person, "meta_" + header));
      }
      row.add(person.get("customer_id").textValue());
      boolean isNamed = person.has("meta_fn") && person.has("meta_ln");
      boolean isPlaced = person.has("meta_ct") || person.has("meta_zip") || person.has("meta_dob");
      if (!row.get(0).isEmpty() || !row.get(VALUES).isEmpty() || isNamed && isPlaced) {
        expected.put(person.get("customer_id").textValue(), row);
      }
    }
    assertEquals(expected, delivered("meta"));
  }

  @Test
  void tiktokHearsOfEachWhatTheTableSays() {
    Map<String, List<String>> expected = new TreeMap<>();
    for (JsonNode person : EXPECTED) {
      List<String> row = new ArrayList<>();
      row.addAll(hashes(person, "tiktok_emails"));
      row.addAll(hashes(person, "tiktok_phones"));
      if (!row.get(0).isEmpty() || !row.get(VALUES).isEmpty()) {
        expected.put(person.get("customer_id").textValue(), row);
      }
    }
    assertEquals(expected, delivered("tiktok"));
  }

  /** Rows of a list by the customers that the ledger names: both are in the order of ids. */
  private static Map<String, List<String>> delivered(String destination) {
    List<String> ids =
        lake.read(Gold.AUDIENCE_LEDGER)
            .where("delivered and destination = '" + destination + "'")
            .orderBy("customer_id")
            .select("customer_id")
            .as(Encoders.STRING())
            .collectAsList();
    List<List<String>> rows = Published.of(lake, destination, "all").rows("members");
    assertEquals(ids.size(), rows.size());
    Map<String, List<String>> delivered = new TreeMap<>();
    for (int i = 0; i < ids.size(); i++) {
      delivered.put(ids.get(i), rows.get(i));
    }
    return delivered;
  }

  private static List<String> hashes(JsonNode person, String key) {
    List<String> hashes = new ArrayList<>();
    person.path(key).forEach(value -> hashes.add(Audience.sha256(value.textValue())));
    while (hashes.size() < VALUES) {
      hashes.add("");
    }
    return hashes;
  }

  private static String hash(JsonNode person, String key) {
    return person.has(key) ? Audience.sha256(person.get(key).textValue()) : "";
  }

  private static List<JsonNode> lines(String name) {
    try (var in = ThirtyPeopleTest.class.getResourceAsStream("/people/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(Published::json)
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
