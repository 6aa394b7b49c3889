package vongdoi.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.typesafe.config.ConfigFactory;
import java.text.Normalizer;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DestinationFunctionsTest {
  private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final String JANE =
      "d6117306485ed0e50afab3ac871e98f81699151f30281527d63ff5f233656c69";
  private static final String WITH_PLUS =
      "ed644edf0566470f0b5a8c13c792fa8e8a489574da3aceec119b9456e870d396";
  private static final String WITHOUT_PLUS =
      "25cc2f7574420a2d46c9f2d6cf94cdbb242ef7d479afe92ed6e8eb33a7493093";

  @Test
  void hashesAreThoseThatThePlatformsPublish() {
    assertEquals(JANE, hash("google_email", " Jane.Doe@GMail.com\t"));
    assertEquals(JANE, hash("tiktok_email", "JaneDoe@gmail.com "));
    assertEquals(WITH_PLUS, hash("google_phone", "+84 912 345 678"));
    assertEquals(WITHOUT_PLUS, hash("meta_phone", "+84912345678"));
    assertEquals(WITHOUT_PLUS, hash("tiktok_phone", "+84912345678"));
    assertEquals(
        "65b7e6dc",
        hash("tiktok_phone", "+37493828222").substring(0, 8),
        "the sample of TikTok's newest page");
  }

  @Test
  void tiktokPhoneKeepsThePlusWhereTheSwitchSaysSo() throws Exception {
    ExportConfig config =
        Exports.read(
            ConfigFactory.parseString("export.tiktok-phone-plus = true")
                .withFallback(Exports.text("machine", 100)));
    assertEquals(
        "+84912345678",
        DestinationFunctions.of(config, HANOI).named("tiktok_phone").call("+84912345678"));
  }

  @Test
  void googleIgnoresDotsAndAliasesOfItsOwnMailOnly() {
    assertEquals("annguyen@gmail.com", call("google_email", "An.Nguyen+shop@gmail.com"));
    assertEquals("an.nguyen+shop@x.vn", call("google_email", "An.Nguyen+shop@x.vn"));
    assertEquals("annguyen@googlemail.com", call("google_email", "An.Nguyen@googlemail.com"));
    assertEquals("an.nguyen@shop.vn", call("google_email", "An. Nguyen@shop.vn"));
    assertEquals("an.nguyen@notgmail.com", call("google_email", "an.nguyen@notgmail.com"));
    assertEquals("an.nguyen@gmail.com", call("meta_email", "An.Nguyen@gmail.com"));
  }

  @Test
  void tiktokIgnoresAliasesOfAnyMail() {
    assertEquals("an.nguyen@gmail.com", call("tiktok_email", "An.Nguyen+shop@gmail.com"));
    assertEquals("an@x.vn", call("tiktok_email", "An+a+b@X.vn"));
  }

  @Test
  void whatIsNoEmailIsNotHashed() {
    for (String function : List.of("google_email", "meta_email", "tiktok_email")) {
      for (String text :
          List.of("none", "an@x", "an x.vn", "@x.vn", "a@b@x.vn", "an@.vn", "an@vn.")) {
        assertNull(call(function, text), function + " " + text);
      }
      assertEquals("an@x..vn", call(function, "an@x..vn"), function);
    }
    for (String function : List.of("meta_email", "tiktok_email")) {
      assertNull(call(function, "an@x\u00a0y.vn"), "a space that does not break");
    }
    assertEquals("an@x.vn", call("google_email", "an@\u00a0x.vn"));
  }

  @Test
  void accentsAreComposedBeforeHashing() {
    String composed = "nguyễn";
    String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
    assertNotEquals(Audience.sha256(composed), Audience.sha256(decomposed));
    assertEquals("828b95a5", Audience.sha256(composed).substring(0, 8));
    for (String function : Set.of("google_name", "meta_name", "meta_place", "nfc")) {
      assertEquals(composed, call(function, decomposed), function);
    }
  }

  @Test
  void metaNamesAndPlacesHaveNeitherSpacesNorPunctuation() {
    assertEquals("maryjaneob", call("meta_name", " Mary-Jane O'B. "));
    assertEquals("hànội", call("meta_place", "Hà Nội"));
  }

  @Test
  void aCityIsHashedWithoutItsKind() {
    for (String city :
        List.of(
            "Hồ Chí Minh",
            "TP. Hồ Chí Minh",
            "TP.Hồ Chí Minh",
            "T.P. Hồ Chí Minh",
            "tp hồ chí minh",
            "Thành phố Hồ Chí Minh",
            "THÀNH PHỐ HỒ CHÍ MINH")) {
      assertEquals("hồchíminh", call("meta_city", city), city);
    }
    assertEquals("ninhbình", call("meta_city", "Tỉnh Ninh Bình"));
    assertEquals("sơntây", call("meta_city", "Thị xã Sơn Tây"));
    assertEquals("saltlakecity", call("meta_city", "Salt Lake City"));
    assertEquals("tpgtown", call("meta_city", "Tpgtown"));
    assertNull(call("meta_city", "TP. "));
  }

  @Test
  void metaTakesTheFirstFiveOfNineDigitsOfAnAmericanPostcode() {
    for (String zip : List.of("94035", "94035-1234", " 94035 1234 ")) {
      assertEquals("94035", call("meta_place", zip), zip);
    }
    assertEquals("sw1a2aa", call("meta_place", "SW1A 2AA"));
    assertEquals("700000", call("meta_place", "700000"));
  }

  @Test
  void aCountryIsReadFromItsCodesAndFromNamesInTheLanguagesOfCustomers() {
    for (String vietnam :
        List.of("VN", "vn", "VNM", "Vietnam", "Viet Nam", "Việt Nam", "VIỆT NAM", "越南")) {
      assertEquals("VN", call("iso_country", vietnam), vietnam);
    }
    assertEquals("US", call("iso_country", "U.S.A."));
    assertEquals("US", call("iso_country", "Hoa Kỳ"));
    assertEquals("DE", call("iso_country", "Deutschland"));
    assertEquals("KR", call("iso_country", "Hàn Quốc"));
    assertNull(call("iso_country", "Hà Nội"));
  }

  @Test
  void zaloHasWholeAmountsDaysOfTheBusinessZoneAndAShortName() throws Exception {
    ZaloData data = new ZaloData(HANOI);
    assertEquals(
        "{\"customer_name\":\"Công Tằng Tôn Nữ Thị Ngọc Minh\",\"amount\":\"250001\","
            + "\"expires_at\":\"11/01/2026\",\"method\":\"momo\"}",
        data.call(
            "{\"amount\":250000.50,\"expires_at\":\"2026-01-10T18:00:00.000Z\","
                + "\"method\":\"momo\",\"order_id\":null}",
            "Công Tằng Tôn Nữ Thị Ngọc Minh Châu"));
    assertEquals("{\"due\":\"31/01/2026\"}", data.call("{\"due\":\"2026-01-31\"}", " "));
  }

  @Test
  void nothingStaysNothing() {
    Set<String> functions = new TreeSet<>(DestinationFunctions.names());
    functions.remove(ZaloData.NAME);
    for (String function : functions) {
      assertNull(call(function, null), function);
      if (!function.equals("nfc")) {
        assertNull(call(function, " "), function);
      }
    }
  }

  private static String hash(String function, String value) {
    return Audience.sha256(call(function, value));
  }

  private static String call(String function, String value) {
    try {
      return DestinationFunctions.of(Exports.shipped(), HANOI).named(function).call(value);
    } catch (Exception e) {
      throw new IllegalStateException(function, e);
    }
  }
}
