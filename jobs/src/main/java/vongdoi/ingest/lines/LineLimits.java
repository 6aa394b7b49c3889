package vongdoi.ingest.lines;

import java.io.Serializable;
import vongdoi.common.storage.Unpacking;

/**
 * What the tasks hold to that read lines.
 *
 * @param maxLineBytes longest line that is parsed
 * @param rawTextLength bytes of raw text kept
 * @param keepsGoodText whether good rows keep their raw text too, for checks that come later
 * @param maxDepth objects and arrays within each other in a JSON document
 * @param maxColumns columns of a header, fields of an object
 * @param maxIdLength characters of an id
 * @param unpacking how much a packed file may hold
 */
public record LineLimits(
    int maxLineBytes,
    int rawTextLength,
    boolean keepsGoodText,
    int maxDepth,
    int maxColumns,
    int maxIdLength,
    Unpacking unpacking)
    implements Serializable {}
