package vongdoi.ingest.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MaskTest {

  @Test
  void showsTheShapeAndNobodysValue() {
    assertEquals("m•••@e•••", Mask.of("mai.do@example.com"));
    assertEquals("•••01", Mask.of("+84 912 345 101"));
    assertEquals("Đ••• M•••", Mask.of("Đỗ Mai"));
    assertEquals("{…}", Mask.of("{\"email\":\"mai.do@example.com\"}"));
    assertEquals("1••• L••• L•••", Mask.of("12 Lê Lợi"));
  }

  @Test
  void cutsLongValuesToOneLine() {
    assertEquals("Main Website Main Websi…", Mask.cut("Main Website\nMain Website Store"));
  }
}
