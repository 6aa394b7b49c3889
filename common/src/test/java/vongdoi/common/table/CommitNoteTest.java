package vongdoi.common.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CommitNoteTest {
  private static final RunStamp STAMP =
      new RunStamp(
          "stage.job",
          LocalDate.of(2026, 1, 5),
          Optional.of(Instant.parse("2026-01-05T03:20:00Z")),
          new TreeMap<>(Map.of("bronze.orders", 7L)),
          "5e77",
          "c0de",
          "silver.orders",
          3,
          List.of(
              new Audit.Finding("rows", Rule.Severity.WARNING, 12),
              new Audit.Finding("usual", Rule.Severity.ERROR, 3, true, "", ""),
              new Audit.Finding(
                  "shop.volume", Rule.Severity.ERROR, 0.25, false, "bronze.orders", "too few")),
          "c-1-2",
          Optional.of(LocalDate.of(2026, 1, 6)));

  @Test
  void aStampIsReadAsItWasWritten() {
    assertEquals(Optional.of(STAMP), CommitLog.note(STAMP.toJson().toString()));
  }

  @Test
  void anAmendmentIsReadAsItWasWrittenWithTheRunThatStands() {
    Amendment erasure =
        new Amendment(
            "privacy.erase",
            "erase",
            LocalDate.of(2026, 1, 6),
            Optional.of(new Stamped(4, STAMP, 12)));
    assertEquals(Optional.of(erasure), CommitLog.note(erasure.toJson().toString()));
  }

  @Test
  void stampsOfVersion01KeepTheirMomentAmongTheInputs() {
    String old =
        "{\"job\":\"stage.job\",\"date\":\"2026-01-05\",\"settings\":\"5e77\",\"code\":\"0.1.0\","
            + "\"follows\":3,\"inputs\":{\"bronze.orders\":7,\"run.moment\":1767583200},\"audits\":[]}";
    RunStamp stamp = (RunStamp) CommitLog.note(old).orElseThrow();
    assertEquals(Optional.of(Instant.ofEpochSecond(1767583200)), stamp.moment());
    assertEquals(Map.of("bronze.orders", 7L), stamp.inputs());
  }

  @Test
  void stampsOfVersion01SayOfACheckNoMoreThanItsValue() {
    String old =
        "{\"job\":\"stage.job\",\"date\":\"2026-01-05\",\"settings\":\"5e77\",\"code\":\"0.1.0\","
            + "\"follows\":3,\"inputs\":{},\"audits\":["
            + "{\"check\":\"rows\",\"severity\":\"WARNING\",\"value\":7},"
            + "{\"check\":\"known\",\"severity\":\"WARNING\",\"value\":2}]}";
    RunStamp stamp = (RunStamp) CommitLog.note(old).orElseThrow();
    assertEquals(
        List.of(
            new Audit.Finding("rows", Rule.Severity.WARNING, 7, true, "", ""),
            new Audit.Finding("known", Rule.Severity.WARNING, 2, false, "", "")),
        stamp.audits());
  }

  @Test
  void metadataOfOtherProgramsIsNoNote() {
    for (String other :
        List.of(
            "",
            "by hand",
            "{\"job\":\"theirs\"}",
            "{\"job\"",
            "[1]",
            "{\"date\":\"soon\"}",
            "{\"job\":\"theirs\",\"date\":\"2026-01-05\",\"settings\":\"\",\"code\":\"\",\"follows\":1,"
                + "\"inputs\":{},\"audits\":[{}]}")) {
      assertEquals(Optional.empty(), CommitLog.note(other), other);
    }
    assertEquals(Optional.empty(), CommitLog.note(null));
  }
}
