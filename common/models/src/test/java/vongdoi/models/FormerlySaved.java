package vongdoi.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Gives what is saved in a folder the class names that it had while all lay in one package. */
public final class FormerlySaved {

  private FormerlySaved() {}

  public static void rename(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> files = walk.filter(Files::isRegularFile).toList();
      for (Path file : files) {
        if (file.getFileName().toString().endsWith(".crc")) {
          Files.delete(file);
        } else {
          rewrite(file);
        }
      }
    }
  }

  private static void rewrite(Path file) {
    try {
      Files.writeString(
          file,
          Files.readString(file)
              .replaceAll(
                  "\"class\":\"vongdoi\\.models\\.\\w+\\.", "\"class\":\"vongdoi.common.ml."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
