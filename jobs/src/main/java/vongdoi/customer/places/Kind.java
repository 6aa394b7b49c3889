package vongdoi.customer.places;

/** What sort of place a name says that it is; the letter stands for it in the table. */
public enum Kind {
  PROVINCE('-', "Tỉnh"),
  CITY('T', "Thành phố"),
  DISTRICT('Q', "Quận"),
  RURAL_DISTRICT('H', "Huyện"),
  TOWN('X', "Thị xã"),
  WARD('P', "Phường"),
  COMMUNE('X', "Xã"),
  TOWNSHIP('T', "Thị trấn"),
  SPECIAL_ZONE('D', "Đặc khu");

  private final char letter;
  private final String word;

  Kind(char letter, String word) {
    this.letter = letter;
    this.word = word;
  }

  public char letter() {
    return letter;
  }

  /** The kind in Vietnamese, as it stands before a name. */
  public String word() {
    return word;
  }

  /** Whether it is of the lowest level, which is left since the reform. */
  boolean isWard() {
    return ordinal() >= WARD.ordinal();
  }

  /** Whether it can be of the level that the reform took away; a city can be either. */
  boolean isDistrict() {
    return this != PROVINCE && !isWard();
  }
}
