package vongdoi.segment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.job.Preview;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.segment.SegmentConfig.Segment;
import vongdoi.segment.SegmentSizes.Size;

/** Says who is in which segment, and since when: every rule in one pass over the customers. */
public final class AssignSegments implements Job {
  private final SegmentConfig config;
  private final SegmentSizes sizes;

  public AssignSegments(SegmentConfig config) {
    this.config = config;
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

  /** A segment keeps its members where its rules name columns of a table that is held. */
  @Override
  public Set<Table> doesWithout() {
    return CustomerView.tablesBeside(Set.of());
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
        .count("size_jumps", jumps)
        .count("segments_held", config.segments().size() - decided(inputs).size());
  }

  /** The segments whose rules can be told in this run. */
  private Map<String, Segment> decided(Inputs inputs) {
    Map<String, Segment> decided = new TreeMap<>(config.segments());
    decided
        .values()
        .removeIf(s -> CustomerView.isHeld(SegmentRules.membershipColumns(List.of(s)), inputs));
    return decided;
  }

  private Dataset<Row> intervals(Inputs inputs) {
    Map<String, Segment> decided = decided(inputs);
    Set<String> held = new TreeSet<>(config.segments().keySet());
    held.removeAll(decided.keySet());
    Memberships memberships = new Memberships(decided, config.reasonsIn());
    Dataset<Row> own = inputs.own(Gold.SEGMENT_MEMBERS);
    Dataset<Row> view = CustomerView.of(inputs, SegmentRules.membershipColumns(decided.values()));
    Column isHeld = col("segment").isin(held.toArray());
    Dataset<Row> changed =
        memberships.intervals(own.where(not(isHeld)), memberships.rules(view), inputs.date());
    return held.isEmpty()
        ? changed
        : changed.unionByName(Memberships.kept(own.where(isHeld), inputs.date()));
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
