package vongdoi.identity.keeping;

import java.sql.Date;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import vongdoi.identity.deciding.JoinRules;
import vongdoi.identity.graph.Component;

/** What a component adds to each of the four tables of the resolution. */
public record ResolvedComponent(
    List<ResolvedRecord> records,
    List<ResolvedIdentifier> identifiers,
    List<ResolvedCustomer> customers,
    List<HistoryEvent> history) {
  static final String RECORDS = "records";
  static final String IDENTIFIERS = "identifiers";
  static final String CUSTOMERS = "customers";
  static final String HISTORY = "history";

  /** One row per component, with an array of rows per table. */
  static final StructType SCHEMA =
      new StructType()
          .add(RECORDS, DataTypes.createArrayType(ResolvedRecord.SCHEMA))
          .add(IDENTIFIERS, DataTypes.createArrayType(ResolvedIdentifier.SCHEMA))
          .add(CUSTOMERS, DataTypes.createArrayType(ResolvedCustomer.SCHEMA))
          .add(HISTORY, DataTypes.createArrayType(HistoryEvent.SCHEMA));

  /**
   * @param date run date
   */
  public static ResolvedComponent of(Component component, JoinRules rules, Date date) {
    Decision decision = Decision.of(component, rules, date);
    return new ResolvedComponent(
        ResolvedRecord.of(decision),
        ResolvedIdentifier.of(decision),
        ResolvedCustomers.of(decision),
        IdentityHistory.of(decision));
  }

  /** A row of {@link #SCHEMA}. */
  Row row() {
    return RowFactory.create(
        records.stream().map(ResolvedRecord::row).toArray(Row[]::new),
        identifiers.stream().map(ResolvedIdentifier::row).toArray(Row[]::new),
        customers.stream().map(ResolvedCustomer::row).toArray(Row[]::new),
        history.stream().map(HistoryEvent::row).toArray(Row[]::new));
  }

  /**
   * The rows of one table.
   *
   * @param resolved rows of {@link #SCHEMA}
   * @param table one of its columns
   */
  static Dataset<Row> rows(Dataset<Row> resolved, String table) {
    return resolved.selectExpr("inline(" + table + ")");
  }
}
