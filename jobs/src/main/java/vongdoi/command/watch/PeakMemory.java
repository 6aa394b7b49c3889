package vongdoi.command.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The most memory that this process has held, as the operating system counts it. */
public final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private PeakMemory() {}

  /** Such as {@code 2.31 GiB}; empty where the system does not tell. */
  public static Optional<String> ofThisProcess() {
    return bytesOfThisProcess()
        .map(bytes -> String.format(Locale.ROOT, "%.2f GiB", bytes / 1024.0 / 1024.0 / 1024.0));
  }

  /** Empty where the system does not tell. */
  public static Optional<Long> bytesOfThisProcess() {
    if (!Files.isReadable(STATUS)) {
      return Optional.empty();
    }
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
