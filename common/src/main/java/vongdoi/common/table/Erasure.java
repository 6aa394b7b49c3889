package vongdoi.common.table;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What becomes of a person's rows in a table when the person is erased. */
public sealed interface Erasure {

  /** For the data dictionary: what becomes of the rows of an erased person. */
  String meaning();

  /**
   * The rows are removed.
   *
   * @param traces a row that one of them finds is the person's
   */
  record Removed(List<Trace> traces) implements Erasure {

    @Override
    public String meaning() {
      return traces.stream()
          .map(Trace::by)
          .distinct()
          .sorted()
          .map(by -> by.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", ", "removed, found by ", ""));
    }
  }

  /**
   * The rows stay, and say nothing of the person any more.
   *
   * @param trace finds the rows
   * @param overwritten columns that say {@code erased} from then on
   * @param emptied columns that say nothing from then on
   */
  record Marked(Trace trace, List<String> overwritten, List<String> emptied) implements Erasure {

    @Override
    public String meaning() {
      return overwritten.isEmpty() ? "emptied: " + String.join(", ", emptied) : "marked as erased";
    }
  }

  /** The rows stay as they are, for a reason that outweighs; it says for how long. */
  record Kept(String reason) implements Erasure {

    @Override
    public String meaning() {
      return "kept: " + reason;
    }
  }

  /** No row is about a person. */
  record Nobody(String reason) implements Erasure {

    @Override
    public String meaning() {
      return "none: the table holds " + reason;
    }
  }
}
