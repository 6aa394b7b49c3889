package vongdoi.customer.places;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vongdoi.customer.Names;

/**
 * A Vietnamese address as of today, however it was written: with a district, as before July 2025,
 * or without. {@code 12 Lê Lợi, P. Phú Cường, TP. Thủ Dầu Một, Bình Dương} and {@code 12 Lê Lợi,
 * Phường Thủ Dầu Một, TP.HCM} are both the ward Thủ Dầu Một of Hồ Chí Minh.
 *
 * @param street house and street, without what else stood there
 * @param district the district of before, by its official name; null where none was written
 * @param province province or central city of today, without its kind
 * @param wards wards of today without their kinds: one, or all that a ward of before was divided
 *     into; none where the ward is missing or unknown
 * @param unknownWard the ward as written, where the table has none such
 */
public record Address(
    String street, String district, String province, List<String> wards, String unknownWard) {
  /** The one ward of today that it lies in; null where it is not known, or one of several. */
  public String ward() {
    return wards.size() == 1 ? wards.get(0) : null;
  }

  /**
   * Keys of which two records share one where they may name one house: as many as there are wards
   * that it may lie in. House and street are compared in words and without marks.
   */
  public List<String> keys() {
    return wards.isEmpty()
        ? List.of(key(street, unknownWard, district, province))
        : wards.stream().map(ward -> key(street, ward, province)).toList();
  }

  /** Parts of an address in words and without marks, as one text. */
  public static String key(String... parts) {
    return Stream.of(parts)
        .filter(Objects::nonNull)
        .map(part -> String.join(" ", Names.words(Names.fold(part))))
        .collect(Collectors.joining("|"));
  }
}
