package vongdoi.identity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.Owner;
import vongdoi.identity.blocking.BlockingRule;
import vongdoi.identity.blocking.Statistics;
import vongdoi.identity.comparing.Field;
import vongdoi.identity.linking.CustomerAttributes;
import vongdoi.identity.matching.BlockReport;
import vongdoi.identity.matching.BlockedRecords;
import vongdoi.identity.matching.ChangedMatches;
import vongdoi.identity.matching.KeptCounts;
import vongdoi.identity.matching.LearntValues;
import vongdoi.identity.matching.ModelTable;
import vongdoi.identity.matching.ScoredPairs;
import vongdoi.identity.scoring.Models;
import vongdoi.identity.scoring.PairScorer;
import vongdoi.identity.scoring.PairTally;

/**
 * Finds customer records that are probably one person under different spellings: places them in
 * blocks, learns from the records themselves what each agreement is worth, and keeps the pairs that
 * say something. Of many records, runs between two trainings look at {@link ChangedMatches} only.
 * Who is one customer is decided by {@link ResolveIdentities}.
 */
public final class MatchRecords implements Job {
  private static final StructType TALLY =
      StructType.fromDDL("pattern bigint, pairs double, once double, twice double");
  private final IdentityConfig config;
  private final PairScorer scorer;
  private final Owner owner;

  public MatchRecords(IdentityConfig config) {
    this.config = config;
    this.scorer = new PairScorer(config.match().compared());
    this.owner = new Owner(config.blockedValues());
  }

  @Override
  public String name() {
    return "identity.match";
  }

  @Override
  public String meaning() {
    return "Finds customer records that are probably one person under different spellings";
  }

  @Override
  public List<Table> reads() {
    return List.of(Bronze.CUSTOMERS);
  }

  @Override
  public List<Write> writes() {
    return List.of(
        Write.replacePartitions(Silver.IDENTITY_MODELS),
        Write.replace(Silver.IDENTITY_BLOCKS),
        Write.replace(Silver.IDENTITY_LEARNT),
        Write.replace(Silver.IDENTITY_FREQUENCIES),
        Write.replace(Silver.IDENTITY_PROFILES),
        Write.replace(Silver.IDENTITY_EDGES));
  }

  /**
   * Equal records score alike on every date; a model due again would be learnt from the same ones.
   */
  @Override
  public boolean isSameOn(LocalDate earlier, LocalDate later) {
    return true;
  }

  /** A record is compared with many others; a pair takes a fourth of a record's room. */
  @Override
  public int expansion() {
    double most = Math.max(config.match().pairsPerRecord(), config.match().pairsPerRecordAtMost());
    return Math.max(1, (int) (most / 4));
  }

  @Override
  public String settings() {
    return config.match()
        + " "
        + config.blockedValues()
        + config.roleMailboxes()
        + config.peoplePerValue()
        + config.incrementalFrom();
  }

  @Override
  public Outputs run(Inputs in) {
    ModelTable models = new ModelTable(in, config.match());
    Optional<Outputs> changes =
        models.young().flatMap(m -> changed(in, m)).flatMap(c -> c.outputs(owner));
    return changes.isPresent() ? changes.get() : anew(in, models);
  }

  /** What weighs changed records only, where the model's counts were kept. */
  private Optional<ChangedMatches> changed(Inputs in, ModelTable.Versioned model) {
    List<Field> fields = config.match().compared();
    List<BlockingRule> rules = BlockingRule.of(config.match().blockingRules(), fields);
    return KeptCounts.of(
            in, model.version(), fields, rules, BlockedRecords.bearers(config.linkRules()))
        .map(
            blocking ->
                new ChangedMatches(
                    in,
                    config.matchRules(),
                    scorer.knowing(LearntValues.of(in.own(Silver.IDENTITY_LEARNT)).shortForms()),
                    model,
                    rules,
                    blocking));
  }

