package vongdoi.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

/** A lake with customers, logins and orders in few words, resolved by both jobs. */
final class Shop {
  private final TestLake lake = TestLake.empty();
  private final List<String> customers = new ArrayList<>();
  private final List<String> events = new ArrayList<>();
  private final List<String> orders = new ArrayList<>();

  private static String json(String... keysAndValues) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      fields.add("\"%s\":\"%s\"".formatted(keysAndValues[i], keysAndValues[i + 1]));
    }
    return String.join(",", fields);
  }

  /** A customer record of the source crm. */
  Shop customer(String id, String... fields) {
    String given = json(fields);
    String hash = Integer.toHexString(given.hashCode());
    customers.add(
        "{\"record_id\":\"%s\",\"record_source\":\"crm\",\"_row_hash\":\"%s\",%s%s}"
            .formatted(
                id,
                hash,
                given.contains("updated_at") ? "" : "\"updated_at\":\"2026-01-01T00:00:00Z\",",
                given));
    return this;
  }

  /** An identify call. */
  Shop visit(String... fields) {
    String given = json(fields);
    events.add(
        "{\"event_id\":\"%s\",\"event_type\":\"identify\",\"occurred_at\":\"2026-01-02T00:00:00Z\",%s}"
            .formatted(Integer.toHexString(given.hashCode()), given));
    return this;
  }

  /** An order of the source shop. */
  Shop order(String id, String... fields) {
    orders.add(
        "{\"order_id\":\"%s\",\"_source\":\"shop\",\"_row_hash\":\"%s\",%s\"record_source\":\"crm\",%s}"
            .formatted(id, id, "\"ordered_at\":\"2026-01-03T00:00:00Z\",", json(fields)));
    return this;
  }

  /** Hands in what has been collected since, the newest first if told so. */
  Shop land(List<List<String>> batches) {
    for (List<String> batch : batches) {
      List<String> c = batch.stream().filter(customers::contains).toList();
      List<String> e = batch.stream().filter(events::contains).toList();
      List<String> o = batch.stream().filter(orders::contains).toList();
      if (!c.isEmpty()) {
        lake.put(Bronze.CUSTOMERS, c.toArray(String[]::new));
      }
      if (!e.isEmpty()) {
        lake.put(Bronze.EVENTS, e.toArray(String[]::new));
      }
      if (!o.isEmpty()) {
        lake.put(Bronze.ORDERS, o.toArray(String[]::new));
      }
    }
    customers.clear();
    events.clear();
    orders.clear();
    return this;
  }

  List<String> collected() {
    List<String> all = new ArrayList<>(customers);
    all.addAll(events);
    all.addAll(orders);
    return all;
  }

  Shop resolve(IdentityConfig config, String date) {
    if (!collected().isEmpty()) {
      land(List.of(collected()));
    }
    lake.run(new LinkIdentifiers(config), date);
    lake.run(new MatchRecords(config), date);
    lake.run(new ResolveIdentities(config), date);
    return this;
  }

  /** The same without comparing spellings, where only identifiers and a steward speak. */
  Shop resolveKnown(IdentityConfig config, String date) {
    if (!collected().isEmpty()) {
      land(List.of(collected()));
    }
    lake.run(new LinkIdentifiers(config), date);
    lake.run(new ResolveIdentities(config), date);
    return this;
  }

  TestLake lake() {
    return lake;
  }

  /** Customer by {@code source:record_id}. */
  Map<String, String> ids() {
    return lake
        .read(Silver.CUSTOMER_RECORDS)
        .selectExpr("concat(source, ':', record_id)", "customer_id")
        .collectAsList()
        .stream()
        .collect(
            Collectors.toMap(r -> r.getString(0), r -> r.getString(1), (a, b) -> a, TreeMap::new));
  }

  /** Value of one column of {@code silver.customer_identifiers}. */
  String identifier(String type, String value, String column) {
    List<Row> found =
        lake.read(Silver.CUSTOMER_IDENTIFIERS)
            .where("type = '" + type + "' and value = '" + value + "'")
            .select(column)
            .collectAsList();
    return found.isEmpty() ? "none" : String.valueOf(found.get(0).get(0));
  }

  /** {@code kind customer other count} of one run's changes, sorted. */
  List<String> history(String date) {
    return lake
        .read(Silver.IDENTITY_HISTORY)
        .where("run_date = date'" + date + "'")
        .selectExpr("concat_ws(' ', kind, customer_id, other_customer_id, records_count)")
        .collectAsList()
        .stream()
        .map(r -> r.getString(0))
        .sorted()
        .toList();
  }
}
