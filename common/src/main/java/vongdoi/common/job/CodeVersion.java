package vongdoi.common.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Versions of the code as built: a fingerprint of the classes, and of the tables beside them, that
 * a job's rows depend on, those of its own stage and those that all stages share. Builds of the
 * same sources bear the same version.
 */
public final class CodeVersion {
  private static final String ROOT = "vongdoi/";
  private final List<String> shared;
  private final SortedMap<String, Long> classes;
  private final Map<String, String> versions = new ConcurrentHashMap<>();

  private CodeVersion(List<String> shared, SortedMap<String, Long> classes) {
    this.shared = shared;
    this.classes = classes;
  }

  /**
   * @param shared packages that every stage may use, such as {@code vongdoi.common}
   */
  public static CodeVersion ofBuild(ClassLoader loader, List<String> shared) {
    try {
      SortedMap<String, Long> classes = new TreeMap<>();
      for (URL place : Collections.list(loader.getResources(ROOT))) {
        if (place.openConnection() instanceof JarURLConnection jar) {
          ofJar(jar, classes);
        } else {
          ofFolder(Path.of(URI.create(place.toString())), classes);
        }
      }
      if (classes.isEmpty()) {
        throw new IllegalStateException(
            "Cannot tell the version of the code: no jar or folder on the class path lists its"
                + " classes. Run the jar as it was built");
      }
      return new CodeVersion(List.copyOf(shared), classes);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the classes that are running", e);
    }
  }

  private static void ofJar(JarURLConnection connection, Map<String, Long> classes)
      throws IOException {
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      jar.stream()
          .filter(e -> e.getName().startsWith(ROOT) && !e.isDirectory())
          .forEach(e -> classes.put(e.getName(), e.getCrc()));
    }
  }

  private static void ofFolder(Path root, Map<String, Long> classes) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        CRC32 crc = new CRC32();
        crc.update(Files.readAllBytes(file));
        classes.put(ROOT + root.relativize(file).toString().replace('\\', '/'), crc.getValue());
      }
    }
  }

  /** Version of the code that makes a job's rows. */
  public String of(Job job) {
    return versions.computeIfAbsent(job.getClass().getPackageName(), this::ofPackage);
  }

  private String ofPackage(String own) {
    List<String> folders =
        Stream.concat(Stream.of(own), shared.stream()).map(p -> p.replace('.', '/') + "/").toList();
    CRC32C all = new CRC32C();
    classes.forEach(
        (name, crc) -> {
          if (folders.stream().anyMatch(name::startsWith)) {
            all.update((name + " " + crc + "\n").getBytes(StandardCharsets.UTF_8));
          }
        });
    return Long.toHexString(all.getValue());
  }
}
