package vongdoi.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateOfBirthTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1990-02-08",
        " 19900208",
        "1990/2/8",
        "08/02/1990",
        "8.2.1990",
        "1990-02-08 00:00:00"
      })
  void one_date_has_one_shape_however_it_is_written(String text) {
    assertEquals("1990-02-08", DateOfBirth.shape(text));
  }

  @Test
  void a_mistyped_date_has_the_shape_of_one_and_other_text_stays() {
    assertEquals("1972-95-18", DateOfBirth.shape("19729518"));
    assertEquals("about 1970", DateOfBirth.shape("about 1970 "));
    assertNull(DateOfBirth.shape(" "));
  }
}
