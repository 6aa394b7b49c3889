package vongdoi.common.storage;

import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What to do about a failure of the machine or the store, which the program cannot mend itself. */
public enum Remedy {
  DISK_FULL(
      "no space left on device|disk quota exceeded|not enough space",
      "The disk is full: make room and run again"),
  READ_ONLY(
      "read-only file system",
      "The disk is read-only: make it writable, or name another lake, and run again"),
  FILE_HANDLES(
      "too many open files",
      "Too many files are open: raise the limit (ulimit -n 65536) and run again"),
  MEMORY(
      "java heap space|gc overhead limit exceeded|outofmemoryerror|cannot reserve",
      "The heap is too small: set VONGDOI_MEMORY (2600m unless you did) and run again"),
  EXPIRED(
      "expiredtoken|token has expired|token is expired|requestexpired",
      "The credentials of the store have expired: renew them and run again"),
  DENIED(
      "accessdenied|access denied|permission denied|403 forbidden|status code: 403",
      "The store or disk refuses access: check the credentials and their rights, and run again");

  private final String told;
  private final String remedy;

  Remedy(String told, String remedy) {
    this.told = told;
    this.remedy = remedy;
  }

  /** The remedy in words; empty where the failure is of another kind. */
  public static Optional<String> of(Throwable failure) {
    StringBuilder all = new StringBuilder();
    Map<Throwable, Boolean> seen = new IdentityHashMap<>();
    for (Throwable t = failure; t != null && seen.put(t, true) == null; t = t.getCause()) {
      all.append(t).append('\n');
    }
    String text = all.toString().toLowerCase(Locale.ROOT);
    for (Remedy known : values()) {
      for (String words : known.told.split("\\|")) {
        if (text.contains(words)) {
          return Optional.of(known.remedy);
        }
      }
    }
    return Optional.empty();
  }
}
