package vongdoi.ingest.check;

import java.util.Optional;

/**
 * What the numbers of a sample say against a mapping.
 *
 * @param subject canonical column, or the setting that it is about
 * @param problem in words without anybody's data
 * @param mend line of HOCON that would mend it, where one does
 */
public record Finding(Weight weight, String subject, String problem, Optional<String> mend) {

  /** How much a finding weighs. */
  public enum Weight {
    /** The mapping cannot work: its rows or files would be set aside. */
    BREAKS,
    /** Rows would be taken in, some of them refused or read as something else than meant. */
    DOUBT
  }

  static Finding breaks(String subject, String problem, String mend) {
    return new Finding(Weight.BREAKS, subject, problem, Optional.ofNullable(mend));
  }

  static Finding doubt(String subject, String problem, String mend) {
    return new Finding(Weight.DOUBT, subject, problem, Optional.ofNullable(mend));
  }
}
