package vongdoi.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import vongdoi.common.spark.LocalSpark;

class OwnerTest {
  @Test
  void blockedValuesMayHoldAnySign() {
    Owner owner = new Owner(List.of("100%", "%s", "o'neil", "a\\b"));
    String rows = "values ('100%'), (' %S '), ('O\\'Neil'), ('a\\\\b'), ('0-0'), ('u7 ')";
    assertEquals(
        List.of("u7"),
        LocalSpark.session()
            .sql("select " + owner.usable("id") + " as id from " + rows + " as t(id)")
            .where("id is not null")
            .collectAsList()
            .stream()
            .map(r -> r.getString(0))
            .toList());
  }
}
