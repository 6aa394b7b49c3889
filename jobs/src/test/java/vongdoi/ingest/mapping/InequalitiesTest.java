package vongdoi.ingest.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import vongdoi.common.spark.LocalSpark;

class InequalitiesTest {

  @Test
  void comparesTextWithWholeNumbersAsNumbersOfAnyKind() {
    assertEquals("UnitPrice > 0D", Inequalities.widened("UnitPrice > 0"));
    assertEquals("a<=-10D and b >=2D", Inequalities.widened("a<=-10 and b >=2"));
    assertEquals(
        true,
        LocalSpark.session()
            .sql("select '1.95' as UnitPrice")
            .selectExpr(Inequalities.widened("UnitPrice > 0"))
            .head()
            .getBoolean(0));
  }

  @Test
  void leavesAllElseAlone() {
    for (String sql :
        List.of(
            "a > 1.5",
            "a <> 5",
            "a <=> 5",
            "a = 5",
            "a > 5L",
            "name like '%> 5%'",
            "`col > 5` is null",
            "transform(x, v -> 5)",
            "a << 2")) {
      assertEquals(sql, Inequalities.widened(sql));
    }
  }
}
