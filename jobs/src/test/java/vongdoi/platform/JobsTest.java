package vongdoi.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vongdoi.common.catalog.Catalog;
import vongdoi.common.catalog.Gold;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobException;
import vongdoi.common.job.JobGraph;
import vongdoi.common.job.TestLake;
import vongdoi.common.table.Table;
import vongdoi.common.table.TableColumn;

/** The registry and the catalog agree with each other and with the rules for names. */
class JobsTest {
  private static final VongdoiConfig CONFIG = ConfigFile.load(null, Map.of()).settings();

  @Test
  void everyTableHasOneOwnerAndEveryReadTableIsWritten() {
    JobGraph graph = JobGraph.of(Jobs.all(CONFIG));
    Set<Table> written = new HashSet<>();
    graph.sorted().forEach(job -> job.writes().forEach(w -> written.add(w.table())));
    assertEquals(Set.copyOf(Catalog.all()), written);
  }

  @Test
  void qualityLooksAtAllThatTheDayPublishesBeforeIt() {
    Set<Table> looked = new HashSet<>();
    Set<Table> published = new HashSet<>();
    for (Job job : Jobs.all(CONFIG)) {
      if (job.name().equals("report.quality")) {
        looked.addAll(job.reads());
      }
      if (job.schedule().isDaily()) {
        job.writes().forEach(write -> published.add(write.table()));
      }
    }
    published.removeIf(table -> table.layer().equals("bronze"));
    published.removeAll(looked);
    assertEquals(Set.of(Gold.TABLE_QUALITY, Gold.STAGE_FUNNEL), published);
  }

  @Test
  void theOwnerOfATableReadsWhatItsReferencesLeadTo() {
    for (Job job : Jobs.all(CONFIG)) {
      job.writes()
          .forEach(
              write ->
                  write
                      .table()
                      .references()
                      .forEach(
                          to ->
                              assertTrue(
                                  job.reads().contains(to.target()),
                                  write.table() + "." + to.column())));
    }
  }

  @Test
  void jobsOfADayReadNothingThatIsFilledBesideIt() {
    JobGraph graph = JobGraph.of(Jobs.all(CONFIG));
    for (Job job : graph.sorted()) {
      if (job.schedule().isDaily()) {
        for (Job before : graph.upstream(job)) {
          assertTrue(before.schedule().isDaily(), job.name() + " waits for " + before.name());
        }
      }
    }
  }

  @Test
  void aJobDoesWithoutNothingButWhatItReads() {
    for (Job job : Jobs.all(CONFIG)) {
      assertTrue(Set.copyOf(job.reads()).containsAll(job.doesWithout()), job.name());
    }
  }

  /** What the daily line does when a quality gate refuses the rows of one job. */
  private static Set<String> notRun(String refused) {
    List<Job> daily = Jobs.all(CONFIG).stream().filter(job -> job.schedule().isDaily()).toList();
    Set<String> names =
        daily.stream().map(Job::name).collect(Collectors.toCollection(TreeSet::new));
    assertThrows(
        JobException.class,
        () ->
            JobGraph.of(daily)
                .walk(
                    1,
                    (job, held) -> {
                      names.remove(job.name());
                      if (job.name().equals(refused)) {
                        throw new JobException(ExitCode.GATE_REFUSED, "refused");
                      }
                    }));
    return names;
  }

  @Test
  void refusedSuggestionsHoldNothingElseBack() {
    assertEquals(Set.of(), notRun("recommend.products"));
  }

  @Test
  void refusedRisksHoldBackOnlyWhatShowsThem() {
    assertEquals(Set.of("export.audiences", "report.page"), notRun("churn.score"));
  }

  @Test
  void withoutProfilesNoSegmentIsDecided() {
    assertTrue(
        notRun("profile.profiles").containsAll(Set.of("segment.members", "segment.actions")));
  }

  @Test
  void namesFollowTheVocabulary() {
    for (Job job : Jobs.all(CONFIG)) {
      assertTrue(job.name().matches("[a-z]+\\.[a-z]+"), job.name());
      assertEquals(
          "vongdoi." + job.stage(), job.getClass().getPackageName(), "stage is the package");
      assertFalse(job.meaning().isBlank(), job.name());
    }
    for (Table table : Catalog.all()) {
      for (TableColumn c : table.columns()) {
        assertTrue(c.name().matches("_?[a-z][a-z0-9_]*"), table + "." + c.name());
        assertFalse(c.meaning().isBlank(), table + "." + c.name());
        assertEquals(c.type().equals("timestamp"), isMoment(c), table + "." + c.name());
      }
    }
  }

  /** By its name; membership in segments is counted in days whatever the name says. */
  private static boolean isMoment(TableColumn c) {
    boolean named =
        c.name().endsWith("_at") || Set.of("send_after", "current_period_end").contains(c.name());
    return named && !Set.of("entered_at", "exited_at").contains(c.name());
  }

  @Test
  void columnNamesOfATableAreDistinct() {
    for (Table table : Catalog.all()) {
      List<String> names = table.columnNames();
      assertEquals(names.size(), Set.copyOf(names).size(), table.fullName());
      assertTrue(names.containsAll(table.key()), table.fullName());
    }
  }

  /**
   * Spark's analyser finds every misspelt column before any data does, on a lake without tables.
   */
  @TestFactory
  List<DynamicTest> everyJobFitsTheTablesThatItReadsAndWrites() {
    TestLake lake = TestLake.empty();
    return JobGraph.of(Jobs.all(CONFIG)).sorted().stream()
        .map(
            job ->
                DynamicTest.dynamicTest(
                    job.name(),
                    () -> assertEquals(List.of(), lake.failedAudits(job, "2026-01-31"))))
        .collect(Collectors.toList());
  }
}
