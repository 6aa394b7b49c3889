package vongdoi.command.watch;

import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;

/**
 * Why a job failed, as those who watch are told. Messages of our own hold no personal data; of any
 * other failure only its kind is told.
 *
 * @param exitCode exit code that it ends the program with
 * @param reason problem, reason and remedy; or the name of an exception
 */
public record Failure(int exitCode, String reason) {

  /** What is told of an exception. */
  public static Failure of(RuntimeException failure) {
    return failure instanceof JobException known
        ? new Failure(known.exitCode().code(), known.getMessage())
        : new Failure(ExitCode.FAILED.code(), failure.getClass().getSimpleName());
  }
}
