package vongdoi.common.job;

import java.util.List;
import java.util.SortedMap;

/**
 * What a run would change, found without writing anything.
 *
 * @param counts figures for the report; never personal data
 * @param lines the same in words, with examples
 */
public record Preview(SortedMap<String, Long> counts, List<String> lines) {}
