package vongdoi.profile;

import static org.apache.spark.sql.functions.udf;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import vongdoi.common.catalog.Silver;
import vongdoi.common.config.ConfigPath;
import vongdoi.common.config.InvalidSettings;
import vongdoi.common.config.Mistake;

/**
 * What the order statuses of shops, marketplaces and languages mean. A word that nobody has said
 * the meaning of stays as it is: the order is no purchase then, and {@code gold.table_quality}
 * tells.
 */
public final class OrderStatuses {
  private final Map<String, String> meanings = new HashMap<>();

  /**
   * @param words by meaning, one of {@link Silver#ORDER_STATUSES}
   */
  public OrderStatuses(Map<String, List<String>> words) {
    Silver.ORDER_STATUSES.forEach(s -> meanings.put(s, s));
    new TreeMap<>(words)
        .forEach((meaning, all) -> all.forEach(w -> meanings.put(spelled(w), meaning)));
  }

  static void check(Map<String, List<String>> words) {
    List<Mistake> mistakes =
        words.keySet().stream()
            .filter(meaning -> !Silver.ORDER_STATUSES.contains(meaning))
            .map(
                meaning ->
                    Mistake.unknown(
                        ConfigPath.of("order-statuses", meaning), meaning, Silver.ORDER_STATUSES))
            .toList();
    InvalidSettings.refuse(mistakes);
  }

  /** Whether a status has a meaning. */
  public boolean knows(String status) {
    return meanings.containsKey(spelled(status));
  }

  /** The meaning of a status, or its own word in lower case where nobody knows it. */
  Column meaning(Column status) {
    Map<String, String> known = new HashMap<>(meanings);
    UDF1<String, String> read =
        text -> {
          if (text == null || text.isBlank()) {
            return null;
          }
          String word = spelled(text);
          return known.getOrDefault(word, word);
        };
    return udf(read, DataTypes.StringType).apply(status);
  }

  /** One spelling of wc-on-hold, ON_HOLD and On hold. */
  private static String spelled(String status) {
    String word =
        Normalizer.normalize(status, Normalizer.Form.NFC)
            .strip()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[\\s_-]+", " ");
    return word.startsWith("wc ") ? word.substring(3) : word;
  }
}
