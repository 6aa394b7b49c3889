package vongdoi.identity.matching;

import static org.apache.spark.sql.functions.col;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.identity.blocking.Blocking;
import vongdoi.identity.blocking.BlockingRule;
import vongdoi.identity.blocking.Statistics;
import vongdoi.identity.comparing.Field;

/**
 * How often values and blocks occurred when a model was trained: kept with the model, so that a
 * pair of two unchanged records weighs the same as long as the model is kept.
 */
public final class KeptCounts {
  private static final String CAPS = "blocks";
  private static final int PIECE = 1 << 18;

  private KeptCounts() {}

  /** Rows of {@code silver.identity_frequencies}. */
  public static Dataset<Row> rows(Inputs in, String version, Statistics statistics, int[] caps) {
    Map<String, int[]> all = new TreeMap<>(statistics.counts());
    all.put(CAPS, caps);
    List<Row> rows = new ArrayList<>();
    all.forEach(
        (name, numbers) -> {
          for (int from = 0; from < numbers.length; from += PIECE) {
            int length = Math.min(PIECE, numbers.length - from);
            ByteBuffer bytes = ByteBuffer.allocate(4 * length);
            bytes.asIntBuffer().put(numbers, from, length);
            rows.add(RowFactory.create(name, from / PIECE, bytes.array(), version));
          }
        });
    return in.spark().createDataFrame(rows, Silver.IDENTITY_FREQUENCIES.schema());
  }

  /** How records were placed when a model was trained; empty where that was not kept. */
  public static Optional<Blocking> of(
      Inputs in,
      String version,
      List<Field> fields,
      List<BlockingRule> rules,
      Map<String, Integer> bearers) {
    Map<String, TreeMap<Integer, byte[]>> pieces = new HashMap<>();
    in.own(Silver.IDENTITY_FREQUENCIES)
        .where(col("model_version").equalTo(version))
        .select("name", "piece", "numbers")
        .collectAsList()
        .forEach(
            r ->
                pieces
                    .computeIfAbsent(r.getString(0), n -> new TreeMap<>())
                    .put(r.getInt(1), r.getAs(2)));
    if (!pieces.containsKey(CAPS)) {
      return Optional.empty();
    }
    Map<String, int[]> counts = new HashMap<>();
    pieces.forEach((name, parts) -> counts.put(name, joined(parts)));
    int[] caps = counts.remove(CAPS);
    return Optional.of(new Blocking(new Statistics(fields, rules, counts), caps, bearers));
  }

  private static int[] joined(TreeMap<Integer, byte[]> parts) {
    int length = parts.values().stream().mapToInt(p -> p.length / 4).sum();
    int[] all = new int[length];
    int at = 0;
    for (byte[] part : parts.values()) {
      ByteBuffer.wrap(part).asIntBuffer().get(all, at, part.length / 4);
      at += part.length / 4;
    }
    return all;
  }
}
