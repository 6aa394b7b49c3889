package vongdoi.maintain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_sub;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import vongdoi.common.catalog.Catalog;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.job.Schedule;
import vongdoi.common.table.Table;
import vongdoi.common.table.Upkeep;
import vongdoi.common.table.Write;

/** Keeps the tables fast and small; meant for once a week, beside the daily line. */
public final class MaintainTables implements Job {
  private final MaintainConfig config;

  public MaintainTables(MaintainConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "maintain.tables";
  }

  @Override
  public String meaning() {
    return "Puts small files together, removes files of old versions, and features and checks of"
        + " dates long past";
  }

  @Override
  public List<Table> reads() {
    return Catalog.all().stream().filter(t -> !t.equals(Gold.MAINTENANCE_LOG)).toList();
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.upsert(Gold.MAINTENANCE_LOG));
  }

  @Override
  public Schedule schedule() {
    return Schedule.BESIDE;
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    Upkeep upkeep = inputs.upkeep();
    if (upkeep.exists(Gold.FEATURES)) {
      // Those of the dates that a run looks at are computed anew by it.
      upkeep.erase(
          Gold.FEATURES, col("as_of_date").lt(date_sub(inputs.date(), config.keepFeaturesDays())));
    }
    if (upkeep.exists(Gold.TABLE_QUALITY)) {
      upkeep.erase(
          Gold.TABLE_QUALITY,
          col("run_date").lt(date_sub(inputs.date(), config.keepQualityDays())));
    }
    List<Row> log = new ArrayList<>();
    for (Table table : reads()) {
      if (upkeep.exists(table)) {
        Upkeep.Size before = upkeep.size(table);
        if (before.files() >= config.compactFrom()) {
          upkeep.compact(table);
        }
        upkeep.vacuum(table, config.keepHours());
        Upkeep.Size after = upkeep.size(table);
        log.add(
            RowFactory.create(
                Date.valueOf(inputs.run().date()),
                table.fullName(),
                before.files(),
                after.files(),
                after.bytes()));
      }
    }
    return Outputs.of(
            Gold.MAINTENANCE_LOG,
            inputs.spark().createDataFrame(log, Gold.MAINTENANCE_LOG.schema()))
        .count("tables", log.size());
  }
}
