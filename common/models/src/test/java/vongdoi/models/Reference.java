package vongdoi.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Assumptions;

/** Published data and figures that the models are held against; tests are skipped without them. */
public final class Reference {

  public static final StructType HISTORIES =
      StructType.fromDDL("frequency DOUBLE, recency DOUBLE, T DOUBLE, monetary_value DOUBLE");

  /** Last day of the calibration period of the published fits. */
  public static final LocalDate CALIBRATION_END = LocalDate.of(1997, 9, 30);

  private Reference() {}

  public static JsonNode facts(String name) throws IOException {
    return new ObjectMapper().readTree(file("facts/golden_facts.json").toFile()).get(name);
  }

  public static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asDouble();
    }
    return numbers;
  }

  /** The CDNOW sample as published: weeks with two decimals, no spend. */
  public static List<Row> cdnowSummary() throws IOException {
    return Files.readAllLines(file("cdnow/cdnow_customers_summary.csv")).stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(f -> history(number(f[1]), number(f[2]), number(f[3]), null))
        .toList();
  }

  /** The CDNOW sample from its transactions up to 1997-09-30, one purchase per day, in weeks. */
  public static List<Row> cdnowTransactions() throws IOException {
    return histories(purchaseDays("cdnow/cdnow_sample.txt", 1).values());
  }

  /** All 23,570 customers of CDNOW, likewise. */
  public static List<Row> cdnowMaster() throws IOException {
    return histories(purchaseDays("cdnow/cdnow_master.txt", 0).values());
  }

  /** Days of purchase with what was spent, of each customer of the CDNOW sample. */
  public static List<TreeMap<LocalDate, Double>> cdnowDays() throws IOException {
    return List.copyOf(purchaseDays("cdnow/cdnow_sample.txt", 1).values());
  }

  /** Customer in the given column, then date, number of discs and dollars. */
  private static Map<String, TreeMap<LocalDate, Double>> purchaseDays(String name, int customer)
      throws IOException {
    Map<String, TreeMap<LocalDate, Double>> spendByDay = new TreeMap<>();
    for (String line : Files.readAllLines(file(name))) {
      if (!Character.isDigit(line.trim().charAt(0))) {
        continue;
      }
      String[] f = line.trim().split("\\s+", -1);
      LocalDate day = LocalDate.parse(f[customer + 1], DateTimeFormatter.BASIC_ISO_DATE);
      spendByDay
          .computeIfAbsent(f[customer], id -> new TreeMap<>())
          .merge(day, number(f[customer + 3]), Double::sum);
    }
    return spendByDay;
  }

  /** Histories up to 1997-09-30 in weeks, with the mean spend of the repeat days. */
  public static List<Row> histories(Collection<TreeMap<LocalDate, Double>> customers) {
    List<Row> rows = new ArrayList<>();
    for (TreeMap<LocalDate, Double> all : customers) {
      SortedMap<LocalDate, Double> days = all.headMap(CALIBRATION_END, true);
      LocalDate first = days.firstKey();
      int repeats = days.size() - 1;
      double spend = days.values().stream().mapToDouble(d -> d).sum() - days.get(first);
      rows.add(
          history(
              repeats,
              weeks(first, days.lastKey()),
              weeks(first, CALIBRATION_END),
              repeats == 0 ? 0 : spend / repeats));
    }
    return rows;
  }

  public static double weeks(LocalDate from, LocalDate to) {
    return ChronoUnit.DAYS.between(from, to) / 7.0;
  }

  /** Donations: gifts, year of the last one, years and number of donors with this pattern. */
  public static List<Row> donations() throws IOException {
    return Files.readAllLines(file("facts/donations.csv")).stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(f -> RowFactory.create(number(f[0]), number(f[1]), number(f[2]), number(f[3])))
        .toList();
  }

  /** Survivors of 1,000 contracts by year. */
  public static List<Integer> survivors(String segment) throws IOException {
    return Files.readAllLines(file("facts/sbg_fader_hardie_2007.csv")).stream()
        .filter(line -> line.startsWith(segment + ","))
        .map(line -> Integer.parseInt(line.split(",", -1)[2]))
        .toList();
  }

  public static Row history(double frequency, double recency, double age, Double monetary) {
    return RowFactory.create(frequency, recency, age, monetary);
  }

  public static Dataset<Row> frame(List<Row> histories) {
    return LocalSpark.session().createDataFrame(histories, HISTORIES);
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }

  private static Path file(String name) {
    String data = System.getenv("VONGDOI_DATA");
    Path root = Path.of(System.getProperty("vongdoi.root", "../.."));
    Path file = (data == null ? root.resolve("../shared/data") : Path.of(data)).resolve(name);
    Assumptions.assumeTrue(
        Files.exists(file), () -> "Skipped: no reference data at " + file + " (set VONGDOI_DATA)");
    return file;
  }
}
