package vongdoi.common.table;

/**
 * A commit with the stamp of the run that made it.
 *
 * @param version version that it made
 * @param stamp what the run said of itself
 * @param written rows inserted, updated and deleted, as Delta counted them
 */
public record Stamped(long version, RunStamp stamp, long written) {}
