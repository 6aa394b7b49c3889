package vongdoi.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void composesAndFolds() {
    assertEquals("Nguyễn Văn An", Names.clean("  Nguye\u0302\u0303n  Văn\u00a0An "));
    assertEquals("do thi dieu", Names.fold("Đỗ Thị Diệu"));
    assertNull(Names.clean(" -- "));
  }

  @Test
  void tellsBusinessesByTheirWords() {
    assertTrue(Names.isBusiness("CÔNG TY TNHH Hoa Sen"));
    assertTrue(Names.isBusiness("Acme Ltd."));
    assertFalse(Names.isBusiness("Nguyễn Công Tý"));
    assertFalse(Names.isBusiness("Vincent Lê"));
  }

  @Test
  void readsGenders() {
    assertEquals("male", Names.gender("Nam"));
    assertEquals("female", Names.gender(" NỮ "));
    assertEquals("other", Names.gender("khác"));
    assertNull(Names.gender("unknown"));
    assertNull(Names.gender(null));
  }

  @Test
  void countsTypingErrors() {
    assertEquals(0, TypingErrors.between("anh", "anh"));
    assertEquals(1, TypingErrors.between("anh", "ahn"));
    assertEquals(1, TypingErrors.between("anh", "an"));
    assertEquals(3, TypingErrors.between("", "anh"));
    assertEquals(3, TypingErrors.between("kitten", "sitting"));
  }
}
