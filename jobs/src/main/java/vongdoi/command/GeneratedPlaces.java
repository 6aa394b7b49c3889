package vongdoi.command;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.customer.Names;
import vongdoi.customer.places.Kind;

/**
 * The table of places that {@code vongdoi.customer.places} reads, made from the Python package
 * vietnamadminunits. Of the package only facts are taken: what places are and were called, and
 * which became which.
 */
final class GeneratedPlaces {
  private static final String DATA = "vietnamadminunits/data/";
  private static final Pattern PACKAGE =
      Pattern.compile("vietnamadminunits-([0-9.]+)\\.dist-info/METADATA");
  private static final Pattern FORMER =
      Pattern.compile("(thanhpho|thixa|thitran|huyen|quan|phuong|xa)(.+)");

  /** Python writes what is not there as NaN. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final JsonNode before;
  private final JsonNode today;
  private final JsonNode changes;
  private final List<String> lines = new ArrayList<>();

  private GeneratedPlaces(JsonNode before, JsonNode today, JsonNode changes) {
    this.before = before;
    this.today = today;
    this.changes = changes;
  }

  /**
   * @param wheel file of the package, as downloaded
   */
  static String table(Path wheel) throws IOException {
    try (ZipFile zip = new ZipFile(wheel.toFile())) {
      String version =
          zip.stream()
              .map(entry -> PACKAGE.matcher(entry.getName()))
              .filter(Matcher::matches)
              .map(named -> named.group(1))
              .findFirst()
              .orElseThrow(() -> invalid(wheel, "it is no wheel of vietnamadminunits"));
      GeneratedPlaces places =
          new GeneratedPlaces(
              json(zip, wheel, "parser_legacy.json"),
              json(zip, wheel, "parser_from_2025.json"),
              json(zip, wheel, "converter_2025.json"));
      places.head(version, LocalDate.from(entry(zip, wheel, "converter_2025.json").getTimeLocal()));
      places.changes.get("DICT_PROVINCE").fieldNames().forEachRemaining(places::province);
      return String.join("\n", places.lines) + "\n";
    }
  }

