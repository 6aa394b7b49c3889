package vongdoi.privacy;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.udf;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;
import vongdoi.common.table.Trace;
import vongdoi.customer.PersonTexts;

/**
 * Tells which rows are of people to be erased; what names them stands in no query.
 *
 * @param texts what names them
 * @param recordSources for each source the one whose customer records its record ids mean
 */
record Traced(Set<String> texts, Map<String, String> recordSources, String country) {

  /** Whether one of the traces leads from a row to one of the people. */
  Column by(List<Trace> traces) {
    if (traces.get(0).by() == Trace.By.RAW_TEXT) {
      return inRawText(traces.get(0));
    }
    Set<String> wanted = texts;
    UDF1<Seq<String>, Boolean> names =
        found ->
            CollectionConverters.asJava(found).stream()
                .anyMatch(t -> t != null && wanted.contains(t));
    Column[] found = traces.stream().map(t -> expr(t.text())).toArray(Column[]::new);
    return udf(names, DataTypes.BooleanType).apply(array(found));
  }

  private Column inRawText(Trace trace) {
    Set<String> wanted = texts;
    Map<String, String> sources = recordSources;
    String home = country;
    UDF2<String, String, Boolean> names =
        (source, raw) ->
            raw != null
                && PersonTexts.in(raw, source, sources, home).stream().anyMatch(wanted::contains);
    return udf(names, DataTypes.BooleanType)
        .apply(col(trace.columns().get(0)), col(trace.columns().get(1)));
  }
}
