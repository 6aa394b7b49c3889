package vongdoi.common.job;

import vongdoi.common.local.Scale;

/**
 * Up to which weight of its inputs (their files, and their rows where these are packed well) a job
 * runs at which scale.
 *
 * @param local bytes up to which its rows are held in the driver's memory
 * @param interpreted bytes up to which its expressions are interpreted
 */
public record Sizes(long local, long interpreted) {

  /** Every job at full scale, whatever it reads. */
  public static final Sizes NONE = new Sizes(-1, -1);

  private static final long MIB = 1L << 20;

  /** With 0 for a scale, no job runs at it. */
  public static Sizes ofMib(int local, int interpreted) {
    return new Sizes(local == 0 ? -1 : local * MIB, interpreted == 0 ? -1 : interpreted * MIB);
  }

  Scale of(long bytes) {
    if (bytes <= local) {
      return Scale.LOCAL;
    }
    return bytes <= interpreted ? Scale.INTERPRETED : Scale.FULL;
  }
}
