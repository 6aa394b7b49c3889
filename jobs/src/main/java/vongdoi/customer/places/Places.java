package vongdoi.customer.places;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The table of places, read once a process. A province of today has its wards and the provinces
 * that went into it, each with its districts and their wards, which lead to one ward of today or,
 * where they were divided, to several.
 *
 * <p>The table, {@code vietnam.txt}, is written by {@code ./vongdoi places} and says where it comes
 * from. Its lines, by their first letter: {@code =} a province of today, {@code +} a ward of it,
 * {@code -} a province that went into it, {@code :} a district of that, and a blank for a ward of
 * the district, with the places of its successors among the wards of the province. Former names
 * stand behind a bar.
 */
final class Places {
  private static final String TABLE = "vietnam.txt";

  /** What provinces are called besides their names. */
  private static final Map<String, List<String>> ALSO =
      Map.of(
          "Hồ Chí Minh", List.of("hcm", "tphcm", "hcmc", "hcmcity", "saigon", "sg"),
          "Hà Nội", List.of("hn", "tphn"),
          "Huế", List.of("thuathienhue", "tthue"),
          "Bà Rịa - Vũng Tàu", List.of("brvt"),
          "Bắc Kạn", List.of("baccan"),
          "Đắk Lắk", List.of("daclac"),
          "Đắk Nông", List.of("dacnong"));

  /** A place with the wards of today that it became. */
  record Ward(OfficialName named, List<String> today) {}

  /**
   * A district of before.
   *
   * @param whole what one without wards, an island, became
   * @param reached wards of today that have a part of it
   */
  record District(
      OfficialName named,
      FormerProvince province,
      PlaceIndex<Ward> wards,
      List<String> whole,
      Set<String> reached) {}

  /** A province of before; {@code reached} are the wards of today that have a part of it. */
  record FormerProvince(
      String name,
      Province today,
      PlaceIndex<District> districts,
      PlaceIndex<Ward> wards,
      Set<String> reached) {
    boolean bearsTodaysName() {
      return name.equals(today.name);
    }
  }

  /** A province of today. */
  record Province(String name, PlaceIndex<Ward> wards, List<FormerProvince> former) {}

  private final Map<String, FormerProvince> provinces = new HashMap<>();
  private final PlaceIndex<District> districts = districts();

  private static PlaceIndex<District> districts() {
    return new PlaceIndex<>(District::named);
  }

  private static final class Loaded {
    static final Places PLACES = new Places();
  }

  static Places all() {
    return Loaded.PLACES;
  }

  /** The province of before that a name means, which today's bear too; null where none. */
  FormerProvince province(PlaceName name) {
    FormerProvince spelled = provinces.get(name.whole());
    boolean canBe = name.kind() == null || name.kind() == Kind.PROVINCE || name.kind() == Kind.CITY;
    return spelled == null && canBe ? provinces.get(name.key()) : spelled;
  }

  /** The one district in the whole country that a name means; null where none or several. */
  District onlyDistrict(PlaceName name) {
    if (name.isNumber() && name.kind() == null) {
      return null;
    }
    List<District> found = districts.of(name);
    return found.size() == 1 ? found.get(0) : null;
  }

  private Places() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Places.class.getResourceAsStream(TABLE), TABLE),
                StandardCharsets.UTF_8))) {
      read(lines.lines().filter(line -> !line.startsWith("#")));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the table of places", e);
    }
  }

  private void read(Stream<String> lines) {
    Reader reader = new Reader();
    lines.forEachOrdered(reader::line);
  }

  /** Builds the index line by line. */
  private final class Reader {
    private final List<String> today = new ArrayList<>();
    private Province province;
    private FormerProvince former;
    private District district;

    void line(String line) {
      String[] parts = line.substring(1).split("\\|");
      String[] names = parts.length > 1 ? parts[1].split(",") : new String[0];
      switch (line.charAt(0)) {
        case '=' -> province(parts[0]);
        case '+' -> today(parts[0]);
        case '-' -> former(parts[0]);
        case ':' -> district(parts[0], names);
        default -> ward(parts[0], names);
      }
    }

    private void province(String name) {
      today.clear();
      province = new Province(name, new PlaceIndex<>(Ward::named), new ArrayList<>());
    }

    private void today(String text) {
      String name = text.substring(2);
      today.add(name);
      province.wards.add(
          name, new Ward(OfficialName.of(ward(text.charAt(0)), name), List.of(name)));
    }

    private void former(String name) {
      former =
          new FormerProvince(
              name, province, districts(), new PlaceIndex<>(Ward::named), new HashSet<>());
      province.former.add(former);
      provinces.put(PlaceName.key(name), former);
      ALSO.getOrDefault(name, List.of()).forEach(also -> provinces.put(also, former));
    }

    private void district(String text, String[] formerNames) {
      String[] successors = text.substring(2).split(">");
      Kind kind = kind(text.charAt(0), Kind.CITY, Kind.DISTRICT, Kind.RURAL_DISTRICT, Kind.TOWN);
      district =
          new District(
              OfficialName.of(kind, successors[0]),
              former,
              new PlaceIndex<>(Ward::named),
              successors(successors),
              new HashSet<>());
      former.districts.add(successors[0], district);
      districts.add(successors[0], district);
      for (String name : formerNames) {
        former.districts.addFormer(name, district);
        districts.addFormer(name, district);
      }
    }

    private void ward(String text, String[] formerNames) {
      String[] successors = text.substring(2).split(">");
      Ward ward =
          new Ward(OfficialName.of(ward(text.charAt(0)), successors[0]), successors(successors));
      district.wards.add(successors[0], ward);
      district.reached.addAll(ward.today());
      former.wards.add(successors[0], ward);
      for (String name : formerNames) {
        district.wards.addFormer(name, ward);
        former.wards.addFormer(name, ward);
      }
    }

    private List<String> successors(String[] parts) {
      if (parts.length < 2) {
        return List.of();
      }
      List<String> names =
          Stream.of(parts[1].split(",")).map(n -> today.get(Integer.parseInt(n))).toList();
      former.reached.addAll(names);
      return names;
    }

    private static Kind ward(char letter) {
      return kind(letter, Kind.WARD, Kind.COMMUNE, Kind.TOWNSHIP, Kind.SPECIAL_ZONE);
    }

    private static Kind kind(char letter, Kind... kinds) {
      return Stream.of(kinds).filter(k -> k.letter() == letter).findFirst().orElseThrow();
    }
  }
}
