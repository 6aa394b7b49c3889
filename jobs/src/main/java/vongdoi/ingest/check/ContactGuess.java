package vongdoi.ingest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import vongdoi.customer.Emails;
import vongdoi.customer.Phones;

/** Phones that are no phones and e-mails that are no e-mails. */
final class ContactGuess implements Guess {
  /** Share of values from which on a column is taken for what it looks like. */
  static final double MOST = 0.8;

  private static final Pattern POWER = Pattern.compile("\\d[.,]?\\d*[eE]\\+?\\d+");

  private static final List<String> COUNTRIES =
      List.of(
          "VN", "US", "GB", "FR", "DE", "ES", "IT", "NL", "PL", "JP", "KR", "CN", "TW", "HK", "SG",
          "MY", "TH", "ID", "PH", "IN", "AU", "CA", "BR", "MX");

  @Override
  public List<Finding> of(Look look) {
    List<Finding> found = new ArrayList<>();
    if (look.fills("phone")) {
      phones(look).ifPresent(found::add);
    }
    if (look.fills("email")) {
      emails(look).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<Finding> phones(Look look) {
    Predicate<String> isPhone = v -> Phones.e164(v, look.country()) != null;
    List<String> values = look.values("phone");
    long wrong = wrong(values, isPhone);
    if (wrong <= values.size() * (1 - MOST)) {
      return Optional.empty();
    }
    List<String> masked = values.stream().filter(v -> v.indexOf('*') >= 0).toList();
    boolean isShortened = values.stream().anyMatch(POWER.asMatchPredicate());
    String sql = look.expression("phone");
    Optional<String> mend =
        masked.size() == wrong
            ? Optional.of(
                look.mend().column("phone", "if(%s like '%%*%%', null, %1$s)".formatted(sql)))
            : other(look, "phone", isPhone).or(() -> country(look, values));
    return Optional.of(
        Finding.doubt(
            "phone",
            "%d of %d phones are none in %s%s"
                .formatted(
                    wrong,
                    values.size(),
                    look.country(),
                    isShortened ? ": a spreadsheet has shortened some, export them as text" : ""),
            mend.orElse(null)));
  }

  private static Optional<Finding> emails(Look look) {
    Predicate<String> isEmail = v -> Emails.clean(v) != null;
    List<String> values = look.values("email");
    long wrong = wrong(values, isEmail);
    return wrong <= values.size() * (1 - MOST)
        ? Optional.empty()
        : Optional.of(
            Finding.doubt(
                "email",
                "%d of %d e-mails are none".formatted(wrong, values.size()),
                other(look, "email", isEmail).orElse(null)));
  }

  private static long wrong(List<String> values, Predicate<String> isRight) {
    return values.stream().filter(isRight.negate()).count();
  }

  /** Another raw column that looks like what is meant. */
  private static Optional<String> other(Look look, String column, Predicate<String> isRight) {
    return look.rawNames().stream()
        .filter(raw -> isMostly(look.raw(raw), isRight))
        .findFirst()
        .map(raw -> look.mend().columnTo(column, raw));
  }

  /** Whether enough of a column's values are of a kind. */
  static boolean isMostly(List<String> values, Predicate<String> isRight) {
    return values.size() > 1 && wrong(values, isRight) <= values.size() * (1 - MOST);
  }

  /** The country in which the numbers are phones. */
  private static Optional<String> country(Look look, List<String> values) {
    return COUNTRIES.stream()
        .filter(c -> isMostly(values, v -> Phones.e164(v, c) != null))
        .findFirst()
        .map(c -> look.mend().setting("country", c));
  }
}
