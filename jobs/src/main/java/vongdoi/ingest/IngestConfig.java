package vongdoi.ingest;

import java.util.Map;
import java.util.TreeMap;
import vongdoi.common.config.AtLeast;

/**
 * Settings of the ingest, block {@code ingest}.
 *
 * @param lateDays folders of a dated layout are looked into again for this many days
 * @param fullListingDays every so many days all folders are looked into
 * @param futureAllowanceSeconds how far an event may lie after its own receipt
 * @param duplicateWindowDays days around a batch's event dates within which its ids are looked up
 * @param rawTextLength characters of a bad row kept in quarantine
 * @param maxLineBytes longest line that is parsed
 * @param taskBytes landed bytes that one task reads, files willing
 * @param lanes entities taken in side by side
 * @param eventAliases other names of events (lower case) to the name in the e-commerce spec
 */
public record IngestConfig(
    @AtLeast(0) int lateDays,
    @AtLeast(1) int fullListingDays,
    @AtLeast(0) long futureAllowanceSeconds,
    @AtLeast(0) int duplicateWindowDays,
    @AtLeast(0) int rawTextLength,
    @AtLeast(1) int maxLineBytes,
    @AtLeast(1) long taskBytes,
    @AtLeast(1) int lanes,
    Map<String, String> eventAliases) {

  public IngestConfig {
    eventAliases = new TreeMap<>(eventAliases);
  }
}
