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

  /** Area codes before and after 2017, by province. */
  private static final String[][] AREAS = {
    {"76", "296"}, {"64", "254"}, {"281", "209"}, {"240", "204"}, {"781", "291"}, {"241", "222"},
    {"75", "275"}, {"56", "256"}, {"650", "274"}, {"651", "271"}, {"62", "252"}, {"780", "290"},
    {"710", "292"}, {"26", "206"}, {"511", "236"}, {"500", "262"}, {"501", "261"}, {"230", "215"},
    {"61", "251"}, {"67", "277"}, {"59", "269"}, {"351", "226"}, {"39", "239"}, {"320", "220"},
    {"31", "225"}, {"711", "293"}, {"321", "221"}, {"58", "258"}, {"77", "297"}, {"60", "260"},
    {"231", "213"}, {"63", "263"}, {"25", "205"}, {"20", "214"}, {"72", "272"}, {"350", "228"},
    {"38", "238"}, {"30", "229"}, {"68", "259"}, {"57", "257"}, {"52", "232"}, {"510", "235"},
    {"55", "255"}, {"33", "203"}, {"53", "233"}, {"79", "299"}, {"22", "212"}, {"66", "276"},
    {"36", "227"}, {"280", "208"}, {"37", "237"}, {"54", "234"}, {"73", "273"}, {"74", "294"},
    {"27", "207"}, {"70", "270"}, {"29", "216"}
  };

  @Test
  void aLandlineWithAnAreaCodeOfBefore2017HasTodays() {
    for (String[] area : AREAS) {
      assertEquals(
          "+84" + area[1] + "3823456", Phones.e164("(0" + area[0] + ") 3823456", "VN"), area[0]);
    }
    assertEquals("+842438223344", Phones.e164("04 3822 3344", "VN"));
    assertEquals("+842438223344", Phones.e164("0438223344", "VN"), "04 is no mobile prefix");
    assertEquals("+842743822334", Phones.e164("06503822334", "VN"));
  }

  @Test
  void anOldLandlineThatLooksLikeAMobileIsOneWhereItsAreaCodeStandsApart() {
    for (String landline :
        new String[] {
          "08 3812 3456",
          "08.3812.3456",
          "08-38123456",
          "(08) 3812 3456",
          "(08)38123456",
          "+84 8 3812 3456",
          "(+84) 8 3812 3456",
          "(84-8) 38123456",
          "84-8-3812-3456",
          "+84 (0)8 3812 3456",
          "08 3 812 3456"
        }) {
      assertEquals("+842838123456", Phones.e164(landline, "VN"), landline);
    }
    assertEquals("+842033823456", Phones.e164("033.3.823.456", "VN"));
    for (String mobile :
        new String[] {
          "0838123456", "083 812 3456", "0838 123 456", "0838.123.456", "083-812-3456",
          "+84838123456", "+84 838 123 456", "08 38 12 34 56", "838123456", "84838123456"
        }) {
      assertEquals("+84838123456", Phones.e164(mobile, "VN"), mobile);
    }
    assertEquals("+84891234567", Phones.e164("08 9123 4567", "VN"), "no landline began with 9");
    assertEquals("+84333823456", Phones.e164("033 3823456", "VN"), "mobiles are written so too");
  }
}
