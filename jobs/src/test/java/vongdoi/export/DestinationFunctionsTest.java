package vongdoi.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.text.Normalizer;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DestinationFunctionsTest {
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
    assertEquals(
        "+84912345678", DestinationFunctions.all(true).get("tiktok_phone").call("+84912345678"));
  }

  @Test
  void googleIgnoresDotsOfItsOwnMailOnly() {
    assertEquals("annguyen@googlemail.com", call("google_email", "An.Nguyen@googlemail.com"));
    assertEquals("an.nguyen@shop.vn", call("google_email", "An. Nguyen@shop.vn"));
    assertEquals("an.nguyen@notgmail.com", call("google_email", "an.nguyen@notgmail.com"));
    assertEquals("an.nguyen@gmail.com", call("meta_email", "An.Nguyen@gmail.com"));
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
  void nothingStaysNothing() {
    for (String function : DestinationFunctions.all(false).keySet()) {
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
      return DestinationFunctions.all(false).get(function).call(value);
    } catch (Exception e) {
      throw new IllegalStateException(function, e);
    }
  }
}
