package vongdoi.ingest.landing;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.table.Erasure;
import vongdoi.common.table.Table;
import vongdoi.common.table.Trace;
import vongdoi.customer.ErasureRules;
import vongdoi.customer.PersonTexts;
import vongdoi.ingest.files.NewFile;
import vongdoi.ingest.row.WorkingColumns;
import vongdoi.ingest.source.Entity;

/**
 * Knows the rows of people who were erased, by the hashes that were kept of what names them. What
 * happened by the day of their request stays away, and so do records of them, however new, until
 * something tells that they acted anew.
 */
public final class ErasedRows {
  private static final String SOURCE = "_source";
  private static final String HASH = "identifier_hash";

  private final Inputs inputs;
  private final ErasureRules rules;
  private final Column source;
  private final Dataset<Row> erased;

  /**
   * @param files the new files of the run, in the order of their numbers
   */
  public ErasedRows(Inputs inputs, ErasureRules rules, List<NewFile> files) {
    this.inputs = inputs;
    this.rules = rules;
    this.source =
        element_at(
            lit(files.stream().map(NewFile::source).toArray(String[]::new)),
            expr("cast(" + WorkingColumns.FILE + " + 1 as int)"));
    this.erased =
        inputs.keepForJoins(
            inputs
                .table(Silver.ERASED_IDENTIFIERS)
                .select(HASH, "kind", "erased_date", "returned_date"));
    PersonTexts.register(inputs.spark(), inputs.run().country());
  }

  /** Whether nobody has been erased so far; costs no query. */
  public static boolean areNone(Inputs inputs) {
    return inputs.isEmpty(Silver.ERASED_IDENTIFIERS);
  }

  /** Whether rows of an entity can be of a person at all. */
  static boolean mayHold(Entity entity) {
    return !traces(entity.table()).isEmpty();
  }

  /** The numbers of the good rows that stay away, each once. */
  Dataset<Row> among(Dataset<Row> rows, Entity entity) {
    boolean isLines = WorkingColumns.linesOf(rows).isPresent();
    List<String> present = new ArrayList<>(Arrays.asList(rows.columns()));
    present.add(SOURCE);
    List<Trace> traces = new ArrayList<>(traces(entity.table()));
    if (isLines) {
      traces.addAll(traces(Bronze.ORDERS));
    }
    Column[] texts =
        traces.stream()
            .filter(t -> present.containsAll(t.columns()))
            .map(t -> expr(t.text()))
            .toArray(Column[]::new);
    String happened =
        "to_date(from_utc_timestamp(`%s`, '%s'))"
            .formatted(entity.times().get(0), inputs.run().zone().getId());
    String acts = isLines ? Entity.ORDERS.word() : entity.word();
    return rows.where(WorkingColumns.IS_GOOD)
        .withColumn(SOURCE, source)
        .select(
            col(WorkingColumns.ROW),
            expr(happened).as("happened"),
            explode(array_distinct(array(texts))).as("text"))
        .where("text is not null")
        .select(col(WorkingColumns.ROW), col("happened"), rules.salted().hash(col("text")).as(HASH))
        .join(erased, HASH)
        .where(staysAway(entity, rules.acts().contains(acts)))
        .select(WorkingColumns.ROW)
        .distinct();
  }

  private static String staysAway(Entity entity, boolean isAct) {
    String isOld = "coalesce(happened <= erased_date, true)";
    String isUnasked = isAct ? "false" : "returned_date is null";
    // The state of a person is of no day: once somebody is back, so is all that is known now.
    return entity == Entity.CUSTOMERS
        ? "returned_date is null and (%s or %s)".formatted(isOld, isUnasked)
        : "%s or %s or kind = 'order'".formatted(isOld, isUnasked);
  }

  /** Bad rows, without the raw text of those that name somebody who was erased. */
  Dataset<Row> withoutTexts(Dataset<Row> bad) {
    Map<String, String> sources = rules.recordSources();
    String country = inputs.run().country();
    UDF2<String, String, String[]> texts =
        (from, raw) -> PersonTexts.in(raw, from, sources, country).toArray(String[]::new);
    Dataset<Row> naming =
        bad.where(col(WorkingColumns.RAW).isNotNull())
            .select(
                col(WorkingColumns.ROW),
                explode(
                        udf(texts, DataTypes.createArrayType(DataTypes.StringType))
                            .apply(source, col(WorkingColumns.RAW)))
                    .as("text"))
            .select(col(WorkingColumns.ROW), rules.salted().hash(col("text")).as(HASH))
            .join(erased.where("returned_date is null"), HASH)
            .select(col(WorkingColumns.ROW).as("named"))
            .distinct();
    return bad.join(naming, col(WorkingColumns.ROW).equalTo(col("named")), "left")
        .withColumn(WorkingColumns.RAW, when(col("named").isNull(), col(WorkingColumns.RAW)))
        .drop("named");
  }

  private static List<Trace> traces(Table table) {
    return table.erasure().orElseThrow() instanceof Erasure.Removed removed
        ? removed.traces()
        : List.of();
  }
}
