package vongdoi.identity.explaining;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import vongdoi.common.spark.LocalSpark;

class EvaluationTest {
  private static Dataset<Row> frame(String column, String... clusters) {
    List<Row> rows = new ArrayList<>();
    for (String cluster : clusters) {
      for (char record : cluster.substring(2).toCharArray()) {
        rows.add(RowFactory.create("s", String.valueOf(record), cluster.substring(0, 1)));
      }
    }
    return LocalSpark.session()
        .createDataFrame(
            rows, StructType.fromDDL("source string, record_id string, " + column + " string"));
  }

  private static Dataset<Row> edges(String... pairs) {
    List<Row> rows = new ArrayList<>();
    for (String pair : pairs) {
      rows.add(RowFactory.create("s", pair.substring(0, 1), "s", pair.substring(1), 0.0));
    }
    return LocalSpark.session()
        .createDataFrame(
            rows,
            StructType.fromDDL(
                "source string, record_id string, other_source string, other_record_id string,"
                    + " weight_bits double"));
  }

  /**
   * People abcd, ef, g against customers abc, d+ef, g: of 7 true pairs (6 + 1) and 6 claimed pairs
   * (3 + 3) 4 agree (ab, ac, bc, ef); of 3 customers and 3 people one agrees exactly.
   */
  @Test
  void countsWhatACaseByHandGives() {
    Evaluation e =
        Evaluation.of(
            frame("entity_id", "1:abcd", "2:ef", "3:gx"),
            Set.of(),
            frame("customer_id", "p:abc", "q:def", "r:g"),
            edges("ad", "cd", "ae"),
            links());
    assertEquals(7, e.records());
    assertEquals(1, e.missing());
    assertEquals(3, e.people());
    assertEquals(3, e.customers());
    assertEquals(4, e.largestPerson());
    assertEquals(3, e.largestCustomer());
    assertEquals(4 / 6.0, e.pairwise().precision(), 1e-12);
    assertEquals(4 / 7.0, e.pairwise().recall(), 1e-12);
    assertEquals(8 / 13.0, e.pairwise().f1(), 1e-12);
    assertEquals((3 + 1 / 3.0 + 2 * 2 / 3.0 + 1) / 7, e.bCubed().precision(), 1e-12);
    assertEquals((3 * 3 / 4.0 + 1 / 4.0 + 2 + 1) / 7, e.bCubed().recall(), 1e-12);
    assertEquals(1 / 3.0, e.exact().precision(), 1e-12);
    assertEquals((4 + 2) / 7.0, e.blockingRecall(), 1e-12);
    assertTrue(e.toJson().contains("\"recall\":0.571429"), e.toJson());
    assertTrue(e.toText().contains("0.57143"), e.toText());
  }

  /**
   * The truth names the source that saw them; a login goes before a device of the same id. A device
   * on which nobody ever said who they are is nobody's miss.
   */
  @Test
  void findsLoginsAndDevicesOfASourceOfEvents() {
    Evaluation e =
        Evaluation.of(
            rows("entity_id", "crm:a:1", "web:l:1", "web:d:1", "web:e:1", "web:x:2", "shop:d:2"),
            Set.of("web"),
            rows(
                "customer_id",
                "crm:a:p",
                "user:l:p",
                "device:l:q",
                "device:d:q",
                "device:e:r",
                "user:y:q"),
            edges(),
            links("user:l:device:d", "device:e:device:e"));
    assertEquals(3, e.records());
    assertEquals(2, e.missing());
    assertEquals(1, e.unnamed());
    assertEquals(1.0, e.pairwise().precision(), 1e-12);
    assertEquals(1 / 3.0, e.pairwise().recall(), 1e-12);
  }

  /**
   * @param lines source:record_id:cluster
   */
  private static Dataset<Row> rows(String column, String... lines) {
    return table("source string, record_id string, " + column + " string", lines);
  }

  /**
   * @param lines source:record_id:type:value
   */
  private static Dataset<Row> links(String... lines) {
    return table("source string, record_id string, type string, value string", lines);
  }

  private static Dataset<Row> table(String columns, String[] lines) {
    return LocalSpark.session()
        .createDataFrame(
            Arrays.stream(lines)
                .map(line -> RowFactory.create((Object[]) line.split(":")))
                .toList(),
            StructType.fromDDL(columns));
  }
}
