import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobRunner;
import vongdoi.common.job.Outputs;
import vongdoi.common.job.Run;
import vongdoi.common.job.Sizes;
import vongdoi.common.spark.Sessions;
import vongdoi.common.table.Table;
import vongdoi.common.table.TableColumn;
import vongdoi.common.table.TableColumn.Presence;
import vongdoi.common.table.Warehouse;
import vongdoi.common.table.Write;

/** Fills a lake with made-up members of one segment who agreed to everything; see bench/exports. */
public final class FillAudiences {
  private static final List<Table> TABLES =
      List.of(
          Gold.SEGMENTS,
          Gold.HOLDOUTS,
          Gold.NEXT_ACTIONS,
          Gold.LIFECYCLE,
          Gold.CHURN_SCORES,
          Gold.CLV_SCORES,
          Silver.CONSENTS,
          Silver.PROFILES,
          Gold.SEGMENT_MEMBERS);

  private FillAudiences() {}

  public static void main(String[] arguments) {
    SparkSession spark = Sessions.open("bench", Map.of());
    long members = Long.parseLong(arguments[1]);
    try (JobRunner runner =
        new JobRunner(new Warehouse(spark, arguments[0]), Sizes.NONE, job -> "bench")) {
      LocalDate date = LocalDate.parse("2026-01-09");
      runner.run(new Fill(members), new Run(date, ZoneId.of("Asia/Ho_Chi_Minh"), "VND", "VN"));
    }
    spark.stop();
  }

  private record Fill(long members) implements Job {
    @Override
    public String name() {
      return "bench.fill";
    }

    @Override
    public String meaning() {
      return "Makes up members";
    }

    @Override
    public List<Table> reads() {
      return List.of();
    }

    @Override
    public List<Write> writes() {
      return TABLES.stream().map(Write::replace).toList();
    }

    @Override
    public String settings() {
      return String.valueOf(members);
    }

    @Override
    public Outputs run(Inputs inputs) {
      SparkSession spark = inputs.spark();
      Dataset<Row> people =
          spark
              .range(0, members, 1, 8)
              .selectExpr("id", "concat('c', lpad(cast(id as string), 9, '0')) as customer_id");
      Outputs outputs = Outputs.none();
      for (Table table : TABLES) {
        outputs.and(table, shaped(table, people.limit(0)));
      }
      return outputs
          .and(Gold.SEGMENTS, shaped(Gold.SEGMENTS, spark.sql("select 'all' as segment")))
          .and(
              Gold.SEGMENT_MEMBERS,
              shaped(
                  Gold.SEGMENT_MEMBERS,
                  people.selectExpr(
                      "'all' as segment",
                      "customer_id",
                      "date'2026-01-01' as entered_at",
                      "cast(pmod(id, 1000) as double) as score")))
          .and(
              Gold.CLV_SCORES,
              shaped(
                  Gold.CLV_SCORES,
                  people.selectExpr(
                      "customer_id", "pmod(id, 9999) as clv_amount", "'VND' as currency")))
          .and(
              Silver.CONSENTS,
              shaped(
                  Silver.CONSENTS,
                  people.selectExpr(
                      "customer_id",
                      "explode(array('ads', 'ad_user_data', 'ad_personalization')) as purpose",
                      "'ads' as channel",
                      "'granted' as status")))
          .and(
              Silver.PROFILES,
              shaped(
                  Silver.PROFILES,
                  people.selectExpr(
                      "customer_id",
                      "concat('Nguy\u1ec5n Th\u1ecb ', id) as full_name",
                      "concat('\u00c1nh', pmod(id, 997)) as given_name",
                      "'Nguy\u1ec5n' as family_name",
                      "concat('p', id, '@gmail.com') as email",
                      "array(concat('p', id, '@gmail.com')) as emails",
                      "if(pmod(id, 3) = 0, concat('+849', lpad(cast(id as string), 8, '0')), null) as phone",
                      "'TP. H\u1ed3 Ch\u00ed Minh' as city",
                      "'700000' as postcode",
                      "'Vi\u1ec7t Nam' as country",
                      "date'1990-02-28' as birth_date",
                      "'female' as gender")));
    }

    /** All columns of a table: what is not given is null, or neutral where it is required. */
    private static Dataset<Row> shaped(Table table, Dataset<Row> rows) {
      List<String> given = List.of(rows.columns());
      List<Column> columns = new ArrayList<>();
      for (TableColumn c : table.columns()) {
        Column value = given.contains(c.name()) ? functions.col(c.name()) : functions.lit(null);
        columns.add(
            (c.presence() == Presence.REQUIRED
                    ? functions.coalesce(value.cast(c.dataType()), neutral(c))
                    : value.cast(c.dataType()))
                .as(c.name()));
      }
      return rows.select(columns.toArray(Column[]::new));
    }

    private static Column neutral(TableColumn c) {
      return switch (c.dataType().typeName()) {
        case "string" -> functions.lit("");
        case "boolean" -> functions.lit(false);
        case "date", "timestamp" -> functions.lit("2026-01-01").cast(c.dataType());
        default -> functions.lit(0).cast(c.dataType());
      };
    }
  }
}
