package vongdoi.ingest.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourceProblemsTest {

  private static SourceConfig source(
      Entity entity, Format format, Map<String, String> options, Map<String, String> columns) {
    return new SourceConfig(
        entity,
        format,
        "/nowhere/at/all",
        Optional.of("a > 1"),
        options,
        columns,
        Optional.of("crm"),
        Optional.of("Mars/Base"));
  }

  @Test
  void namesEveryMistakeAtOnce() {
    List<String> keys =
        SourceProblems.of(
                Map.of(
                    "shop",
                    source(
                        Entity.PRODUCTS,
                        Format.CSV,
                        Map.of("headr", "true", "quote", "''"),
                        Map.of("prodct_id", "sku", "name", "upper("))),
                Set.of("shop"))
            .stream()
            .map(mistake -> mistake.path().toString())
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "sources.shop.columns.name",
            "sources.shop.columns.prodct_id",
            "sources.shop.customers",
            "sources.shop.options.headr",
            "sources.shop.options.quote",
            "sources.shop.zone"),
        keys);
  }
}
