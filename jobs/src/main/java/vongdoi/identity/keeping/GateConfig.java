package vongdoi.identity.keeping;

import java.time.LocalDate;
import java.util.Optional;
import vongdoi.common.config.AtLeast;
import vongdoi.common.config.Share;

/**
 * When a run of the resolution is too unlike those before it to be published.
 *
 * @param changesFactor merges and splits may be so many times their median over the last runs
 * @param changesShare and always this share of the customers
 * @param leastChanges and always this number
 * @param largestFactor the largest customer may be so many times that of the last run
 * @param leastLargest and always have so many records
 * @param accepted run date whose changes were looked at and are right
 */
public record GateConfig(
    @AtLeast(0) double changesFactor,
    @Share double changesShare,
    @AtLeast(0) int leastChanges,
    @AtLeast(0) double largestFactor,
    @AtLeast(0) int leastLargest,
    Optional<LocalDate> accepted) {

  public GateConfig accepting(LocalDate date) {
    return new GateConfig(
        changesFactor, changesShare, leastChanges, largestFactor, leastLargest, Optional.of(date));
  }
}
