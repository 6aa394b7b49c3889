package vongdoi.common.job;

/** What of an earlier run a run of a job may build on. */
public enum Memory {
  /** Rows made by the same settings and code; after a change of them all is made anew. */
  MADE_BY_THE_SAME_RULES,
  /** What has been taken in stays as it was taken in: it may not be there a second time. */
  TAKEN_IN,
  /** Nothing: the job carries out what is asked, for whatever date was run before. */
  NOTHING
}
