package vongdoi.common.job;

/**
 * What a job asked of Spark and of the processors.
 *
 * @param rowsRead rows that tasks read from storage
 * @param sparkJobs Spark jobs
 * @param queries SQL executions: each is planned, whatever its size
 * @param taskCpuSeconds CPU time of the tasks
 * @param driverCpuSeconds CPU time of the thread that ran the job: planning, small rows, commits
 * @param bytesRead bytes that tasks read from storage
 * @param bytesWritten bytes that tasks wrote to storage
 */
public record Cost(
    long rowsRead,
    long sparkJobs,
    long queries,
    double taskCpuSeconds,
    double driverCpuSeconds,
    long bytesRead,
    long bytesWritten) {

  public static final Cost NONE = new Cost(0, 0, 0, 0, 0, 0, 0);

  Cost with(long moreRowsRead, double secondsOfDriver) {
    return new Cost(
        rowsRead < 0 ? rowsRead : rowsRead + moreRowsRead,
        sparkJobs,
        queries,
        taskCpuSeconds,
        secondsOfDriver,
        bytesRead,
        bytesWritten);
  }
}
