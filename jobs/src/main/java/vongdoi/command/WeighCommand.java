package vongdoi.command;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;
import vongdoi.ingest.source.SourceConfig;
import vongdoi.platform.VongdoiConfig;

/**
 * Tells the launcher how much a command may have to read, so that it can choose how the JVM
 * compiles: the optimizing compiler pays off on much data only, and takes a quarter of a small run.
 */
@Command(description = "Tell whether lake and sources on the local disk are small", hidden = true)
final class WeighCommand implements Callable<Integer> {
  /** Some more than the demo, whose dates the quick compiler alone makes for a fifth less. */
  private static final long SMALL = 128L << 20;

  /** The part of a path that names many files. */
  private static final String PATTERN = "/[^/]*[*?\\[{].*";

  /** What a byte of a packed file stands for. */
  private static final int PACKED = 8;

  @Mixin private Settled settled;

  /** The command that is going to run, with options of its own. */
  @Unmatched private List<String> command;

  @Override
  public Integer call() throws IOException {
    System.out.println(isSmall(settled.load().settings()) ? "small" : "large");
    return 0;
  }

  private static boolean isSmall(VongdoiConfig config) throws IOException {
    List<String> places =
        Stream.concat(
                Stream.of(config.lake() + "/tables"),
                config.sources().values().stream().map(SourceConfig::path))
            .distinct()
            .toList();
    Scales scales = new Scales();
    for (String place : places) {
      String local = place.replaceFirst("^file:/*", "/").replaceFirst(PATTERN, "");
      if (local.matches("[a-z0-9]+:.*")) {
        return false;
      }
      if (Files.exists(Path.of(local))) {
        Files.walkFileTree(Path.of(local), scales);
      }
    }
    return scales.bytes < SMALL;
  }

  /** Adds up files until they are more than a small lake. */
  private static final class Scales extends SimpleFileVisitor<Path> {
    private long bytes;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      bytes += attributes.size() * (file.toString().endsWith(".gz") ? PACKED : 1);
      return bytes < SMALL ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}
