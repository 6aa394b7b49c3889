package vongdoi.customer.places;

/**
 * What a place is and what it is called.
 *
 * @param marked the name with each tone mark at its word's end
 */
record OfficialName(Kind kind, String name, String marked) {
  static OfficialName of(Kind kind, String name) {
    return new OfficialName(kind, name, PlaceName.marked(name));
  }

  String official() {
    return kind.word() + " " + name;
  }
}
