package vongdoi.command.watch;

import java.io.IOException;
import vongdoi.common.job.Job;
import vongdoi.common.job.Run;
import vongdoi.common.job.RunReport;

/** Somebody who is told of what jobs do. Its name says where, without secrets. */
interface Watcher {
  void started(Job job, Run run) throws IOException;

  void ended(Job job, Run run, RunReport report) throws IOException;

  void failed(Job job, Run run, Failure failure) throws IOException;
}
