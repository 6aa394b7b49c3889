package vongdoi.identity.matching;

import java.util.List;
import java.util.Random;

/** Errors that people make when they type, by a seeded chance. */
final class Misspelling {
  private static final List<String> CONSONANTS =
      List.of("b", "d", "g", "k", "l", "m", "n", "r", "s", "t", "v", "br", "st", "ch", "th");
  private static final List<String> VOWELS = List.of("a", "e", "i", "o", "u", "ai", "ee");

  private final Random random;

  Misspelling(Random random) {
    this.random = random;
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** The place of one of many, the first ones far more often than the last, as names are borne. */
  int oftenFirst(int bound) {
    return (int) (bound * Math.pow(random.nextDouble(), 2.5));
  }

  /** A pronounceable word of so many syllables. */
  String word(int syllables) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < syllables; i++) {
      word.append(any(CONSONANTS)).append(any(VOWELS));
    }
    return word + (chance(0.5) ? any(List.of("n", "r", "s", "ll")) : "");
  }

  /** A letter too many, too few, wrong, or in its neighbour's place. */
  String typingError(String text) {
    if (text == null || text.length() < 3) {
      return text;
    }
    int at = 1 + below(text.length() - 2);
    String letter = String.valueOf((char) ('a' + below(26)));
    return switch (below(4)) {
      case 0 -> text.substring(0, at) + letter + text.substring(at);
      case 1 -> text.substring(0, at) + text.substring(at + 1);
      case 2 -> text.substring(0, at) + letter + text.substring(at + 1);
      default ->
          text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
    };
  }
}
