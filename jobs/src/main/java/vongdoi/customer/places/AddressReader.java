package vongdoi.customer.places;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vongdoi.customer.places.Places.District;
import vongdoi.customer.places.Places.FormerProvince;
import vongdoi.customer.places.Places.Ward;

/**
 * Reads the parts of one address from the largest place to the smallest. Each part is used once;
 * what stands behind commas counts as a part of its own, so that an address in one line is read
 * too.
 */
public final class AddressReader {
  private static final Pattern COMMA = Pattern.compile("\\s*[,;\\n]\\s*");
  private static final Pattern POSTCODE = Pattern.compile("(^|\\s+)\\d{5,6}$");

  private static final Set<String> VIETNAM = Set.of("vn", "vnm", "vietnam");

  private enum Column {
    STREET,
    WARD,
    DISTRICT,
    CITY
  }

  private record Part(Column column, String text, PlaceName name) {}

  private final Places places = Places.all();

  /** What was not read yet, the smallest place first. */
  private final List<Part> parts = new ArrayList<>();

  private AddressReader(String street, String ward, String district, String city) {
    add(Column.STREET, street);
    add(Column.WARD, ward);
    add(Column.DISTRICT, district);
    add(Column.CITY, city);
  }

  /**
   * The address as of today, or null where it is not known to be in Vietnam: another country is
   * named, or neither a province nor a district that one province alone had.
   *
   * @param country as written; null where the source does not say
   * @param home ISO 3166 code of the country that addresses without one lie in
   */
  public static Address read(
      String street, String ward, String district, String city, String country, String home) {
    String stated = country == null || country.isBlank() ? home : country;
    return VIETNAM.contains(PlaceName.key(stated))
        ? new AddressReader(street, ward, district, city).address()
        : null;
  }

  private void add(Column column, String text) {
    if (text == null) {
      return;
    }
    for (String piece : COMMA.split(text.strip())) {
      String part = POSTCODE.matcher(piece).replaceFirst("");
      PlaceName name = PlaceName.of(part);
      if (name != null && !VIETNAM.contains(name.whole())) {
        parts.add(new Part(column, part, name));
      }
    }
  }

  private Address address() {
    Part largest = largest();
    if (largest == null) {
      return null;
    }
    FormerProvince province = places.province(largest.name);
    List<District> districts = List.of();
    if (province == null) {
      District only = canBeDistrict(largest.name) ? places.onlyDistrict(largest.name) : null;
      if (only == null) {
        return null;
      }
      province = only.province();
      districts = List.of(only);
    }
    parts.remove(largest);
    FormerProvince written = province;
    if (districts.isEmpty()) {
      districts =
          firstKnown(
              part -> part.column != Column.WARD && canBeDistrict(part.name),
              name -> districts(written, name));
    }
    return address(written, districts);
  }

  /** The part that must name the province, or a city in it, for the address to be read. */
  private Part largest() {
    for (int i = parts.size() - 1; i >= 0; i--) {
      Part part = parts.get(i);
      if (part.column != Column.WARD) {
        return part.column == Column.STREET && i == 0 ? null : part;
      }
    }
    return null;
  }

  private Address address(FormerProvince province, List<District> districts) {
    List<String> wards =
        firstKnown(
            part -> canBeWard(part.name) && !isHouse(part),
            name -> wards(province, districts, name));
    Part unknown = null;
    for (Part part : parts) {
      unknown = part.column == Column.WARD ? part : unknown;
    }
    if (wards.isEmpty() && districts.size() == 1) {
      wards = districts.get(0).whole();
    }
    String street =
        parts.stream()
            .filter(part -> part.column == Column.STREET)
            .map(Part::text)
            .collect(Collectors.joining(", "));
    return new Address(
        street.isEmpty() ? null : street,
        districts.size() == 1 ? districts.get(0).named().official() : null,
        province.today().name(),
        wards,
        wards.isEmpty() && unknown != null ? unknown.name.bare() : null);
  }

  /** What the last part that is known means; the part is used by it. */
  private <T> List<T> firstKnown(Predicate<Part> test, Function<PlaceName, List<T>> meaning) {
    for (int i = parts.size() - 1; i >= 0; i--) {
      if (test.test(parts.get(i))) {
        List<T> found = meaning.apply(parts.get(i).name);
        if (!found.isEmpty()) {
          parts.remove(i);
          return found;
        }
      }
    }
    return List.of();
  }

  private static boolean canBeDistrict(PlaceName name) {
    return name.kind() == null || name.kind().isDistrict();
  }

  private static boolean canBeWard(PlaceName name) {
    return name.kind() == null || name.kind().isWard();
  }

  /** Whether a part is the house and street: the first one, unless it says that it is a ward. */
  private boolean isHouse(Part part) {
    return part.column == Column.STREET && part.name.kind() == null && part == parts.get(0);
  }

  /**
   * Districts of before that a name means: those of the province written, or of another one that
   * went into the same province of today, as where both ways of writing are mixed.
   */
  private static List<District> districts(FormerProvince written, PlaceName name) {
    List<District> found = written.districts().of(name);
    return found.isEmpty() && written.bearsTodaysName()
        ? written.today().former().stream().flatMap(p -> p.districts().of(name).stream()).toList()
        : found;
  }

  /** Wards of today that a name means, sorted. */
  private static List<String> wards(
      FormerProvince province, List<District> districts, PlaceName name) {
    List<Ward> found =
        districts.isEmpty() ? withoutDistrict(province, name) : within(districts, name);
    return found.stream().flatMap(ward -> ward.today().stream()).distinct().sorted().toList();
  }

  /** A ward of before; or one of today in an address that mixes both ways of writing. */
  private static List<Ward> within(List<District> districts, PlaceName name) {
    List<Ward> before =
        districts.stream().flatMap(district -> district.wards().of(name).stream()).toList();
    return before.isEmpty()
        ? districts.get(0).province().today().wards().of(name).stream()
            .filter(
                ward -> districts.stream().anyMatch(d -> d.reached().contains(ward.named().name())))
            .toList()
        : before;
  }

  /**
   * A ward of today, since districts are left out only now; one of before where the province had
   * only one of that name and none of today bears it, with its marks.
   */
  private static List<Ward> withoutDistrict(FormerProvince province, PlaceName name) {
    List<Ward> today =
        province.today().wards().of(name).stream()
            .filter(
                ward ->
                    province.bearsTodaysName() || province.reached().contains(ward.named().name()))
            .toList();
    List<Ward> before = province.wards().of(name);
    boolean isAsMarked = today.stream().anyMatch(ward -> name.hasMarks(ward.named().marked()));
    boolean isBefore =
        before.size() == 1
            && (today.isEmpty() || !isAsMarked && name.hasMarks(before.get(0).named().marked()));
    return isBefore ? before : today;
  }
}
