package vongdoi.common.job;

/** What a command tells its caller. */
public enum ExitCode {
  DONE(0),
  FAILED(1),
  USAGE(2),
  CONFIGURATION(3),
  GATE_REFUSED(10),
  INPUT_MISSING(11),
  WRITER_CONFLICT(12),
  PRIVACY_REFUSED(20);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
