package vongdoi.identity.comparing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NormaliserTest {
  private static final List<Field> FIELDS =
      List.of(
          new Field("given_name", Comparison.NAME),
          new Field("street", Comparison.TEXT),
          new Field("ward", Comparison.TEXT),
          new Field("city", Comparison.TEXT));
  private static final Normaliser NORMALISER = new Normaliser(FIELDS, "VN", List.of(), List.of());

  private static Profile of(Map<String, String> record) {
    return NORMALISER.profile(record::get);
  }

  @Test
  void oneNameWithItsToneMarkInEitherPlaceHasNoOtherAccents() {
    Profile modern = of(Map.of("given_name", "Hoà"));
    Profile usual = of(Map.of("given_name", "Hòa"));
    assertArrayEquals(usual.marked(), modern.marked());
    assertEquals(
        Levels.EQUAL, Levels.name("hoa", "hoa", modern.marked()[0], usual.marked()[0], null, null));
  }

  @Test
  void anAddressOfBeforeTheReformIsThatOfToday() {
    Profile before =
        of(
            Map.of(
                "street", "12 Lê Lợi",
                "ward", "P. Phú Cường",
                "district", "TP. Thủ Dầu Một",
                "city", "Tỉnh Bình Dương"));
    Profile today =
        of(Map.of("street", "12 Lê Lợi", "ward", "Phường Thủ Dầu Một", "city", "TP.HCM"));
    assertArrayEquals(today.values(), before.values());
    assertArrayEquals(
        today.values(),
        of(Map.of("street", "12 Lê Lợi, P. Phú Cường, Thủ Dầu Một, Bình Dương")).values());
  }

  @Test
  void aDividedWardSharesWordsWithEachThatItBecame() {
    Map<String, String> dakao = Map.of("ward", "Đa Kao", "district", "Quận 1", "city", "HCM");
    for (String ward : List.of("Sài Gòn", "Tân Định")) {
      assertEquals(
          "shares words",
          Comparison.TEXT.level(
              Levels.of(
                  Comparison.TEXT,
                  of(dakao).value(2),
                  of(Map.of("ward", ward, "city", "HCM")).value(2))));
    }
  }

  @Test
  void addressesOfOtherCountriesStayAsTheyAre() {
    Profile oslo = of(Map.of("ward", "St. Hanshaugen", "city", "Oslo", "country", "NO"));
    assertArrayEquals(new String[] {null, null, "st hanshaugen", "oslo"}, oslo.values());
  }
}