  private Outputs anew(Inputs in, ModelTable models) {
    Dataset<Row> raw = CustomerAttributes.raw(in.table(Bronze.CUSTOMERS), owner);
    BlockedRecords records = new BlockedRecords(in, raw, config.matchRules());
    Dataset<Row> blocks = in.keep(records.blocks());
    LearntValues values = records.learnt(blocks);
    PairScorer knowing = scorer.knowing(values.shortForms());
    PairTally tally = tally(records, blocks, knowing);
    Models learnt = trained(records.statistics(), tally);
    double budget = config.match().pairsPerRecord();
    while (isWorthMore(records, tally, learnt, budget)) {
      budget = config.match().wider(budget);
      records = records.within(config.matchRules(), budget);
      blocks = in.keep(records.blocks());
      tally = tally(records, blocks, knowing);
    }
    ModelTable.Versioned model = models.versioned(learnt);
    ScoredPairs scores = new ScoredPairs(in, knowing, model.model(), config.edgesPerPartition());
    Dataset<Row> edges =
        in.keep(scores.named(scores.of(records, blocks), records.rules(), model.version()));
    Outputs outputs =
        Outputs.of(Silver.IDENTITY_EDGES, edges)
            .and(Silver.IDENTITY_LEARNT, values.rows(in))
            .and(Silver.IDENTITY_BLOCKS, BlockReport.of(records, config.match()).of(edges, in))
            .count("compared_records", records.statistics().records())
            .count("compared_pairs", Math.round(tally.pairs()))
            .count("edges", edges.count());
    keep(in, records, model.version(), outputs);
    return model.isNew() ? outputs.and(Silver.IDENTITY_MODELS, models.rows(model)) : outputs;
  }

  /** Whether blocks are estimated to miss too many pairs of one person, and others were refused. */
  private boolean isWorthMore(
      BlockedRecords records, PairTally tally, Models learnt, double budget) {
    return tally.recall(learnt) < config.match().blockingRecall()
        && config.match().wider(budget) > budget
        && records.refusesAny();
  }

  private Models trained(Statistics statistics, PairTally tally) {
    long firms = statistics.firms();
    return scorer.train(statistics.records() - firms, firms, statistics.sample(), tally);
  }

  /** Keeps what the next run needs to look at changes only, where there are many records. */
  private void keep(Inputs in, BlockedRecords records, String version, Outputs outputs) {
    if (records.statistics().records() >= config.incrementalFrom()) {
      outputs
          .and(
              Silver.IDENTITY_FREQUENCIES,
              KeptCounts.rows(in, version, records.statistics(), records.blocking().value().caps()))
          .and(Silver.IDENTITY_PROFILES, records.placed());
    } else if (!in.isFirst() && !in.own(Silver.IDENTITY_FREQUENCIES).isEmpty()) {
      outputs
          .and(Silver.IDENTITY_FREQUENCIES, none(in, Silver.IDENTITY_FREQUENCIES))
          .and(Silver.IDENTITY_PROFILES, none(in, Silver.IDENTITY_PROFILES));
    }
  }

  private static Dataset<Row> none(Inputs in, Table table) {
    return in.spark().createDataFrame(List.of(), table.schema());
  }

  /** Candidate pairs by pattern; of very many, those of an even share of the blocks. */
  private PairTally tally(BlockedRecords records, Dataset<Row> blocks, PairScorer compares) {
    double pairs = records.sizes().pairs(records.blocking().value());
    long share = Math.max(1, (long) Math.ceil(pairs / config.match().trainingPairs()));
    PairTally tally = new PairTally();
    blocks
        .where(col("block").mod(lit(share)).equalTo(lit(0L)))
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>)
                rows -> {
                  PairTally part = new PairTally();
                  ScoredPairs.forEachPair(
                      rows,
                      (a, b, rule) ->
                          part.add(
                              compares.tallyKey(a.entry(), b.entry()),
                              a.entry().rulesShared(b.entry())));
                  List<Row> counts = new ArrayList<>();
                  part.forEach((k, n, f, g) -> counts.add(RowFactory.create(k, n, f, g)));
                  return counts.iterator();
                },
            Encoders.row(TALLY))
        .groupBy("pattern")
        .agg(sum("pairs"), sum("once"), sum("twice"))
        .collectAsList()
        .forEach(
            row ->
                tally.add(
                    row.getLong(0),
                    share * row.getDouble(1),
                    share * row.getDouble(2),
                    share * row.getDouble(3)));
    return tally;
  }
}
