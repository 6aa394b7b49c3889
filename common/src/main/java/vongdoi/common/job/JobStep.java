package vongdoi.common.job;

import java.util.Set;
import vongdoi.common.table.Table;

/** What is done for each job of a walk over the graph. */
@FunctionalInterface
public interface JobStep {
  /**
   * @param held tables that were not renewed and that the job does without
   */
  void run(Job job, Set<Table> held);
}
