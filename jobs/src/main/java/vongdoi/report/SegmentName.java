package vongdoi.report;

/** A segment as people know it; the action is null where it has no play. */
record SegmentName(String key, String en, String vi, String action) {}
