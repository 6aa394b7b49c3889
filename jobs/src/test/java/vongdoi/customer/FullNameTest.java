package vongdoi.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FullNameTest {
  private static String parts(String raw) {
    FullName name = FullName.of(raw);
    return name == null ? null : name.family() + "|" + name.middle() + "|" + name.given();
  }

  @ParameterizedTest
  @CsvSource({
    "Nguyễn Thị Minh Khai, Nguyễn|Thị Minh|Khai",
    "nguyen van an, nguyen|van|an",
    "Phùng Quang Huy, Phùng|Quang|Huy",
    "Vương Thị Lan, Vương|Thị|Lan",
    "Tôn Thất Thuyết, Tôn|Thất|Thuyết",
    "Chu Văn An, Chu|Văn|An",
    "Nguyn Văn An, Nguyn|Văn|An",
    "L Hoàng Sơn, L|Hoàng|Sơn",
    "Nguyyễn Hữu Việt, Nguyyễn|Hữu|Việt",
    "Thu Hà, null|Thu|Hà",
    "Minh Khai, null|Minh|Khai",
    "Kim Thị Lan, Kim|Thị|Lan",
    "Lê Nguyên, Lê|null|Nguyên",
    "Lê Mai, Lê|null|Mai"
  })
  void aVietnameseNameBeginsWithTheFamily(String raw, String parts) {
    assertEquals(parts, parts(raw));
  }

  @ParameterizedTest
  @CsvSource({
    "Mai Nguyễn, Nguyễn|null|Mai",
    "Minh Khai Tran, Tran|Khai|Minh",
    "Anh Nguyen, Nguyen|null|Anh",
    "Mai Thi Nguyen, Nguyen|Thi|Mai",
    "Huệ Hồng Lương, Lương|Hồng|Huệ",
    "John Smith, Smith|null|John",
    "Mai Smith, Smith|null|Mai",
    "Robert J. Smith, Smith|J|Robert",
    "Владимир Кузнецов, Кузнецов|null|Владимир"
  })
  void theWordsTellWesternOrderWhateverTheCountry(String raw, String parts) {
    assertEquals(parts, parts(raw));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Smith, John Paul; Smith|Paul|John",
        "Nguyễn, Văn An; Nguyễn|Văn|An",
        "Clifford, Baron; null|null|Clifford",
        "Sir Thomas Clifford, Baron; Clifford|null|Thomas",
        "王杰; 王|null|杰",
        "欧阳小明; 欧阳|null|小明",
        "王 小明; 王|null|小明",
        "김철수; 김|null|철수"
      })
  void commasAndScriptsSayWhereTheFamilyIs(String raw, String parts) {
    assertEquals(parts, parts(raw));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Anh Nguyễn Văn An",
        "Ông Nguyễn Văn An",
        "PGS.TS. Nguyễn Văn An",
        "A. Nguyễn Văn An",
        "Nguyễn Văn An (khách VIP)",
        "Nguyễn Văn An 0912 345 678",
        "Nguyễn Văn An - giao giờ hành chính",
        "Nguyễn Văn An/0912345678",
        "Nguyễn Văn An sđt: 0912.345.678",
        "KH: Nguyễn Văn An",
        "KH00123 - Nguyễn Văn An",
        "Nguyễn Văn An 🌸",
        "Nguyễn Văn An [giao sau 17h",
        "Nguyễn, Văn An"
      })
  void titlesNotesBracketsAndPhonesAreNoNames(String raw) {
    assertEquals("Nguyễn|Văn|An", parts(raw));
    assertEquals("Nguyễn Văn An", FullName.of(raw).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Chị Lan; null|null|Lan",
        "chị Lan (quận 1); null|null|Lan",
        "anh Tuấn; null|null|Tuấn",
        "Anh Tuấn; null|Anh|Tuấn",
        "Mr. John Smith; Smith|null|John",
        "Dr John Smith PhD; Smith|null|John",
        "John \"Jack\" Smith, Esq.; Smith|null|John",
        "Don Smith; Smith|null|Don",
        "Yo-Yo Ma; Ma|null|Yo-Yo"
      })
  void whoIsAddressedHasANameBehindTheTitle(String raw, String parts) {
    assertEquals(parts, parts(raw));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0912345678",
        "(test)",
        "Mr.",
        "Khách lẻ",
        "khách hàng",
        "KH00123",
        "- -",
        "Chị 2"
      })
  void whatNamesNobodyIsNone(String raw) {
    assertNull(FullName.of(raw));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Robert Smith; 0",
        "Robert Smith Sr.; 1",
        "Robert Smith I; 1",
        "Robert Smith, Jr.; 2",
        "Robert Smith II; 2",
        "Smith, Robert III; 3",
        "Junior Smith; 0",
        "Nguyễn Thị I; 1"
      })
  void theGenerationIsNoPartOfTheName(String raw, int generation) {
    FullName name = FullName.of(raw);
    assertEquals(generation, name.generation());
    assertEquals(raw.contains("Smith") ? "Smith" : "Nguyễn", name.family());
  }

  @Test
  void theGenerationStaysInTheWholeName() {
    assertEquals("Robert Smith Jr", FullName.of("Robert Smith, Jr.").text());
    assertEquals("Robert Smith Sr.", FullName.of("Mr. Robert Smith Sr.").text());
    assertEquals(3, FullName.of(FullName.of("Smith, Robert III").text()).generation());
  }

  @Test
  void joinsPartsInTheOrderOfTheFamilyName() {
    assertEquals("Trần Văn Bình", FullName.join("Trần", "Văn", "Bình"));
    assertEquals("John Smith", FullName.join("Smith", null, "John"));
  }

  @Test
  void partsThatCameApartAreFreedOfTheSame() {
    assertEquals("Robert", FullName.part("Mr. Robert"));
    assertEquals("Smith", FullName.part("Smith Jr."));
    assertEquals(2, FullName.generation("Smith Jr."));
    assertEquals("An", FullName.part("An (0912345678)"));
    assertEquals("Lord", FullName.part("Lord"));
    assertEquals("Md", FullName.part("Md"));
    assertNull(FullName.part("0912345678"));
  }
}
