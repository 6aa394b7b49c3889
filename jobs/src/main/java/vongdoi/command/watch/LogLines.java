package vongdoi.command.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.Supplier;
import vongdoi.common.job.RunReport;

/** What people are told of a run as JSON objects, one a line, for a collector of logs. */
public record LogLines(Supplier<Instant> now) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String started(String job, LocalDate date) {
    return line("INFO", "job_started", job + " begins")
        .put("job", job)
        .put("date", date.toString())
        .toString();
  }

  String ended(RunReport report, String message) {
    return line("INFO", "job_ended", message)
        .put("job", report.job())
        .put("date", report.date().toString())
        .put("outcome", report.outcome().name().toLowerCase(Locale.ROOT))
        .put("written", report.written())
        .put("seconds", report.seconds())
        .toString();
  }

  String failed(RunFailure failure) {
    return line("ERROR", "job_failed", failure.problem().getMessage())
        .put("job", failure.job())
        .put("date", failure.date().toString())
        .put("exit_code", failure.problem().exitCode().code())
        .toString();
  }

  String said(String event, String message) {
    return line("INFO", event, message).toString();
  }

  private ObjectNode line(String level, String event, String message) {
    return JSON.createObjectNode()
        .put("time", now.get().toString())
        .put("level", level)
        .put("event", event)
        .put("message", message);
  }
}
