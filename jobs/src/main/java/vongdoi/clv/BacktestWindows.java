package vongdoi.clv;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vongdoi.models.season.BusinessClocks;

/**
 * The chosen family, fitted anew at the begin of each older window that features were computed of:
 * one backtest is one draw, and several tell how far its figures go up and down.
 */
final class BacktestWindows {
  /** Beside the newest one. */
  private static final int MOST = 3;

  private static final List<String> FIGURES =
      List.of(
          "backtest_orders_error",
          "backtest_amount_error",
          "backtest_normalised_gini",
          "backtest_interval_coverage");

  private BacktestWindows() {}

  /**
   * Figures of each older window as {@code window_2.…} and on, untuned and uncorrected as that of
   * the newest is, and of all windows {@code ….mean} and {@code ….spread}, the largest less the
   * smallest. None without an older window.
   *
   * @param newest with its own figures
   * @param known clocks as known at each date
   */
  static Map<String, Double> figures(
      Histories histories, Trial newest, BusinessClocks known, ClvConfig config) {
    if (newest.figures().get("backtest_customers") < config.minCustomers()) {
      // Older windows hold fewer still.
      return Map.of();
    }
    List<Map<String, Double>> windows = new ArrayList<>(List.of(newest.figures()));
    Map<String, Double> figures = new TreeMap<>();
    Window window = newest.window();
    for (int number = 2; number <= MOST + 1; number++) {
      window = Window.of(window.before(), known, config);
      long customers = histories.count(window.before(), window.clocks());
      if (customers < config.minCustomers()) {
        break;
      }
      Trial trial =
          Trial.of(
              histories,
              window,
              List.of(newest.family()),
              newest.forecast().spend().law(),
              customers,
              config);
      windows.add(trial.figures());
      for (String name : FIGURES) {
        if (trial.figures().containsKey(name)) {
          figures.put("window_" + number + "." + name, trial.figures().get(name));
        }
      }
    }
    if (windows.size() > 1) {
      for (String name : FIGURES) {
        List<Double> values =
            windows.stream().filter(w -> w.containsKey(name)).map(w -> w.get(name)).toList();
        if (values.size() > 1) {
          figures.put(name + ".mean", values.stream().mapToDouble(d -> d).average().orElseThrow());
          figures.put(name + ".spread", Collections.max(values) - Collections.min(values));
        }
      }
    }
    return figures;
  }
}
