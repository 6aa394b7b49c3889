package vongdoi.command.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vongdoi.common.table.TableColumn;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.SourceConfig;
import vongdoi.ingest.source.WithoutColumn;

class SourcesPageTest {
  @Test
  void everySettingOfASourceIsExplained() {
    Set<String> settings =
        Arrays.stream(SourceConfig.class.getRecordComponents())
            .map(RecordComponent::getName)
            .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(settings, new TreeSet<>(SourcesPage.SETTINGS.keySet()));
  }

  @Test
  void lossesAreToldOfColumnsThatASourceMayLeaveOut() {
    for (Entity entity : Entity.values()) {
      Set<String> optional =
          entity.canonical().stream().map(TableColumn::name).collect(Collectors.toSet());
      optional.removeAll(entity.required());
      for (WithoutColumn without : WithoutColumn.of(entity)) {
        assertTrue(optional.containsAll(without.columns()), entity + " " + without.columns());
      }
    }
  }
}
