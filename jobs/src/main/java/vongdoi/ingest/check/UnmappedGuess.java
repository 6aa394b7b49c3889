package vongdoi.ingest.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import vongdoi.common.table.TableColumn;
import vongdoi.customer.Emails;
import vongdoi.customer.Phones;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.Format;

/** Raw columns that nobody maps and that look like a canonical one, by their name or values. */
final class UnmappedGuess implements Guess {

  @Override
  public List<Finding> of(Look look) {
    List<Finding> found = new ArrayList<>();
    if (look.source().format() == Format.SEGMENT) {
      return found;
    }
    List<String> unmapped = look.unmapped();
    Set<String> taken = new HashSet<>();
    for (TableColumn column : look.canonical()) {
      String name = column.name();
      if (!look.fills(name) && !isComputed(look, name)) {
        Optional<String> raw =
            like(look, name, unmapped.stream().filter(u -> !taken.contains(u)).toList());
        raw.ifPresent(taken::add);
        boolean isRequired = look.sample().required().contains(name);
        if (isRequired) {
          found.add(
              Finding.breaks(
                  name,
                  "no raw column gives it"
                      + raw.map(r -> ", and %s looks like it".formatted(r)).orElse(""),
                  raw.map(r -> look.mend().columnTo(name, r)).orElse(null)));
        } else if (raw.isPresent()) {
          found.add(
              Finding.doubt(
                  name,
                  "%s is not mapped and looks like it".formatted(raw.get()),
                  look.mend().columnTo(name, raw.get())));
        }
      }
    }
    return found;
  }

  /** An order out of lines costs what its lines cost; a full name stands for its parts. */
  private static boolean isComputed(Look look, String column) {
    return switch (column) {
      case "total_amount" -> look.sample().entity() == Entity.ORDER_ITEMS;
      case "unit_price_amount" -> look.fills("line_amount");
      case "full_name" -> look.fills("given_name") || look.fills("family_name");
      case "given_name", "family_name" -> look.fills("full_name");
      default -> false;
    };
  }

  private static Optional<String> like(Look look, String column, List<String> unmapped) {
    return unmapped.stream()
        .filter(raw -> KnownNames.match(raw, column))
        .findFirst()
        .or(() -> byValues(look, column, unmapped));
  }

  private static Optional<String> byValues(Look look, String column, List<String> unmapped) {
    Predicate<String> isRight =
        switch (column) {
          case "email" -> v -> v.indexOf('@') > 0 && Emails.clean(v) != null;
          case "phone" ->
              v ->
                  (v.startsWith("+") || v.startsWith("0"))
                      && Phones.e164(v, look.country()) != null;
          default -> v -> false;
        };
    return unmapped.stream()
        .filter(raw -> ContactGuess.isMostly(look.raw(raw), isRight))
        .findFirst();
  }
}
