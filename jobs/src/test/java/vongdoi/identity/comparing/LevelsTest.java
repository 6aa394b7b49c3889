package vongdoi.identity.comparing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LevelsTest {
  private static String of(Comparison comparison, String a, String b) {
    return comparison.level(Levels.of(comparison, a, b));
  }

  private static String name(String a, String b, String otherA, String otherB) {
    return Comparison.NAME.level(Levels.name(a, b, null, null, otherA, otherB));
  }

  @Test
  void namesAgreeByTypingErrorShortFormAndPlace() {
    assertEquals("equal", name("grace", "grace", null, null));
    assertEquals("typing error", name("griffiths", "griffihs", null, null));
    assertEquals("short form", name("rob", "robert", null, null));
    assertEquals("short form", name("thomas henry", "henry", null, null));
    assertEquals("similar", name("eleanor", "nleaeor", null, null));
    assertEquals("swapped", name("lan", "pham", "pham", "lan"));
    assertEquals("different", name("griffiths", "muhammad", "muhammad", "gray"));
    assertEquals("different", name("hoang", "khanh", "hoang", "hoang"));
    assertEquals("missing", name(null, "lan", null, null));
  }

  @Test
  void shortFormsOfAnyShapeAreOneName() {
    assertEquals("short form", name("bill", "william", null, null));
    assertEquals("short form", name("bob", "robert", null, null));
    assertEquals("short form", name("j", "john", null, null));
  }

  @Test
  void otherScriptsAreComparedAsTheySoundInLatin() {
    List<Field> fields =
        List.of(
            new Field("given_name", Comparison.NAME), new Field("family_name", Comparison.NAME));
    Normaliser normaliser = new Normaliser(fields, "US", List.of(), List.of());
    Profile russian = normaliser.profile(Map.of("full_name", "Владимир Кузнецов")::get);
    Profile chinese = normaliser.profile(Map.of("full_name", "王杰")::get);
    Profile korean = normaliser.profile(Map.of("full_name", "김민수")::get);
    Profile arabic = normaliser.profile(Map.of("full_name", "محمد راشد")::get);
    assertEquals(List.of("vladimir", "kuznetsov"), Arrays.asList(russian.values()));
    assertEquals(List.of("владимир", "кузнецов"), Arrays.asList(russian.marked()));
    assertEquals(List.of("jie", "wang"), Arrays.asList(chinese.values()));
    assertEquals(List.of("minsu", "kim"), Arrays.asList(korean.values()));
    String given = arabic.value(0);
    String marked = arabic.marked()[0];
    assertEquals(2, Levels.name(given, "mohammed", marked, null, null, null));
    assertEquals(Levels.NAME_DIFFERENT, Levels.name(given, "khaled", marked, null, null, null));
  }

  @Test
  void generationsAreReadFromWholeNamesAndFromParts() {
    List<Field> fields =
        List.of(
            new Field("given_name", Comparison.NAME), new Field("family_name", Comparison.NAME));
    Normaliser normaliser = new Normaliser(fields, "US", List.of(), List.of());
    Profile whole = normaliser.profile(Map.of("full_name", "Robert Smith Jr.")::get);
    Profile parts =
        normaliser.profile(Map.of("given_name", "Robert", "family_name", "Smith Sr.")::get);
    assertEquals(2, whole.generation());
    assertEquals(1, parts.generation());
    assertEquals(List.of("robert", "smith"), Arrays.asList(whole.values()));
    assertEquals(List.of("robert", "smith"), Arrays.asList(parts.values()));
  }

  @Test
  void lostAccentsAreEqualAndOtherAccentsAreNot() {
    assertEquals(Levels.EQUAL, Levels.name("huong", "huong", "hương", null, null, null));
    assertEquals(2, Levels.name("huong", "huong", "hương", "hường", null, null));
  }

  @Test
  void datesAgreeBySwapDigitAndNearness() {
    assertEquals("typing error", of(Comparison.DATE, "1980-03-04", "1980-04-03"));
    assertEquals("typing error", of(Comparison.DATE, "1980-03-04", "1990-03-04"));
    assertEquals("within two months", of(Comparison.DATE, "2010-01-30", "2010-03-03"));
    assertEquals("day or month differs", of(Comparison.DATE, "1980-03-04", "1980-03-29"));
    assertEquals("year differs", of(Comparison.DATE, "1980-03-04", "1957-03-04"));
    assertEquals("different", of(Comparison.DATE, "1980-03-04", "1957-11-26"));
  }

  @Test
  void mailboxesNumbersTextsAndCodesHaveTheirOwnErrors() {
    assertEquals("typing error", of(Comparison.EMAIL, "grace@jones.com", "grace@jnoes.com"));
    assertEquals("same mailbox name", of(Comparison.EMAIL, "g.j9@jones.com", "g.j9@acme.vn"));
    assertEquals("different", of(Comparison.EMAIL, "wkhan@vaughan.com", "w.khan@martin.org"));
    assertEquals("different", of(Comparison.EMAIL, "lan.vu61@gmail.com", "lan.vu62@gmail.com"));
    assertEquals("similar", of(Comparison.EMAIL, "lan@bepviet.vn", "lan.vu@bepviet.com"));
    assertEquals("same mailbox name", of(Comparison.EMAIL, "lan@bep376.vn", "lan@bep607.vn"));
    assertEquals("two typing errors", of(Comparison.NUMBER, "8638391", "8368319"));
    assertEquals("typing error", of(Comparison.TEXT, "pridham street", "pridhamstreet"));
    assertEquals("shares words", of(Comparison.TEXT, "12 le loi", "le loi phuong 3 quan 1"));
    assertEquals("same area", of(Comparison.CODE, "tq13 8df", "tq13 8hu"));
  }

  @Test
  void editsAreToldWithoutCountingThem() {
    assertTrue(Edits.atMost(1, "anh", "ahn"));
    assertTrue(Edits.atMost(1, "anh", "an"));
    assertFalse(Edits.atMost(1, "anh", "han"));
    assertTrue(Edits.atMost(2, "kitten", "sittin"));
    assertTrue(Edits.areJumbled("niggihs", "higgins"));
    assertEquals(0.9611, JaroWinkler.between("martha", "marhta"), 1e-4);
    assertEquals("R163", Soundex.of("robert"));
    assertEquals(Soundex.of("rupert"), Soundex.of("robert"));
  }

  @Test
  void namesInOnePieceAreTakenApartInTheirOwnOrder() {
    List<Field> fields =
        List.of(
            new Field("given_name", Comparison.NAME),
            new Field("family_name", Comparison.NAME),
            new Field("company", Comparison.TEXT));
    Normaliser normaliser = new Normaliser(fields, "VN", List.of(), List.of());
    Profile vietnamese = normaliser.profile(Map.of("full_name", "Nguyễn Văn An")::get);
    Profile mistyped = normaliser.profile(Map.of("full_name", "Nguyn Văn An")::get);
    Normaliser british = new Normaliser(fields, "GB", List.of(), List.of());
    Profile western = british.profile(Map.of("full_name", "Sir Thomas Clifford, Baron")::get);
    Profile business = normaliser.profile(Map.of("full_name", "Công ty TNHH An Khang")::get);
    assertEquals(List.of("an", "nguyen"), Arrays.asList(vietnamese.values()).subList(0, 2));
    assertEquals(List.of("an", "nguyn"), Arrays.asList(mistyped.values()).subList(0, 2));
    assertEquals(List.of("thomas", "clifford"), Arrays.asList(western.values()).subList(0, 2));
    assertTrue(business.isBusiness());
    assertEquals("cong ty tnhh an khang", business.value(2));
  }

  @Test
  void streetsAndFirmsAreToldByTheirUnusualWords() {
    assertEquals("usual words differ", of(Comparison.STREET, "racine|ave", "racine|street"));
    assertEquals("typing error", of(Comparison.STREET, "racine|ave", "racne|street"));
    assertEquals("different", of(Comparison.STREET, "racine|ave", "ogden|ave"));
    assertEquals("usual words differ", of(Comparison.COMPANY, "acme|trading", "acme"));
    assertEquals("typing error", of(Comparison.COMPANY, "hoang long", "hoang lon"));
    assertEquals("part of the other", of(Comparison.COMPANY, "acme", "acme temple|academy"));
    assertEquals("initials", of(Comparison.COMPANY, "fpt", "finance promoting|technology"));
    assertEquals("different", of(Comparison.COMPANY, "acme|trading", "zenith|trading"));
  }

  @Test
  void usualWordsInEachOthersSteadAreAnotherName() {
    assertEquals("similar", of(Comparison.COMPANY, "lang|hung bao", "lang|vinh thinh"));
  }

  @Test
  void whatIsUsualStandsBehindWhatIsNot() {
    assertEquals("racine|ave", UsualWords.last("racine ave", "ave"::equals));
    assertEquals("ave", UsualWords.last("ave", "ave"::equals));
    assertEquals(UsualWords.sorted("ave racine"), UsualWords.sorted("racine|ave"));
  }

  @Test
  void aValueIsFoundInTheOtherColumn() {
    assertTrue(Levels.areSwapped("racine ave", "delmar", "delmar", "racine|ave"));
    assertTrue(Levels.areSwapped("racine", "delmar", null, "racine"));
    assertFalse(Levels.areSwapped("racine", "delmar", "ogden", "cleveland"));
  }

  @Test
  void aMistypedStreetIsFoundInTheOtherColumn() {
    assertTrue(Levels.areSwapped("racine|ave", "gica", "gicla", "143 racine ave"), "with number");
    assertTrue(Levels.areSwapped("racine|ave", "gica", "gicla", "143 racinne ave"), "and error");
    assertTrue(Levels.areSwapped("gica", "143 racine place", "racine|place", "gicla"), "and back");
    assertFalse(Levels.areSwapped("racine|ave", "gica", "delmar", "143 ogden ave"), "another");
    assertFalse(Levels.areSwapped("racine|ave", "14", "12", "143"), "numbers alone");
    assertFalse(Levels.areSwapped("5|street", "14 ave", "12 street", "5"), "a numbered street");
  }

  @Test
  void nothingIsFoundWhereNothingIs() {
    assertFalse(Levels.areSwapped(null, "delmar", null, null));
  }
}
