package vongdoi.segment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import vongdoi.common.catalog.Gold;
import vongdoi.segment.SegmentConfig.Kind;
import vongdoi.segment.SegmentConfig.Play;
import vongdoi.segment.SegmentConfig.Segment;

/** The configured segments as rows, so that later stages and people know also the empty ones. */
final class SegmentList {
  private SegmentList() {}

  static Dataset<Row> of(SparkSession spark, SegmentConfig config) {
    List<Map.Entry<String, Segment>> sorted = new ArrayList<>(config.segments().entrySet());
    sorted.sort(
        Comparator.<Map.Entry<String, Segment>>comparingInt(e -> rank(e.getValue()))
            .thenComparing(Map.Entry::getKey));
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, Segment> e : sorted) {
      Segment segment = e.getValue();
      rows.add(
          RowFactory.create(
              e.getKey(),
              rows.size() + 1,
              segment.name().en(),
              segment.name().vi(),
              segment.play().map(Play::action).orElse(null),
              isService(segment)));
    }
    return spark.createDataFrame(rows, Gold.SEGMENTS.schema());
  }

  private static boolean isService(Segment segment) {
    return segment.play().map(play -> play.kind() == Kind.SERVICE).orElse(false);
  }

  private static int rank(Segment segment) {
    if (segment.play().isEmpty()) {
      return Integer.MAX_VALUE;
    }
    return isService(segment) ? -1 : segment.play().get().priority();
  }
}
