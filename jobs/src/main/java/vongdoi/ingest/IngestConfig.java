package vongdoi.ingest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vongdoi.common.config.AtLeast;
import vongdoi.common.storage.Unpacking;
import vongdoi.ingest.lines.LineLimits;

/**
 * Settings of the ingest, block {@code ingest}.
 *
 * @param lateDays folders of a dated layout are looked into again for this many days
 * @param fullListingDays every so many days all folders are looked into
 * @param futureAllowanceSeconds how far an event may lie after its own receipt
 * @param duplicateWindowDays days around a batch's event dates within which its ids are looked up
 * @param rawTextLength characters of a bad row kept in quarantine
 * @param maxLineBytes longest line that is parsed
 * @param limits what else a landed file may hold
 * @param taskBytes landed bytes that one task reads, files willing
 * @param lanes entities taken in side by side
 * @param plausibleYears times of other years are refused
 * @param identifyingProperties event properties whose e-mail or phone is the visitor's own
 * @param eventAliases other names of events (lower case) to the name in the e-commerce spec
 */
public record IngestConfig(
    @AtLeast(0) int lateDays,
    @AtLeast(1) int fullListingDays,
    @AtLeast(0) long futureAllowanceSeconds,
    @AtLeast(0) int duplicateWindowDays,
    @AtLeast(0) int rawTextLength,
    @AtLeast(1) int maxLineBytes,
    Limits limits,
    @AtLeast(1) long taskBytes,
    @AtLeast(1) int lanes,
    PlausibleYears plausibleYears,
    List<String> identifyingProperties,
    Map<String, String> eventAliases) {

  /**
   * The years that facts lie in.
   *
   * @param first times before it are refused
   * @param last times after it are refused; ends of plans and cards may lie behind it
   */
  public record PlausibleYears(@AtLeast(1) int first, @AtLeast(1) int last) {}

  /**
   * What a landed file may hold, so that none can fill memory or disk.
   *
   * @param depth objects and arrays within each other in a JSON document
   * @param columns columns of a file, fields of an object
   * @param idLength characters of an id
   * @param unpackedRatio bytes of content for each byte of a packed file, once it has given
   * @param unpackedMib MiB, which every packed file may
   * @param seconds that the new files of a run may take to be read: no expression of a mapping may
   *     take for ever
   */
  public record Limits(
      @AtLeast(2) int depth,
      @AtLeast(1) int columns,
      @AtLeast(1) int idLength,
      @AtLeast(1) int unpackedRatio,
      @AtLeast(0) int unpackedMib,
      @AtLeast(1) int seconds) {

    /** How much a packed file may hold. */
    Unpacking unpacking() {
      return new Unpacking(unpackedRatio, (long) unpackedMib << 20);
    }
  }

  /**
   * What the tasks hold to that read lines.
   *
   * @param keepsGoodText whether good rows keep their raw text too
   */
  LineLimits lineLimits(boolean keepsGoodText) {
    return new LineLimits(
        maxLineBytes,
        rawTextLength,
        keepsGoodText,
        limits.depth(),
        limits.columns(),
        limits.idLength(),
        limits.unpacking());
  }

  public IngestConfig {
    eventAliases = new TreeMap<>(eventAliases);
  }
}
