package vongdoi.privacy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.catalog.Catalog;
import vongdoi.common.table.Erasure;
import vongdoi.common.table.Table;
import vongdoi.common.table.Trace;
import vongdoi.customer.PersonTexts;

/**
 * All that the lake holds about a person, for a request of access: the rows of every table that an
 * erasure would remove or empty, raw and derived.
 */
public final class PersonData {
  private final SparkSession spark;
  private final Function<Table, Dataset<Row>> tables;
  private final Map<String, String> recordSources;
  private final String country;

  /**
   * @param tables rows of a table
   * @param recordSources for each source the one whose customer records its record ids mean
   * @param country ISO 3166 code of phones without a prefix
   */
  public PersonData(
      SparkSession spark,
      Function<Table, Dataset<Row>> tables,
      Map<String, String> recordSources,
      String country) {
    this.spark = spark;
    this.tables = tables;
    this.recordSources = recordSources;
    this.country = country;
  }

  /** Rows as JSON objects by table, of the tables that hold any; a query a table. */
  public Map<Table, List<String>> of(List<String> customers) {
    Map<Table, List<String>> found = new LinkedHashMap<>();
    Traced traced = new Traced(texts(customers), recordSources, country);
    for (Table table : Catalog.all()) {
      List<Trace> traces = traces(table);
      if (!traces.isEmpty()) {
        Dataset<Row> all = tables.apply(table);
        PersonTexts.register(all.sparkSession(), country);
        List<String> rows =
            all.where(traced.by(traces)).toJSON().collectAsList().stream().sorted().toList();
        if (!rows.isEmpty()) {
          found.put(table, rows);
        }
      }
    }
    return found;
  }

  private Set<String> texts(List<String> customers) {
    List<Row> asked = new ArrayList<>();
    customers.forEach(customer -> asked.add(RowFactory.create(customer)));
    Dataset<Row> people = spark.createDataFrame(asked, StructType.fromDDL("customer_id string"));
    return Set.copyOf(
        Erased.of(tables, UnaryOperator.identity(), country, people)
            .select("text")
            .as(Encoders.STRING())
            .collectAsList());
  }

  private static List<Trace> traces(Table table) {
    Erasure erasure = table.erasure().orElseThrow();
    if (erasure instanceof Erasure.Removed removed) {
      return removed.traces();
    }
    return erasure instanceof Erasure.Marked marked ? List.of(marked.trace()) : List.of();
  }
}
