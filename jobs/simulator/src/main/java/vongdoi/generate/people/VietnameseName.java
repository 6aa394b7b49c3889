package vongdoi.generate.people;

/** A Vietnamese name: family, middle (may be empty, may be two words) and given name. */
public record VietnameseName(String family, String middle, String given) {

  /** Family, middle, given: the Vietnamese order. */
  public String full() {
    return middle.isEmpty() ? family + " " + given : family + " " + middle + " " + given;
  }

  /** Given name first: what foreign forms make of it. */
  String swapped() {
    return middle.isEmpty() ? given + " " + family : given + " " + middle + " " + family;
  }
}
