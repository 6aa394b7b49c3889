package vongdoi.customer.places;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AddressTest {

  private static Address of(String ward, String district, String city) {
    return AddressReader.read("12 Lê Lợi", ward, district, city, null, "VN");
  }

  private static Address of(Map<String, String> written) {
    return AddressReader.read(
        written.get("street"),
        written.get("ward"),
        written.get("district"),
        written.get("city"),
        null,
        "VN");
  }

  @Test
  void anAddressOfBeforeIsTheSameOneOfToday() {
    for (Twins.Twin twin : Twins.all()) {
      Address before = of(twin.before());
      Address today = of(twin.today());
      assertEquals(today.province(), before.province(), twin.toString());
      assertTrue(before.wards().contains(today.ward()), twin + ": " + before.wards());
      assertFalse(Collections.disjoint(before.keys(), today.keys()), twin.toString());
    }
  }

  @Test
  void aNeighboursAddressIsAnother() {
    for (Twins.Twin twin : Twins.all()) {
      twin.today().computeIfPresent("street", (column, street) -> "1" + street);
      assertTrue(
          Collections.disjoint(of(twin.before()).keys(), of(twin.today()).keys()), twin.toString());
    }
  }

  @Test
  void oneStreetInTwoWardsIsTwoAddresses() {
    List<Twins.Twin> all = Twins.all();
    for (int i = 0; i < 3; i++) {
      Map<String, String> here = all.get(i).before();
      Map<String, String> there = all.get(i + 1).today();
      there.put("street", here.get("street"));
      assertTrue(Collections.disjoint(of(here).keys(), of(there).keys()), here + " " + there);
    }
  }

  @Test
  void kindsSpellingsAndToneMarksAreNoDifference() {
    Address usual = of("Phường Võ Thị Sáu", "Quận 3", "Thành phố Hồ Chí Minh");
    assertEquals(List.of("Xuân Hòa"), usual.wards());
    for (String[] other :
        new String[][] {
          {"P. Võ Thị Sáu", "Q.3", "TP.HCM"},
          {"P.Võ Thị Sáu", "Q3", "TPHCM"},
          {"vo thi sau", "quan 03", "tp ho chi minh"},
          {"VÕ THỊ SÁU", "3", "T.P HỒ CHÍ MINH"},
          {"Vo Thi Sau Ward", "District 3", "Ho Chi Minh City"},
          {"Phường 6", "Quận 3", "Sài Gòn"}
        }) {
      assertEquals(usual, of(other[0], other[1], other[2]), Arrays.toString(other));
    }
    assertEquals("Thuận Hóa", of("Thuận Hoá", null, "Huế").ward());
    assertEquals("Phú Xuân", of("Thuận Hoà", null, "Huế").ward(), "Thuận Hòa was another ward");
    assertEquals("Cẩm Giàng", of("Cẩm Giàng", null, "Hải Phòng").ward());
    assertEquals("Cẩm Giang", of("Cẩm Giang", null, "Hải Phòng").ward());
  }

  @Test
  void aDividedWardIsAllThatItBecame() {
    Address divided = of("Phường Đa Kao", "Quận 1", "TP.HCM");
    assertEquals(List.of("Sài Gòn", "Tân Định"), divided.wards());
    assertNull(divided.ward());
    assertEquals(2, divided.keys().size());
  }

  @Test
  void bothWaysOfWritingCanBeMixed() {
    assertEquals("Thủ Dầu Một", of("Phường Thủ Dầu Một", null, "Bình Dương").ward());
    assertEquals("Thủ Dầu Một", of("Phường Thủ Dầu Một", "Thủ Dầu Một", "TP.HCM").ward());
    assertEquals("Dĩ An", of("Phường An Bình", "Dĩ An", "TP.HCM").ward());
    assertEquals("Hồ Chí Minh", of(null, "Thủ Đức", null).province());
    assertEquals("Hồ Chí Minh", of(null, null, "Vũng Tàu").province());
    assertEquals("Côn Đảo", of(null, "Huyện Côn Đảo", "Bà Rịa - Vũng Tàu").ward());
  }

  @Test
  void anAddressInOneLineIsReadFromItsEnd() {
    Address line =
        AddressReader.read(
            "12 Lê Lợi, P.Bến Nghé, Q.1, TP.HCM 700000, Việt Nam", null, null, null, null, "VN");
    assertEquals(of("Phường Bến Nghé", "Quận 1", "Hồ Chí Minh"), line);
  }

  @Test
  void whatIsNotKnownIsNotGuessed() {
    Address unknown = of("Phường Lạ", "Quận 1", "TP.HCM");
    assertEquals(List.of(), unknown.wards());
    assertEquals("Lạ", unknown.unknownWard());
    assertEquals(List.of(), of("Phường 5", null, "TP.HCM").wards(), "of some twenty Phường 5");
    assertNull(of("Ward 3", "Springfield", "Illinois"));
    assertNull(AddressReader.read("1 Rue", null, null, "Huế", "FR", "VN"));
    assertNull(AddressReader.read("1 Rue", null, null, "Huế", null, "FR"));
    assertNotNull(AddressReader.read("1 Lê Lợi", null, null, "Huế", "Việt Nam", "FR"));
    assertNull(of(null, null, null));
  }

  @Test
  void everyPlaceOfTheTableLeadsToWhatItBecame() throws IOException {
    List<String> today = new ArrayList<>();
    String province = null;
    String former = null;
    String district = null;
    int wards = 0;
    for (String line : table()) {
      String[] parts = line.substring(1).split("\\|")[0].split(">");
      switch (line.charAt(0)) {
        case '=' -> {
          province = parts[0];
          today.clear();
        }
        case '+' -> {
          today.add(parts[0].substring(2));
          assertEquals(
              today.subList(today.size() - 1, today.size()),
              of(official(parts[0]), null, province).wards(),
              line);
        }
        case '-' -> former = parts[0];
        case ':' -> district = parts[0];
        case ' ' -> {
          List<String> became =
              Arrays.stream(parts[1].split(","))
                  .map(number -> today.get(Integer.parseInt(number)))
                  .sorted()
                  .toList();
          Address address = of(official(parts[0]), districtOf(district), former);
          assertEquals(became, address.wards(), line + " of " + district + ", " + former);
          assertEquals(province, address.province());
          wards++;
        }
        default -> assertTrue(line.startsWith("#"), line);
      }
    }
    assertTrue(wards > 10_000, "wards of before: " + wards);
  }

  private static String official(String lettered) {
    return named(lettered, Kind.WARD, Kind.COMMUNE, Kind.TOWNSHIP, Kind.SPECIAL_ZONE);
  }

  private static String districtOf(String lettered) {
    return named(lettered, Kind.CITY, Kind.DISTRICT, Kind.RURAL_DISTRICT, Kind.TOWN);
  }

  private static String named(String lettered, Kind... kinds) {
    for (Kind kind : kinds) {
      if (kind.letter() == lettered.charAt(0)) {
        return kind.word() + lettered.substring(1);
      }
    }
    throw new IllegalArgumentException(lettered);
  }

  private static List<String> table() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Address.class.getResourceAsStream("vietnam.txt")),
                StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }
}
