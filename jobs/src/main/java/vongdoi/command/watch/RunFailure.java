package vongdoi.command.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import vongdoi.common.job.JobException;

/**
 * Why a job ended without a report: what a scheduler shows of it.
 *
 * @param job job name
 * @param date run date
 * @param problem what was wrong
 */
public record RunFailure(String job, LocalDate date, JobException problem) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** For a person. */
  String sentence() {
    return "%s  %-20s failed    %s".formatted(date, job, problem.getMessage());
  }

  /** {@code RUN_FAILURE {json}}. */
  String line() {
    try {
      return "RUN_FAILURE "
          + JSON.writeValueAsString(
              JSON.createObjectNode()
                  .put("job", job)
                  .put("date", date.toString())
                  .put("exit_code", problem.exitCode().code())
                  .put("reason", problem.getMessage()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write why " + job + " failed", e);
    }
  }
}
