package vongdoi.ingest.lines;

import java.io.Serializable;

/**
 * What the tasks hold to that read lines.
 *
 * @param maxLineBytes longest line that is parsed
 * @param rawTextLength bytes of raw text kept
 * @param keepsGoodText whether good rows keep their raw text too, for checks that come later
 */
public record LineLimits(int maxLineBytes, int rawTextLength, boolean keepsGoodText)
    implements Serializable {}
