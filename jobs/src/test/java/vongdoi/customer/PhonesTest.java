package vongdoi.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import org.junit.jupiter.api.Test;

class PhonesTest {
  private static final String[][] CHANGES = {
    {"0120", "070"}, {"0121", "079"}, {"0122", "077"}, {"0126", "076"}, {"0128", "078"},
    {"0123", "083"}, {"0124", "084"}, {"0125", "085"}, {"0127", "081"}, {"0129", "082"},
    {"0162", "032"}, {"0163", "033"}, {"0164", "034"}, {"0165", "035"}, {"0166", "036"},
    {"0167", "037"}, {"0168", "038"}, {"0169", "039"}, {"0186", "056"}, {"0188", "058"},
    {"0199", "059"}
  };

  @Test
  void mapsEveryPrefixOf2018ToAValidNumber() throws Exception {
    PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    for (String[] change : CHANGES) {
      String tail = change[1].equals("059") ? "9234567" : "2345678";
      String now = Phones.e164(change[0] + tail, "VN");
      assertEquals("+84" + change[1].substring(1) + tail, now);
      if (!change[1].equals("056") && !change[1].equals("059")) {
        assertEquals(true, library.isValidNumber(library.parse(now, "VN")), now);
      }
    }
  }

  @Test
  void oneNumberInEverySpelling() {
    for (String spelling :
        new String[] {
          "0912345679", "+84912345679", "84912345679", "0084912345679", "(+84) 0912 345 679",
          "+840912345679", "912345679", "0912.345.679", "0912-345-679", " 0912 345 679 ",
          "0912345679.0", "０９１２３４５６７９"
        }) {
      assertEquals("+84912345679", Phones.e164(spelling, "VN"), spelling);
    }
  }

  @Test
  void keeps84WhereItIsAPrefixOfTheNetwork() {
    assertEquals("+84842345678", Phones.e164("0842345678", "VN"));
    assertEquals("+84842345678", Phones.e164("842345678", "VN"));
    assertEquals("+84842345678", Phones.e164("01242345678", "VN"));
    assertEquals("+84842345678", Phones.e164("+841242345678", "VN"));
    assertEquals("+84842345678", Phones.e164("1242345678", "VN"));
  }

  @Test
  void leavesLandlinesAndOtherCountriesToTheLibrary() {
    assertEquals("+842838223344", Phones.e164("028 3822 3344", "VN"));
    assertEquals("+442079460958", Phones.e164("+44 20 7946 0958", "VN"));
    assertEquals("+442079460958", Phones.e164("020 7946 0958", "GB"));
    assertEquals("+84912345679", Phones.e164("+84 912 345 679", "GB"));
  }

  @Test
  void refusesWhatIsNoNumber() {
    for (String wrong :
        new String[] {
          "",
          "0",
          "0000000000",
          "0123456789",
          "0999999999",
          "12345",
          "091234567",
          "09123456790",
          "khong co",
          "-"
        }) {
      assertNull(Phones.e164(wrong, "VN"), wrong);
    }
    assertNull(Phones.e164(null, "VN"));
  }
}
