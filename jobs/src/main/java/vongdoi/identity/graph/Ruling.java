package vongdoi.identity.graph;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vongdoi.common.config.ConfigPath;
import vongdoi.common.config.InvalidSettings;
import vongdoi.common.config.Mistake;

/**
 * A steward's word on two records.
 *
 * @param kind must: they are one customer; cannot: they are not
 * @param a one record, as {@code source:record_id}
 * @param b the other
 * @param reason why, for the next steward
 * @param author who said so
 * @param expires last run date on which it counts; for good where there is none
 */
public record Ruling(
    Kind kind,
    String a,
    String b,
    String reason,
    Optional<String> author,
    Optional<LocalDate> expires) {

  /** Whether the two belong together or apart. */
  public enum Kind {
    MUST,
    CANNOT;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Ruling {
    List<Mistake> mistakes = new ArrayList<>();
    unnamed("a", a, mistakes);
    unnamed("b", b, mistakes);
    if (a.equals(b)) {
      mistakes.add(Mistake.of(ConfigPath.of("b"), "the same record as a (must be another)"));
    }
    InvalidSettings.refuse(mistakes);
  }

  private static void unnamed(String key, String record, List<Mistake> mistakes) {
    int colon = record.indexOf(':');
    if (colon < 1 || colon == record.length() - 1) {
      mistakes.add(Mistake.of(ConfigPath.of(key), "no name (must be source:record_id)"));
    }
  }

  /** Whether it counts on a run date. */
  public boolean isInForce(LocalDate date) {
    return expires.isEmpty() || !date.isAfter(expires.get());
  }

  /** The reason with who said so and until when. */
  public String words() {
    String by = author.map(name -> " (" + name).orElse("");
    String until = expires.map(date -> "until " + date).orElse("");
    if (by.isEmpty()) {
      return until.isEmpty() ? reason : reason + " (" + until + ")";
    }
    return reason + by + (until.isEmpty() ? ")" : ", " + until + ")");
  }

  /** Namespace and id of one of both. */
  static String[] parts(String record) {
    int colon = record.indexOf(':');
    return new String[] {record.substring(0, colon), record.substring(colon + 1)};
  }
}
