package vongdoi.identity.comparing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PersonNameTest {
  private static boolean alike(String a, String b) {
    boolean there = PersonName.of(a).isLike(PersonName.of(b), false);
    assertEquals(there, PersonName.of(b).isLike(PersonName.of(a), false), "not symmetric");
    return there;
  }

  @Test
  void wordOrderDiacriticsAndTonePlacementDoNotMatter() {
    assertTrue(alike("Nguyễn Văn An", "An Nguyen Van"));
    assertTrue(alike("Đặng Thị Hoà", "Đặng Thị Hòa"));
    assertTrue(alike("Ông Nguyễn Văn An", "Nguyễn Văn An"));
    assertTrue(alike("NGUYENVANAN", "Nguyễn Văn An"));
    assertTrue(alike("Nguyễn KhánhHuệ", "Nguyễn Khánh Huệ"));
  }

  @Test
  void toleratesTypingErrorsInitialsAndLeftOutMiddleNames() {
    assertTrue(alike("Nguyễn Văn Thanh", "Nguyen Van Thnah"));
    assertTrue(alike("Nguyễn Minh Anh", "Nguyễn Minh Ahn"));
    assertTrue(alike("Nguyễn Văn An", "Nguyễn V An"));
    assertTrue(alike("Nguyễn Thị Thu Hằng", "Nguyễn Hằng"));
    assertTrue(alike("Jonathan Smith", "Jonathon Smith"));
  }

  @Test
  void aMistypedBlankMakesNoOtherName() {
    assertTrue(alike("Châu Văn Đạt", "Châu VănfĐạt"), "a letter in its place");
    assertTrue(alike("Lê Văn Phong", "Lê VănP hong"), "a letter too late");
    assertTrue(alike("Lê Văn Minh Anh", "LêhVăn Minh Anh"), "behind the family name");
    assertFalse(alike("Nguyễn Văn An", "Nguyễn Văn Anh"), "a letter more in as many words");
    assertFalse(alike("Nguyễn Thị Hương", "Nguyễn Thị Hường"), "another accent");
  }

  @Test
  void tellsTheMembersOfAFamilyApart() {
    assertFalse(alike("Nguyễn Văn An", "Nguyễn Văn Anh"));
    assertFalse(alike("Nguyễn Thị Hương", "Nguyễn Thị Hường"));
    assertFalse(alike("Nguyễn Văn Bình", "Nguyễn Văn Hùng"));
    assertFalse(alike("Trần Thị Mai", "Nguyễn Văn Bình"));
    assertFalse(alike("Nguyễn", "Nguyễn Văn An"));
    assertFalse(alike("Công ty An Bình", "Nguyễn An"));
  }

  @Test
  void shortFormsAndScriptsAreOneNameAndGenerationsTwo() {
    assertTrue(alike("Bill Jones", "William Jones"));
    assertTrue(alike("Владимир Кузнецов", "Vladimir Kuznetsov"));
    assertTrue(alike("王杰", "Jie Wang"));
    assertTrue(alike("Chị Lan (khách quen)", "Nguyễn Thị Lan"));
    assertFalse(alike("Victor Kuhn", "Victoria Kuhn"));
    assertFalse(alike("William Jones Sr.", "William Jones Jr."));
    assertTrue(alike("William Jones", "William Jones Jr."));
    assertEquals(null, PersonName.of("0912345678"));
  }

  @Test
  void believesMoreTypingErrorsWhereBirthDatesAgree() {
    PersonName hung = PersonName.of("Nguyễn Văn Hùng");
    assertTrue(hung.isLike(PersonName.of("Nguyen Van Hong"), true));
    assertFalse(hung.isLike(PersonName.of("Nguyen Van Hong"), false));
    assertFalse(hung.isLike(PersonName.of("Nguyễn Văn Bình"), true));
  }

  @Test
  void seesSwapsAndSlipsInBirthDates() {
    assertEquals(BirthDates.EQUAL, BirthDates.compare("1990-04-03", "1990-04-03"));
    assertEquals(BirthDates.NEAR, BirthDates.compare("1990-04-03", "1990-03-04"));
    assertEquals(BirthDates.NEAR, BirthDates.compare("1990-04-03", "1991-04-03"));
    assertEquals(BirthDates.DIFFERENT, BirthDates.compare("1990-04-03", "1962-11-20"));
  }
}
