package vongdoi.ingest.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vongdoi.common.table.TableColumn;

/** Ids that went through a spreadsheet or a data frame, and ids that are everybody's. */
final class IdGuess implements Guess {
  private static final Pattern FLOATING = Pattern.compile(".*\\d\\.0+");

  /** So many rows of one person alone are not met by chance. */
  private static final int MANY = 20;

  @Override
  public List<Finding> of(Look look) {
    List<Finding> found = new ArrayList<>();
    for (TableColumn column : look.canonical()) {
      if (column.name().endsWith("_id") && look.fills(column.name())) {
        of(look, column.name()).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<Finding> of(Look look, String column) {
    List<String> values = look.values(column);
    long refused = look.refused(column);
    long floating = values.stream().filter(FLOATING.asMatchPredicate()).count();
    if (refused > 0) {
      return Optional.of(
          Finding.doubt(
              column,
              "%d of %d ids cannot be read: export the column as text"
                  .formatted(refused, refused + values.size()),
              null));
    }
    if (floating > 0) {
      return Optional.of(
          Finding.doubt(
              column,
              "%d of %d ids end in .0".formatted(floating, values.size()),
              look.mend()
                  .column(
                      column,
                      "regexp_replace(%s, '[.]0+$', '')".formatted(look.expression(column)))));
    }
    boolean isPerson = column.equals("record_id") || column.equals("user_id");
    return isPerson && values.size() >= MANY && new HashSet<>(values).size() == 1
        ? Optional.of(
            Finding.doubt(column, "all %d rows have the same one".formatted(values.size()), null))
        : Optional.empty();
  }
}