  private static JsonNode json(ZipFile zip, Path wheel, String file) throws IOException {
    try (InputStream in = zip.getInputStream(entry(zip, wheel, file))) {
      return JSON.readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static ZipEntry entry(ZipFile zip, Path wheel, String file) {
    ZipEntry entry = zip.getEntry(DATA + file);
    if (entry == null) {
      throw invalid(wheel, "it has no " + DATA + file);
    }
    return entry;
  }

  private static JobException invalid(Path wheel, String reason) {
    return new JobException(
        ExitCode.USAGE,
        "Cannot read places from %s: %s. Bring it with pip download --no-deps vietnamadminunits"
            .formatted(wheel, reason));
  }

  private void head(String version, LocalDate date) {
    lines.add("# Vietnam's places before and after 1 July 2025. Generated, not edited:");
    lines.add("# pip download --no-deps vietnamadminunits && ./vongdoi places FILE");
    lines.add("# source: vietnamadminunits " + version + " (PyPI), data of " + date);
    lines.add("# its licence: MIT, Copyright (c) 2025 Tran Ngoc Minh Hieu");
    lines.add("# provinces and wards as set by Resolution 202/2025/QH15 and those after it");
  }

  private void province(String key) {
    lines.add("=" + bare(today.at("/DICT_PROVINCE").get(key).get("province").asText()));
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (String part : List.of("NO_ACCENTED", "ACCENTED")) {
      for (Map.Entry<String, JsonNode> ward : entries(today, "DICT_PROVINCE_WARD_" + part, key)) {
        numbers.put(ward.getKey(), numbers.size());
        lines.add("+" + lettered(ward.getValue().get("ward").asText(), WARDS));
      }
    }
    Map<String, Set<Integer>> successors = successors(key, numbers);
    for (JsonNode former : changes.get("DICT_PROVINCE").get(key)) {
      former(former.asText(), successors);
    }
  }

  /** Wards of before, as province_district_ward, with what they became. */
  private Map<String, Set<Integer>> successors(String key, Map<String, Integer> numbers) {
    Map<String, Set<Integer>> all = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> ward :
        entries(changes, "DICT_PROVINCE_WARD_NO_DIVIDED", key)) {
      for (JsonNode former : ward.getValue()) {
        all.computeIfAbsent(former.asText(), k -> new TreeSet<>()).add(numbers.get(ward.getKey()));
      }
    }
    for (Map.Entry<String, JsonNode> former : entries(changes, "DICT_PROVINCE_WARD_DIVIDED", key)) {
      for (JsonNode ward : former.getValue()) {
        all.computeIfAbsent(former.getKey(), k -> new TreeSet<>())
            .add(numbers.get(ward.get("newWardKey").asText()));
      }
    }
    return all;
  }

  private void former(String key, Map<String, Set<Integer>> successors) {
    lines.add("-" + bare(before.at("/DICT_PROVINCE").get(key).get("province").asText()));
    for (Map.Entry<String, JsonNode> district : entries(before, "DICT_PROVINCE_DISTRICT", key)) {
      String own = key + "_" + district.getKey() + "_";
      lines.add(
          ":"
              + lettered(district.getValue().get("district").asText(), DISTRICTS)
              + became(successors.get(own))
              + formerNames(district.getValue(), "district"));
      for (String part : List.of("NO_ACCENTED", "ACCENTED")) {
        JsonNode wards = before.at("/DICT_PROVINCE_DISTRICT_WARD_" + part + "/" + key);
        for (Map.Entry<String, JsonNode> ward : wards.path(district.getKey()).properties()) {
          if (ward.getValue().get("ward").isTextual()) {
            lines.add(
                " "
                    + lettered(ward.getValue().get("ward").asText(), WARDS)
                    + became(successors.get(own + ward.getKey()))
                    + formerNames(ward.getValue(), "ward"));
          }
        }
      }
    }
  }

  private static Set<Map.Entry<String, JsonNode>> entries(
      JsonNode file, String part, String province) {
    return file.path(part).path(province).properties();
  }

  private static String became(Set<Integer> successors) {
    return successors == null
        ? ""
        : ">" + successors.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** Names of places that had gone into this one before: those that stand with and without kind. */
  private static String formerNames(JsonNode place, String level) {
    String own = letters(bare(place.get(level).asText()));
    Set<String> words = new TreeSet<>();
    place.get(level + "Keywords").forEach(word -> words.add(Names.fold(word.asText())));
    Set<String> names = new TreeSet<>();
    for (String word : words) {
      Matcher former = FORMER.matcher(word);
      if (former.matches()) {
        String name = former.group(2).replaceFirst("^0+(?=.)", "");
        boolean isNumber = name.chars().allMatch(Character::isDigit);
        if ((isNumber || words.contains(name)) && !letters(name).equals(own)) {
          names.add(name);
        }
      }
    }
    return names.isEmpty() ? "" : "|" + String.join(",", names);
  }

  private static String letters(String name) {
    return Names.fold(name).replaceAll("[^a-z0-9]", "").replace('y', 'i').replace('s', 'x');
  }

  private static final List<Kind> WARDS =
      List.of(Kind.WARD, Kind.COMMUNE, Kind.TOWNSHIP, Kind.SPECIAL_ZONE);
  private static final List<Kind> DISTRICTS =
      List.of(Kind.CITY, Kind.DISTRICT, Kind.RURAL_DISTRICT, Kind.TOWN);

  private static String lettered(String official, List<Kind> kinds) {
    Kind kind =
        kindOf(official, kinds)
            .orElseThrow(
                () ->
                    new JobException(
                        ExitCode.FAILED,
                        "Cannot tell what sort of place " + official + " is: it bears no kind"));
    return kind.letter() + " " + official.substring(kind.word().length() + 1);
  }

  private static String bare(String official) {
    return kindOf(official, List.of(Kind.values()))
        .map(kind -> official.substring(kind.word().length() + 1))
        .orElse(official);
  }

  private static Optional<Kind> kindOf(String official, List<Kind> kinds) {
    return kinds.stream()
        .filter(
            kind -> official.regionMatches(true, 0, kind.word() + " ", 0, kind.word().length() + 1))
        .findFirst();
  }
}
