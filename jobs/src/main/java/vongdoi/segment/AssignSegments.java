package vongdoi.segment;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.job.Preview;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.segment.SegmentSizes.Size;

/** Says who is in which segment, and since when: every rule in one pass over the customers. */
public final class AssignSegments implements Job {
  private final SegmentConfig config;
  private final Memberships memberships;
  private final SegmentSizes sizes;

  public AssignSegments(SegmentConfig config) {
    this.config = config;
    this.memberships = new Memberships(config.segments());
    this.sizes = new SegmentSizes(config.sizeAlarm());
  }

  @Override
  public String name() {
    return "segment.members";
  }

  @Override
  public String meaning() {
    return "Puts customers into the segments whose rules they meet and dates entries and exits";
  }

  @Override
  public List<Table> reads() {
    return CustomerView.tables();
  }

  @Override
  public List<Write> writes() {
    return List.of(
        Write.sync(Gold.SEGMENTS),
        Write.replaceDate(Gold.SEGMENT_SIZES),
        Write.sync(Gold.SEGMENT_OVERLAPS),
        Write.upsert(Gold.SEGMENT_MEMBERS));
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    Dataset<Row> intervals = inputs.keep(intervals(inputs));
    List<Row> rows =
        sizes.rows(
            config.segments().keySet(),
            SegmentSizes.of(intervals, inputs.date()),
            Date.valueOf(inputs.run().date()));
    long jumps = rows.stream().filter(r -> r.getBoolean(r.size() - 1)).count();
    return Outputs.of(Gold.SEGMENTS, SegmentList.of(inputs.spark(), config))
        .and(Gold.SEGMENT_SIZES, inputs.spark().createDataFrame(rows, Gold.SEGMENT_SIZES.schema()))
        .and(Gold.SEGMENT_OVERLAPS, SegmentSizes.overlaps(intervals))
        .and(Gold.SEGMENT_MEMBERS, intervals)
        .count("size_jumps", jumps);
  }

  private Dataset<Row> intervals(Inputs inputs) {
    Dataset<Row> view =
        CustomerView.of(inputs, SegmentRules.membershipColumns(config.segments().values()));
    return memberships.intervals(
        inputs.own(Gold.SEGMENT_MEMBERS), memberships.rules(view), inputs.date());
  }

  /** Members, entries and exits of each segment, as the rules would have them. */
  @Override
  public Optional<Preview> preview(Inputs inputs) {
    Map<String, Size> would = SegmentSizes.of(inputs.keep(intervals(inputs)), inputs.date());
    SortedMap<String, Long> counts = new TreeMap<>();
    List<String> lines = new ArrayList<>();
    for (String segment : config.segments().keySet()) {
      Size size = would.getOrDefault(segment, Size.NONE);
      counts.put(segment + "_members_count", size.members());
      lines.add(
          "%-24s %,9d members, %,d before: %,d enter, %,d leave%s"
              .formatted(
                  segment,
                  size.members(),
                  size.before(),
                  size.entered(),
                  size.exited(),
                  sizes.isJump(size) ? "  (a jump)" : ""));
    }
    return Optional.of(new Preview(counts, lines));
  }
}
