package vongdoi.profile;

import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import java.util.List;
import vongdoi.common.catalog.Bronze;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;

/** The newest version of each product. */
public final class ConformProducts implements Job {

  @Override
  public String name() {
    return "profile.products";
  }

  @Override
  public String meaning() {
    return "Keeps the newest version of each product";
  }

  @Override
  public List<Table> reads() {
    return List.of(Bronze.PRODUCTS);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.sync(Silver.PRODUCTS));
  }

  /** A catalogue without news is the same on every date. */
  @Override
  public boolean isSameOn(LocalDate earlier, LocalDate later) {
    return true;
  }

  @Override
  public String settings() {
    return "";
  }

  @Override
  public Outputs run(Inputs inputs) {
    var rows = inputs.table(Bronze.PRODUCTS);
    return Outputs.of(
        Silver.PRODUCTS,
        Newest.per(
                "product_id", rows, "updated_at", "_landed_at", "_batch_id", "_row_hash", "_source")
            .withColumn("currency", expr("coalesce(currency, '" + inputs.run().currency() + "')")));
  }
}
