package vongdoi.common.ml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Assumptions;
import vongdoi.common.spark.LocalSpark;

/** Published data and figures that the models are held against; tests are skipped without them. */
final class Reference {

  static final StructType HISTORIES =
      StructType.fromDDL("frequency DOUBLE, recency DOUBLE, T DOUBLE, monetary_value DOUBLE");

  private Reference() {}

  static JsonNode facts(String name) throws IOException {
    return new ObjectMapper().readTree(file("facts/golden_facts.json").toFile()).get(name);
  }

  static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asDouble();
    }
    return numbers;
  }

  /** The CDNOW sample as published: weeks with two decimals, no spend. */
  static List<Row> cdnowSummary() throws IOException {
    return Files.readAllLines(file("cdnow/cdnow_customers_summary.csv")).stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(f -> history(number(f[1]), number(f[2]), number(f[3]), null))
        .toList();
  }

  /** The CDNOW sample from its transactions up to 1997-09-30, one purchase per day, in weeks. */
  static List<Row> cdnowTransactions() throws IOException {
    LocalDate end = LocalDate.of(1997, 9, 30);
    Map<String, TreeMap<LocalDate, Double>> spendByDay = new TreeMap<>();
    for (String line : Files.readAllLines(file("cdnow/cdnow_sample.txt"))) {
      String[] f = line.trim().split("\\s+", -1);
      LocalDate day = LocalDate.parse(f[2], DateTimeFormatter.BASIC_ISO_DATE);
      if (!day.isAfter(end)) {
        spendByDay
            .computeIfAbsent(f[1], id -> new TreeMap<>())
            .merge(day, number(f[4]), Double::sum);
      }
    }
    List<Row> rows = new ArrayList<>();
    for (TreeMap<LocalDate, Double> days : spendByDay.values()) {
      LocalDate first = days.firstKey();
      int repeats = days.size() - 1;
      double spend = days.tailMap(first, false).values().stream().mapToDouble(d -> d).sum();
      rows.add(
          history(
              repeats,
              ChronoUnit.DAYS.between(first, days.lastKey()) / 7.0,
              ChronoUnit.DAYS.between(first, end) / 7.0,
              repeats == 0 ? 0 : spend / repeats));
    }
    return rows;
  }

  static Row history(double frequency, double recency, double age, Double monetary) {
    return RowFactory.create(frequency, recency, age, monetary);
  }

  static Dataset<Row> frame(List<Row> histories) {
    return LocalSpark.session().createDataFrame(histories, HISTORIES);
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }

  private static Path file(String name) {
    String data = System.getenv("VONGDOI_DATA");
    Path root = Path.of(System.getProperty("vongdoi.root", ".."));
    Path file = (data == null ? root.resolve("../shared/data") : Path.of(data)).resolve(name);
    Assumptions.assumeTrue(
        Files.exists(file), () -> "Skipped: no reference data at " + file + " (set VONGDOI_DATA)");
    return file;
  }
}
