package vongdoi.identity.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import vongdoi.customer.Names;

/**
 * Made-up sites of organisations as several lists write them down: with one legal form, another or
 * none, cut short, misspelt, with lost accents, values and units. A brand's branches are sites of
 * their own; some bear the brand's one phone, and some firms share a building.
 */
final class SpelledFirms {
  private static final List<String> LINES =
      List.of(
          "Trading", "Services", "Foods", "Logistics", "Academy", "Learning Center", "Pharmacy");
  private static final List<String> LINES_IN_VIETNAM =
      List.of(
          "Thương mại", "Dịch vụ", "Xây dựng", "Xuất nhập khẩu", "Đầu tư", "Thương mại Dịch vụ");
  private static final List<String> SYLLABLES =
      List.of(
          "Hoàng", "Long", "Phú", "Gia", "Thịnh", "Đại", "Việt", "Minh", "Tân", "Quang", "Hưng",
          "Bảo", "Kim", "Sơn", "Thiên", "Đức", "Nhật", "Vĩnh", "Phát", "Hải", "Đông", "Á",
          "Trường");
  private static final List<List<String>> FORMS =
      List.of(
          List.of("Ltd", "Limited", "Co., Ltd.", "", "LTD"),
          List.of("Inc", "Inc.", "Incorporated", "Corp", ""),
          List.of("GmbH", "G.m.b.H".replace(".", ""), "", "GmbH & Co. KG"),
          List.of("SARL", "S.A.R.L.", "", "S.A."));
  private static final List<String> FORMS_IN_VIETNAM =
      List.of("Công ty TNHH", "Cty TNHH", "CÔNG TY TNHH MTV", "Công ty CP", "Công ty Cổ phần", "");
  private static final List<List<String>> STREET_TYPES =
      List.of(
          List.of("Street", "St", "St."),
          List.of("Avenue", "Ave", "Av."),
          List.of("Road", "Rd", "Rd."),
          List.of("Boulevard", "Blvd", "Blvd."));

  final List<Map<String, String>> records = new ArrayList<>();
  final List<String> truth = new ArrayList<>();
  private final Misspelling by;
  private final List<String> streets = new ArrayList<>();
  private Place last;

  private record Place(int number, String street, int type, String postcode) {}

  private record Brand(boolean inVietnam, String name, String line, String phone, int forms) {}

  SpelledFirms(int brands, long seed) {
    by = new Misspelling(new Random(seed));
    for (int i = 0; i < 300; i++) {
      streets.add(by.word(2 + by.below(2)));
    }
    for (int i = 0; i < brands; i++) {
      Brand brand = brand();
      int sites = by.chance(0.25) ? 2 + by.below(4) : 1;
      for (int s = 0; s < sites; s++) {
        site(brand, sites > 1, i + "." + s);
      }
    }
  }

  private Brand brand() {
    boolean inVietnam = by.chance(0.5);
    String name =
        inVietnam
            ? by.any(SYLLABLES)
                + " "
                + by.any(SYLLABLES)
                + (by.chance(0.4) ? " " + by.any(SYLLABLES) : "")
            : title(by.word(2)) + (by.chance(0.6) ? " " + title(by.word(2)) : "");
    String line = by.any(inVietnam ? LINES_IN_VIETNAM : LINES);
    return new Brand(inVietnam, name, line, phone(), by.below(FORMS.size()));
  }

  private static String title(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private String phone() {
    return "09" + (10000000 + by.below(89999999));
  }

  private void site(Brand brand, boolean isBranch, String key) {
    boolean shared = key.endsWith(".0") && last != null && by.chance(0.1);
    int street = by.below(streets.size());
    Place place =
        shared
            ? last
            : new Place(
                1 + by.below(400), streets.get(street), street % 4, "" + (70000 + street / 4));
    last = place;
    String own = isBranch && by.chance(0.3) ? brand.phone() : phone();
    String suffix = isBranch && by.chance(0.5) ? " - " + title(place.street()) : "";
    int spellings = 1 + by.below(5);
    for (int r = 0; r < spellings; r++) {
      Map<String, String> record = new HashMap<>();
      record.put("company", company(brand, suffix));
      record.put("street", by.chance(0.08) ? null : street(place, brand.inVietnam()));
      record.put("postcode", by.chance(0.15) ? null : place.postcode());
      record.put("phone", by.chance(0.2) ? null : written(by.chance(0.06) ? phone() : own));
      records.add(record);
      truth.add(key);
    }
  }

  private String company(Brand brand, String suffix) {
    String line = by.chance(0.85) ? brand.line() : "";
    String name = by.chance(0.15) ? by.typingError(brand.name()) : brand.name();
    String full =
        brand.inVietnam()
            ? by.any(FORMS_IN_VIETNAM) + " " + (by.chance(0.5) ? line + " " + name : name)
            : name + " " + line + " " + by.any(FORMS.get(brand.forms()));
    full = (full + (by.chance(0.7) ? suffix : "")).strip().replaceAll(" +", " ");
    return by.chance(0.3)
        ? full.toUpperCase(Locale.ROOT)
        : by.chance(0.2) ? Names.fold(full) : full;
  }

  private String street(Place place, boolean inVietnam) {
    String name = by.chance(0.1) ? by.typingError(place.street()) : place.street();
    String unit = by.chance(0.08) ? "Unit " + (1 + by.below(20)) + ", " : "";
    String text =
        inVietnam
            ? place.number() + (by.chance(0.4) ? " đường " : " ") + title(name)
            : place.number() + " " + title(name) + " " + by.any(STREET_TYPES.get(place.type()));
    return unit + text;
  }

  private String written(String phone) {
    return switch (by.below(4)) {
      case 0 -> "+84" + phone.substring(1);
      case 1 -> phone.substring(0, 4) + " " + phone.substring(4, 7) + " " + phone.substring(7);
      case 2 -> "(" + phone.substring(0, 4) + ") " + phone.substring(4);
      default -> phone;
    };
  }
}
