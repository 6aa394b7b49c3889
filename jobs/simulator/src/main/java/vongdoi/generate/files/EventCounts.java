package vongdoi.generate.files;

import java.util.List;

/** What one part of the customers brought in events. */
public final class EventCounts {
  /** The words for the counts, in the order of {@link #text}. */
  static final List<String> KINDS = List.of("good", "duplicate", "broken", "future");

  long good;
  long duplicate;
  long broken;
  long future;

  String text() {
    return good + "," + duplicate + "," + broken + "," + future;
  }
}
