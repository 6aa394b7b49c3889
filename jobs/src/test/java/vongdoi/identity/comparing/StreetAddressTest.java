package vongdoi.identity.comparing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreetAddressTest {
  @ParameterizedTest
  @CsvSource({
    "12 Smith Street, 12, smith street",
    "'Unit 5, 12a Smith St.', 12a, smith st",
    "Hauptstraße 7, 7, hauptstraße",
    "32astages avenue, 32, astages avenue",
    "2nd Avenue, , 2nd avenue",
    "350 5th Ave, 350, 5th ave",
    "'Số 12/3 Lê Lợi, tầng 4', 12/3, le loi",
    "'Tầng 2, 45-47 đường Láng', 45-47, duong lang",
    "Đường 3/2, , duong 3 2",
    "99, 99, "
  })
  void aHouseNumberIsTakenOutAndAUnitLeftOut(String line, String number, String street) {
    assertEquals(new StreetAddress(number, street), StreetAddress.of(line));
  }
}
