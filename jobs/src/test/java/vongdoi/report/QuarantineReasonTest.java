package vongdoi.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuarantineReasonTest {
  @Test
  void aReasonIsToldInVietnameseWithItsColumnsAndNumbersAsTheyAre() {
    assertEquals(Optional.of("thiếu order_id"), QuarantineReason.vietnamese("order_id is missing"));
    assertEquals(
        Optional.of("không đọc được total_amount: vượt giới hạn"),
        QuarantineReason.vietnamese("total_amount cannot be read: it is out of range"));
    assertEquals(
        Optional.of("không đọc được dòng tiêu đề: dòng dài hơn 1048576 byte"),
        QuarantineReason.vietnamese(
            "the header cannot be read: the line is longer than 1048576 bytes"));
  }

  @Test
  void aReasonOfTomorrowIsNotToldAsAnother() {
    assertEquals(Optional.empty(), QuarantineReason.vietnamese("it is too beautiful"));
    assertEquals(
        Optional.empty(), QuarantineReason.vietnamese("order_id cannot be read: it is too blue"));
  }
}
