package vongdoi.identity.blocking;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import vongdoi.identity.comparing.Comparison;
import vongdoi.identity.comparing.Field;
import vongdoi.identity.comparing.Normaliser;
import vongdoi.identity.comparing.Profile;
import vongdoi.identity.comparing.Soundex;
import vongdoi.identity.comparing.UsualWords;

/**
 * Pairs of records that agree on all parts of a rule are compared; a record that misses a part has
 * no key, so that missing values never block. A part is a column, such as {@code birth_date}, or a
 * piece of one: {@code family_name.sound}.
 */
public final class BlockingRule implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Stands for all names of a record, whatever their order and place. */
  private static final String NAME = "name";

  /** Stands for all words of an address, whatever column they are in. */
  private static final String ADDRESS = "address";

  private static final int ALL_NAMES = -1;
  private static final int WHOLE_ADDRESS = -3;
  private static final int NOT_COMPARED = -2;

  private static final int START = 3;
  private static final Set<String> SURE = Set.of("national_id", "email", "phone", "tax_code");

  /** Pieces of a value that a key may be made of. */
  enum Piece {
    WHOLE,
    SOUND,
    START,
    INITIAL,
    YEAR,
    MONTH_DAY,
    MAILBOX,
    DOMAIN,
    LONGEST
  }

  /** A piece of a column, or of several. */
  record Part(int field, Piece piece) implements Serializable {}

  private final String text;
  private final int salt;
  private final List<Field> fields;
  private final List<Part> parts = new ArrayList<>();

  private BlockingRule(String text, int salt, List<Field> fields) {
    this.text = text;
    this.salt = salt;
    this.fields = fields;
    for (String each : text.split("\\+")) {
      String part = each.strip();
      int dot = part.indexOf('.');
      String column = dot < 0 ? part : part.substring(0, dot);
      parts.add(new Part(field(column), dot < 0 ? Piece.WHOLE : piece(part.substring(dot + 1))));
    }
  }

  /** The rules of a configuration, leaving out those about columns that are not compared. */
  public static List<BlockingRule> of(List<String> texts, List<Field> fields) {
    List<BlockingRule> rules = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      BlockingRule rule = new BlockingRule(texts.get(i), i, fields);
      if (rule.parts.stream().allMatch(p -> p.field() != NOT_COMPARED)) {
        rules.add(rule);
      }
    }
    return rules;
  }

  private int field(String column) {
    if (column.equals(NAME) || column.equals(ADDRESS)) {
      return column.equals(NAME) ? ALL_NAMES : WHOLE_ADDRESS;
    }
    for (int f = 0; f < fields.size(); f++) {
      if (fields.get(f).column().equals(column)) {
        return f;
      }
    }
    return NOT_COMPARED;
  }

  private Piece piece(String name) {
    String constant = name.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(Piece.values())
        .filter(p -> p.name().equals(constant))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    ("Invalid blocking rule: %s (a piece must be one of sound, start, initial,"
                            + " year, month-day, mailbox, domain, longest). Change identity.match.blocking-rules")
                        .formatted(text)));
  }

  /** Whether it asks for an equal identifier, which few records ever share. */
  boolean isSure() {
    return SURE.contains(text.strip());
  }

  public String text() {
    return text;
  }

  List<Part> parts() {
    return parts;
  }

  /**
   * Key of a record; 0 where it has none.
   *
   * @param pieces of the record, null where it misses one
   * @param places where among them those of the rule's parts are
   */
  long key(String[] pieces, int[] places) {
    long hash = Hash.start(salt);
    for (int place : places) {
      if (pieces[place] == null) {
        return 0;
      }
      hash = Hash.add(hash, pieces[place]);
    }
    return hash == 0 ? 1 : hash;
  }

  /**
   * A piece of a record; null where it has none. A company leads from one firm to another, and from
   * no person to the others who work there.
   */
  String piece(Profile profile, Part part) {
    if (part.field() == ALL_NAMES) {
      return names(Normaliser.nameWords(fields, profile), part.piece());
    }
    if (part.field() == WHOLE_ADDRESS) {
      String[] words = Normaliser.addressWords(fields, profile);
      return part.piece() == Piece.LONGEST ? longest(words) : joined(words);
    }
    Field field = fields.get(part.field());
    if (field.comparison() == Comparison.COMPANY && !profile.isBusiness()) {
      return null;
    }
    String value = profile.value(part.field());
    boolean isWhole = part.piece() == Piece.WHOLE && value != null && field.hasUsualWords();
    return isWhole ? UsualWords.sorted(value) : piece(value, part.piece());
  }

  private static String piece(String value, Piece piece) {
    if (value == null) {
      return null;
    }
    return switch (piece) {
      case WHOLE -> value;
      case LONGEST -> longest(UsualWords.words(value));
      case SOUND -> Soundex.of(value);
      case START -> value.substring(0, Math.min(START, value.length()));
      case INITIAL -> value.substring(0, 1);
      case YEAR -> value.length() < 4 ? null : value.substring(0, 4);
      case MONTH_DAY -> value.length() == 10 ? value.substring(5) : null;
      case MAILBOX -> value.indexOf('@') < 3 ? null : value.substring(0, value.indexOf('@'));
      case DOMAIN -> value.indexOf('@') < 0 ? null : value.substring(value.lastIndexOf('@'));
    };
  }

  private static String names(String[] words, Piece piece) {
    return joined(
        piece == Piece.SOUND
            ? Arrays.stream(words).map(Soundex::of).sorted().toArray(String[]::new)
            : words);
  }

  private static String joined(String[] words) {
    return words.length < 2 ? null : String.join(" ", words);
  }

  /** The longest word, which is mostly the rarest; of several the first of the alphabet. */
  private static String longest(String[] words) {
    return Arrays.stream(words)
        .min(Comparator.comparingInt(String::length).reversed().thenComparing(w -> w))
        .orElse(null);
  }
}
