package vongdoi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Catalog;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobException;
import vongdoi.common.job.JobGraph;
import vongdoi.common.job.RunReport;
import vongdoi.common.job.TestLake;
import vongdoi.common.spark.LocalSpark;
import vongdoi.common.table.Table;
import vongdoi.common.table.Upkeep;
import vongdoi.platform.ConfigFile;
import vongdoi.platform.Jobs;
import vongdoi.platform.VongdoiConfig;
import vongdoi.privacy.ErasureRequests;
import vongdoi.privacy.PersonData;
import vongdoi.privacy.PersonPage;

/**
 * A whole shop over some weeks, some of whose customers are erased: what they may ask for before,
 * and that afterwards no byte of the lake tells of them and nothing of the others has changed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureLeavesNoTraceTest {
  private static final String FIRST = "2026-03-01";
  private static final String NEXT = "2026-03-03";
  private static final Predicate<Job> DAILY = job -> job.schedule().isDaily();
  private static final String OFF = "spark.databricks.delta.retentionDurationCheck.enabled";

  /** What the lake is before anybody is erased. */
  private TestLake lake;

  @TempDir private static Path folder;
  private VongdoiConfig config;

  /** Of whom all names, e-mails and ids tell: erased people, and others. */
  private record Crowd(String word, String record, String phone, int size) {
    String name(int i) {
      return "Lê " + word + " " + (char) ('A' + i % 26) + "n";
    }

    String email(int i) {
      return word + i + "@example.com";
    }

    String phone(int i) {
      return "0%s%04d".formatted(phone, i);
    }

    String record(int i) {
      return record + i;
    }

    PersonalTraces traces() {
      return new PersonalTraces(
          List.of(word, record.toLowerCase()),
          IntStream.range(0, size).mapToObj(this::email).toList(),
          IntStream.range(0, size).mapToObj(this::phone).toList(),
          phone);
    }
  }

  private static Crowd gone(int size) {
    return new Crowd("zqxvlen", "KH-7-", "98711", size);
  }

  private static Crowd staying(int size) {
    return new Crowd("bqwhuon", "KH-8-", "98722", size);
  }

  private void land(String file, List<String> lines) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, String.join("\n", lines) + "\n");
  }

  /** A full export of the customers; every spelling of a phone in turn. */
  private List<String> customers(List<Crowd> crowds, String day) {
    List<String> lines = new ArrayList<>(List.of("id,name,email,phone,updated,born"));
    for (Crowd crowd : crowds) {
      for (int i = 0; i < crowd.size(); i++) {
        String phone = crowd.phone(i);
        String spelt =
            switch (i % 3) {
              case 0 -> phone;
              case 1 -> "+84 " + phone.substring(1, 4) + " " + phone.substring(4);
              default ->
                  phone.substring(0, 4) + "." + phone.substring(4, 7) + "." + phone.substring(7);
            };
        String email = i % 2 == 0 ? crowd.email(i) : crowd.email(i).toUpperCase();
        // Of the staying ones the second is a child.
        String born = crowd.record().contains("8") && i == 1 ? "2015-05-05" : "1990-05-05";
        lines.add(
            "%s,%s,%s,%s,%s 08:00:00,%s"
                .formatted(crowd.record(i), crowd.name(i), email, spelt, day, born));
      }
    }
    return lines;
  }

  private void landAll(List<Crowd> crowds) throws IOException {
    land("crm/2026-03-01.csv", customers(crowds, FIRST));
    List<String> orders =
        new ArrayList<>(List.of("id,at,customer,email,phone,total,product,quantity"));
    List<String> consents = new ArrayList<>(List.of("id,email,purpose,channel,status,at,proof"));
    List<String> voices = new ArrayList<>(List.of("id,kind,score,comment,email,at"));
    List<String> calls = new ArrayList<>();
    for (Crowd crowd : crowds) {
      for (int i = 0; i < crowd.size(); i++) {
        for (int n = 1; n <= 2; n++) {
          orders.add(
              "O-%s-%d,2026-02-%02d 09:00:00,%s,%s,,%d,p%d,1"
                  .formatted(
                      crowd.record(i),
                      n,
                      10 + n,
                      crowd.record(i),
                      n == 1 ? crowd.email(i) : "",
                      50_000 * n,
                      n));
        }
        orders.add("?,?,%s,,%s,n/a,p1,1".formatted(crowd.record(i), crowd.phone(i)));
        for (String channel : List.of("email", "sms", "ads")) {
          consents.add(
              "C-%s-%s,%s,marketing,%s,granted,2026-02-01 09:00:00,form of %s"
                  .formatted(crowd.record(i), channel, crowd.email(i), channel, crowd.name(i)));
        }
        voices.add(
            "V-%s,complaint,,\"%s here, call %s\",%s,2026-02-20 09:00:00"
                .formatted(crowd.record(i), crowd.name(i), crowd.phone(i), crowd.email(i)));
        calls.add(
            "{\"type\":\"identify\",\"messageId\":\"m-%s\",\"userId\":\"u-%1$s\",\"anonymousId\":\"d-%1$s\",\"receivedAt\":\"2026-02-27T01:00:00Z\",\"traits\":{\"email\":\"%s\"}}"
                .formatted(crowd.record(i), crowd.email(i)));
        calls.add(
            "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"n-%s\",\"anonymousId\":\"d-%1$s\",\"receivedAt\":\"2026-02-27T01:01:00Z\",\"properties\":{\"product_id\":\"p1\",\"note\":\"%s\"}}"
                .formatted(crowd.record(i), crowd.phone(i)));
      }
    }
    // The third of those who stay objects to being profiled.
    consents.add(
        "C-no,%s,profiling,any,denied,2026-02-02 09:00:00,mail".formatted(staying(3).email(2)));
    land("pos/1.csv", orders);
    land("consents/1.csv", consents);
    land("voices/1.csv", voices);
    land("web/1.json", calls);
    land("goods/1.csv", List.of("id,name", "p1,Shoes", "p2,Socks"));
    Files.createDirectories(folder.resolve("moved"));
  }

  private VongdoiConfig config() throws IOException {
    String person = "full_name = name, email = email, phone = phone, updated_at = updated";
    Map<String, String> sources = new TreeMap<>();
    sources.put(
        "crm",
        "entity = customers, format = csv, columns { record_id = id, birth_date = born, "
            + person
            + " }");
    sources.put(
        "moved", "entity = customers, format = csv, columns { record_id = id, " + person + " }");
    sources.put(
        "pos",
        "entity = orders, format = csv, customers = crm, columns { order_id = id, ordered_at = at, record_id ="
            + " customer, email = email, phone = phone, total_amount = total, product_id = product, quantity = quantity }");
    sources.put(
        "consents",
        "entity = consents, format = csv, columns { consent_id = id, given_at = at, evidence = proof }");
    sources.put(
        "voices", "entity = feedback, format = csv, columns { feedback_id = id, given_at = at }");
    sources.put("goods", "entity = products, format = csv, columns { product_id = id }");
    sources.put("web", "entity = events, format = segment");
    StringBuilder conf = new StringBuilder("include \"application.conf\"\n");
    sources.forEach(
        (name, text) ->
            conf.append(
                "sources.%s { path = \"%s\", %s }%n".formatted(name, folder.resolve(name), text)));
    conf.append("maintain.retention.export-days = 1\n");
    conf.append(
        """
        export.destinations.ads {
          format = csv, dialect = machine, segments = [all], channels = [ads], takes = members, max-bytes = 1000000
          columns = [
            { header = Email, value = "sha2(meta_email(email), 256)" }
            { header = Phone, value = "sha2(meta_phone(phone), 256)" }
          ]
        }
        """);
    Path file = folder.resolve("shop.conf");
    Files.writeString(file, conf);
    return ConfigFile.load(file, Map.of("lake", folder.resolve("lake").toString())).settings();
  }

  private Map<String, RunReport> run(TestLake of, Predicate<Job> which, String date) {
    Map<String, RunReport> reports = new TreeMap<>();
    JobGraph.of(Jobs.all(config).stream().filter(which).toList())
        .sorted()
        .forEach(job -> reports.put(job.name(), of.run(job, date)));
    return reports;
  }

  private void start(int people) throws IOException {
    landAll(List.of(gone(people), staying(3)));
    config = config();
    lake = TestLake.empty();
    run(lake, DAILY, FIRST);
  }

  @BeforeAll
  void aShopWithAFewPeople() throws IOException {
    start(4);
  }

  private static String customer(TestLake of, String record) {
    return of.read(Silver.CUSTOMER_RECORDS)
        .where("source = 'crm' and record_id = '" + record + "'")
        .select("customer_id")
        .head()
        .getString(0);
  }

  private void request(TestLake of, Crowd crowd, String date) {
    Map<String, Optional<String>> keys = new TreeMap<>();
    for (int i = 0; i < crowd.size(); i++) {
      keys.put(crowd.email(i), Optional.of(customer(of, crowd.record(i))));
    }
    of.file(
        "privacy.request",
        Silver.ERASURE_REQUESTS,
        ErasureRequests.rows(LocalSpark.session(), keys, LocalDate.parse(date), config.privacy()),
        date);
  }

  /** Rows of the others, which an erasure must not touch. */
  private static Map<String, List<String>> others(TestLake of) {
    Map<String, List<String>> rows = new TreeMap<>();
    for (Table table : Catalog.all()) {
      List<String> staying =
          of.read(table).toJSON().collectAsList().stream()
              .filter(row -> row.contains(staying(1).word()) || row.contains(staying(1).record()))
              .sorted()
              .toList();
      if (!staying.isEmpty()) {
        rows.put(table.fullName(), staying);
      }
    }
    return rows;
  }

  private void erasedPeopleAreInNoByte(TestLake of, Crowd crowd) throws IOException {
    Path root = Path.of(of.warehouse().lake());
    Set<String> before = crowd.traces().in(root);
    for (String where : List.of("tables/bronze", "tables/silver", "exports")) {
      assertTrue(before.stream().anyMatch(t -> t.startsWith(where)), where + " in " + before);
    }
    assertTrue(
        before.stream().anyMatch(t -> t.startsWith("exports") && t.endsWith("a hash")),
        before::toString);
    request(of, crowd, "2026-03-02");
    Map<String, List<String>> untouched = others(of);
    RunReport erased =
        run(of, job -> job.stage().equals("privacy"), "2026-03-02").get("privacy.erase");
    assertEquals(untouched, others(of));
    assertEquals(crowd.size(), erased.counts().get("erased"));
    Row evidence =
        of.read(Silver.ERASURE_LOG)
            .selectExpr("sum(rows_removed)", "sum(rows_left)", "count_if(table = 'bronze.orders')")
            .head();
    assertEquals(erased.counts().get("rows_removed"), evidence.getLong(0));
    assertTrue(evidence.getLong(0) > 20L * crowd.size(), evidence::toString);
    assertEquals(0, evidence.getLong(1));
    assertEquals(1, evidence.getLong(2));

    // A full file, a late one of a system that moved, and the same file under another name.
    land("crm/2026-03-03.csv", customers(List.of(crowd, staying(3)), NEXT));
    land(
        "moved/1.csv",
        customers(List.of(new Crowd(crowd.word(), "KH-7-M", crowd.phone(), crowd.size())), NEXT));
    Files.copy(folder.resolve("pos/1.csv"), folder.resolve("pos/renamed.csv"));
    try {
      run(of, DAILY, NEXT);
    } finally {
      for (String file : List.of("crm/2026-03-03.csv", "moved/1.csv", "pos/renamed.csv")) {
        Files.delete(folder.resolve(file));
      }
    }
    // Days later, with what is kept for readers at work let go at once.
    run(of, job -> job.name().equals("maintain.retention"), "2026-03-20");
    of.warehouse().spark().conf().set(OFF, "false");
    try {
      Upkeep upkeep = new Upkeep(of.warehouse(), "maintain.tables", LocalDate.parse("2026-03-20"));
      Catalog.all().stream().filter(upkeep::exists).forEach(table -> upkeep.vacuum(table, 0));
    } finally {
      of.warehouse().spark().conf().unset(OFF);
    }
    assertEquals(Set.of(), crowd.traces().in(root));
    assertTrue(staying(3).traces().in(root).size() > 10);
    assertEquals(3, of.read(Silver.CUSTOMER_RECORDS).where("source = 'crm'").count());
  }

  /** Vacuums every table: minutes. */
  @Tag("heavy")
  @Test
  void afterTheDaysNoByteOfTheLakeTellsOfErasedPeople() throws IOException {
    erasedPeopleAreInNoByte(lake.copy(), gone(4));
  }

  @Test
  void nothingIsPublishedWhileAnErasureIsOverdue() {
    TestLake late = lake.copy();
    request(late, gone(1), "2026-03-02");
    Predicate<Job> export = job -> job.name().equals("export.audiences");
    run(late, export, "2026-03-12");
    JobException refused = assertThrows(JobException.class, () -> run(late, export, "2026-03-13"));
    assertEquals(ExitCode.PRIVACY_REFUSED, refused.exitCode());
    run(late, job -> job.stage().equals("privacy"), "2026-03-13");
    run(late, export, "2026-03-13");
  }

  @Test
  void whoAsksIsGivenAllThatIsKeptAndNothingOfOthers() {
    Map<Table, List<String>> rows =
        new PersonData(
                lake.read(Silver.CUSTOMERS).sparkSession(),
                lake::read,
                config.erasure().recordSources(),
                "VN")
            .of(List.of(customer(lake, gone(1).record(0))));
    for (Table table :
        List.of(
            Bronze.CUSTOMERS,
            Bronze.ORDERS,
            Bronze.EVENTS,
            Bronze.CONSENTS,
            Bronze.FEEDBACK,
            Bronze.QUARANTINE,
            Silver.CUSTOMER_RECORDS,
            Silver.ORDERS,
            Silver.PROFILES,
            Silver.CONSENTS,
            Gold.LIFECYCLE)) {
      assertTrue(rows.containsKey(table), table + " in " + rows.keySet());
    }
    PersonPage page = new PersonPage(FIRST, rows);
    for (String text : List.of(page.toJson(), page.toHtml())) {
      assertTrue(text.contains(gone(1).email(0)), text);
      assertTrue(text.contains(gone(1).phone(0).substring(1)), text);
      assertFalse(text.contains(gone(4).email(1)) || text.contains(staying(1).word()), text);
    }
    assertTrue(page.toHtml().contains("Dữ liệu của bạn"));
  }

  @Test
  void whoObjectsIsNotProfiledAndIsServedAllTheSame() {
    String objecting = customer(lake, staying(3).record(2));
    assertEquals(
        List.of("objected"),
        lake
            .read(Silver.PROFILES)
            .where("profiling_refused = 'objected'")
            .select("profiling_refused")
            .collectAsList()
            .stream()
            .map(r -> r.getString(0))
            .toList());
    for (Table scores :
        List.of(Gold.CLV_SCORES, Gold.CHURN_SCORES, Gold.RECOMMENDATIONS, Gold.JOURNEY_SCORES)) {
      assertEquals(
          0,
          lake.read(scores).where("customer_id = '" + objecting + "'").count(),
          scores.toString());
    }
    for (Table scores : List.of(Gold.CHURN_SCORES, Gold.JOURNEY_SCORES)) {
      assertTrue(lake.read(scores).count() >= 5, scores + " of the others");
    }
    assertEquals(2, lake.read(Silver.ORDERS).where("customer_id = '" + objecting + "'").count());
  }

  @Test
  void theConsentOfAChildDoesNotCount() {
    String child = customer(lake, staying(3).record(1));
    assertEquals(
        3,
        lake.read(Silver.CONSENTS)
            .where("status = 'granted' and customer_id = '" + child + "'")
            .count());
    // Who complains is answered all the same, by service segments.
    assertEquals(
        0,
        lake.read(Gold.AUDIENCE_LEDGER)
            .where("delivered and customer_id = '" + child + "'")
            .join(lake.read(Gold.SEGMENTS).where("not is_service"), "segment")
            .count());
    assertTrue(
        lake.read(Gold.AUDIENCE_LEDGER)
                .where("suppressed_reason = 'no-consent' and customer_id = '" + child + "'")
                .count()
            > 0);
    assertEquals(
        Set.of("under-age"),
        Set.of(
            lake.read(Silver.PROFILES)
                .where("customer_id = '" + child + "'")
                .select("marketing_refused")
                .head()
                .getString(0)));
  }

  @Test
  void aCorrectedPhoneReplacesTheOldOneEverywhere() throws IOException {
    TestLake corrected = lake.copy();
    String who = customer(corrected, staying(3).record(0));
    land(
        "crm/2026-03-02.csv",
        List.of(
            "id,name,email,phone,updated,born",
            "%s,%s,%s,0909123999,2026-03-02 08:00:00,1990-05-05"
                .formatted(staying(3).record(0), staying(3).name(0), staying(3).email(0))));
    try {
      run(corrected, DAILY, "2026-03-02");
    } finally {
      Files.delete(folder.resolve("crm/2026-03-02.csv"));
    }
    Row profile =
        corrected.read(Silver.PROFILES).where("customer_id = '" + who + "'").select("phone").head();
    assertEquals("+84909123999", profile.getString(0));
    Path exports = Path.of(corrected.warehouse().lake(), "exports");
    List<String> pointed = new ArrayList<>();
    try (var files = Files.walk(exports)) {
      for (Path file :
          files
              .filter(f -> f.toString().contains("run_date=2026-03-02"))
              .filter(Files::isRegularFile)
              .toList()) {
        pointed.add(Files.readString(file));
      }
    }
    assertFalse(pointed.isEmpty());
    assertTrue(
        pointed.stream().noneMatch(t -> t.contains(staying(3).phone(0).substring(1))),
        pointed::toString);
  }

  @Test
  @Tag("heavy")
  void noByteTellsOfAHundredErasedPeople() throws IOException {
    Path few = folder;
    TestLake small = lake;
    folder = Files.createTempDirectory("hundred");
    try {
      start(100);
      erasedPeopleAreInNoByte(lake, gone(100));
    } finally {
      folder = few;
      lake = small;
    }
  }
}
