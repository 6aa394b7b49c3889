package vongdoi.ingest.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.DecimalType;
import vongdoi.common.table.TableColumn;
import vongdoi.ingest.SourceSample.Cell;

/** Amounts that cannot be read, and prices too small for their currency. */
final class AmountGuess implements Guess {
  /**
   * About the price of the cheapest thing in a shop, where one unit of the currency buys nothing: a
   * typical price below it has lost its thousands.
   */
  private static final Map<String, Integer> LEAST =
      Map.ofEntries(
          Map.entry("VND", 1000),
          Map.entry("IDR", 500),
          Map.entry("LAK", 1000),
          Map.entry("KHR", 400),
          Map.entry("MMK", 100),
          Map.entry("KRW", 100),
          Map.entry("JPY", 10),
          Map.entry("HUF", 20),
          Map.entry("COP", 200),
          Map.entry("CLP", 50),
          Map.entry("PYG", 500),
          Map.entry("UGX", 200),
          Map.entry("IQD", 100));

  /** Amounts that are next to nothing quite often. */
  private static final List<String> SMALL =
      List.of("discount_amount", "shipping_amount", "tax_amount", "refund_amount");

  private static final Pattern DOTS_GROUP = Pattern.compile("-?\\d{1,3}(\\.\\d{3})+(,\\d+)?");
  private static final Pattern COMMAS_GROUP = Pattern.compile("-?\\d{1,3}(,\\d{3})+(\\.\\d+)?");

  /** Thousands and millions in words, shares, and signs of a currency. */
  private static final Pattern MULTIPLE =
      Pattern.compile(
          "(?iU)\\p{Sc}|%|\\d\\s*(k|m|mn|bn|b|tr|triệu|trieu|nghìn|nghin|ngàn|ngan|tỷ|ty|tỉ|mil|million|thousand|mio|mrd)\\b");

  private static final Pattern DECIMAL_COMMA = Pattern.compile("-?\\d+(\\.\\d{3})*,\\d{1,2}");

  @Override
  public List<Finding> of(Look look) {
    List<Finding> found = new ArrayList<>();
    for (TableColumn column : look.canonical()) {
      if (column.dataType() instanceof DecimalType && look.fills(column.name())) {
        of(look, column.name()).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<Finding> of(Look look, String column) {
    List<Cell> cells = look.cells(column);
    long refused = look.refused(column);
    if (refused > 0) {
      return Optional.of(
          Finding.doubt(
              column,
              "%d of %d amounts cannot be read"
                  .formatted(refused, refused + look.values(column).size()),
              mark(look, look.givenOfRefused(column))
                  .orElseGet(() -> saysMore(look, column) ? null : bare(look, column))));
    }
    List<Cell> currencies = look.cells("currency");
    int all = 0;
    int small = 0;
    String currency = look.currency();
    for (int i = 0; i < cells.size(); i++) {
      String code = currencies.get(i).value() == null ? look.currency() : currencies.get(i).value();
      if (cells.get(i).value() != null && LEAST.containsKey(code)) {
        BigDecimal amount = new BigDecimal(cells.get(i).value());
        all += amount.signum() > 0 ? 1 : 0;
        if (amount.signum() > 0 && amount.intValue() < LEAST.get(code)) {
          small++;
          currency = code;
        }
      }
    }
    return SMALL.contains(column) || small * 2 <= all
        ? Optional.empty()
        : Optional.of(
            Finding.doubt(
                column,
                "%d of %d amounts are below %d %s: their thousands are lost"
                    .formatted(small, all, LEAST.get(currency), currency),
                mark(look, look.onlyRaw(column).map(look::raw).orElse(List.of()))
                    .orElseGet(() -> thousandfold(look, column))));
  }

  /** The decimal mark that all of the texts show. */
  private static Optional<String> mark(Look look, List<String> texts) {
    boolean isComma =
        texts.stream().allMatch(DOTS_GROUP.asMatchPredicate().or(DECIMAL_COMMA.asMatchPredicate()));
    boolean isDot = texts.stream().allMatch(COMMAS_GROUP.asMatchPredicate());
    return isComma == isDot
        ? Optional.empty()
        : Optional.of(look.mend().setting("decimal-mark", isComma ? "comma" : "dot"));
  }

  /** Whether what stands beside the digits of a refused amount changes what they mean. */
  private static boolean saysMore(Look look, String column) {
    return look.givenOfRefused(column).stream().anyMatch(t -> MULTIPLE.matcher(t).find());
  }

  /** Digits and marks alone. */
  private static String bare(Look look, String column) {
    return look.mend()
        .column(
            column,
            "nullif(regexp_replace(%s, '[^0-9.,-]', ''), '')".formatted(look.expression(column)));
  }

  private static String thousandfold(Look look, String column) {
    return look.mend()
        .column(column, "1000 * cast(%s as decimal(18,2))".formatted(look.expression(column)));
  }
}
