package vongdoi.generate;

import java.util.Map;

/**
 * What was written.
 *
 * @param settings the settings as text, by which a folder is recognised as done
 * @param rows good rows per entity, each counted once
 * @param broken broken rows per entity, beside the good ones
 * @param duplicateEvents events delivered a second time
 * @param futureEvents further events that claim a time far ahead
 */
public record ShopSummary(
    String settings,
    Map<String, Long> rows,
    Map<String, Long> broken,
    long duplicateEvents,
    long futureEvents) {}
