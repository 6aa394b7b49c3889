package vongdoi.identity.matching;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Public sets of records of known people, with the shipped settings and none that tunes. */
class KnownPeopleTest {
  private static final Map<String, String> FEBRL =
      Map.of(
          "given_name", "given_name",
          "surname", "family_name",
          "soc_sec_id", "national_id",
          "address_2", "ward",
          "suburb", "district",
          "state", "city",
          "postcode", "postcode");
  private static final Map<String, String> FAKE =
      Map.of(
          "first_name", "given_name", "surname", "family_name", "city", "city", "email", "email");

  private final List<Map<String, String>> records = new ArrayList<>();
  private final List<String> people = new ArrayList<>();

  private void read(String set) throws IOException {
    String named = System.getenv("VONGDOI_DATA");
    Path file = Path.of(named == null ? "../../shared/data" : named, "identity", set + ".csv");
    Assumptions.assumeTrue(
        Files.exists(file), "Records of known people are not at " + file + ": set VONGDOI_DATA");
    List<String> lines = Files.readAllLines(file);
    String[] header = lines.get(0).split(",", -1);
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      Map<String, String> raw = new HashMap<>();
      for (int i = 0; i < fields.length; i++) {
        raw.put(header[i].strip(), fields[i].isBlank() ? null : fields[i].strip());
      }
      add(raw);
    }
  }

  private void add(Map<String, String> raw) {
    Map<String, String> record = new HashMap<>();
    boolean febrl = raw.containsKey("rec_id");
    (febrl ? FEBRL : FAKE).forEach((from, to) -> record.put(to, raw.get(from)));
    record.put("birth_date", date(raw.get(febrl ? "date_of_birth" : "dob")));
    if (febrl) {
      String number = raw.get("street_number");
      String street = raw.get("address_1");
      record.put(
          "street", number == null ? street : street == null ? number : number + " " + street);
    }
    records.add(record);
    people.add(
        febrl ? raw.get("rec_id").split("-")[1] : raw.getOrDefault("cluster", raw.get("group")));
  }

  private static String date(String text) {
    if (text == null) {
      return null;
    }
    try {
      return text.length() == 8
          ? LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE).toString()
          : LocalDate.parse(text).toString();
    } catch (DateTimeException e) {
      return null;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dataset1, 0.998, 2",
    "dataset2, 0.9995, 6",
    "dataset3, 0.9995, 6",
    "fake_1000, 0.97, 8",
    "fake_20000, 0.95, 8"
  })
  void recoversThemFromTheirSpellings(String set, double f1, int largest) throws IOException {
    read(set);
    int[] clusters = new Linkage(records).clusters();
    Found found = Found.of(people, clusters);
    assertTrue(found.f1() >= f1, set + ": " + found);
    assertTrue(found.largest() <= largest, set + ": " + found);
  }
}
