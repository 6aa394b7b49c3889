package vongdoi.common.storage;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A real S3 server of a test: S3Proxy in a process of its own on a free port of the loopback, over
 * files below target, with credentials that it checks and with exact conditional puts.
 */
public final class S3Server implements AutoCloseable {
  private static final String IDENTITY = "vongdoi-test";
  private static final String SECRET = "secret-of-the-test";
  private static final int PORTS_TRIED = 3;
  private static final int MOST_WAITS = 300;
  private static final long WAIT_MILLIS = 100;

  private final Process process;
  private final Thread atExit;
  private final Path directory;
  private final int port;

  private S3Server(Process process, Path directory, int port) {
    this.process = process;
    this.directory = directory;
    this.port = port;
    this.atExit = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts a server without buckets; the test is skipped where the server's jar could not be had.
   */
  public static S3Server start() {
    Path home = Path.of(System.getProperty("vongdoi.root", ".."), "common", "target", "s3proxy");
    Path jar = home.resolve("s3proxy.jar").toAbsolutePath();
    assumeTrue(
        Files.exists(jar),
        "Skipped: no S3 server at " + jar + " (mvn -pl common process-test-resources fetches it)");
    try {
      Path directory = Files.createTempDirectory(home, "run").toAbsolutePath();
      for (int i = 0; i < PORTS_TRIED; i++) {
        int port = freePort();
        S3Server server = new S3Server(launch(jar, directory, port), directory, port);
        if (server.answers()) {
          return server;
        }
        server.close();
      }
      throw new IllegalStateException("Cannot start S3Proxy: see " + directory + "/server.log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Process launch(Path jar, Path directory, int port) throws IOException {
    Path files = Files.createDirectories(directory.resolve("buckets"));
    Path settings = directory.resolve("s3proxy.properties");
    Files.write(
        settings,
        List.of(
            "s3proxy.endpoint=http://127.0.0.1:" + port,
            "s3proxy.authorization=aws-v2-or-v4",
            "s3proxy.identity=" + IDENTITY,
            "s3proxy.credential=" + SECRET,
            "s3proxy.ignore-unknown-headers=true",
            "jclouds.provider=filesystem-nio2",
            "jclouds.filesystem.basedir=" + files));
    // Its default log level writes gigabytes.
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-DLOG_LEVEL=warn",
            "-DJETTY_LOG_LEVEL=warn",
            "-jar",
            jar.toString(),
            "--properties",
            settings.toString())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("server.log").toFile())
        .start();
  }

  private boolean answers() {
    for (int i = 0; i < MOST_WAITS && process.isAlive(); i++) {
      try {
        HttpURLConnection http =
            (HttpURLConnection) URI.create(endpoint()).toURL().openConnection();
        http.setReadTimeout(1000);
        if (http.getResponseCode() > 0) {
          return process.isAlive();
        }
      } catch (IOException notYet) {
        pause();
      }
    }
    return false;
  }

  private static void pause() {
    try {
      Thread.sleep(WAIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  /**
   * Makes a bucket.
   *
   * @return Hadoop's settings for it, by the names that come after {@code spark.hadoop.}
   */
  public Map<String, String> bucket(String name) {
    try {
      Files.createDirectories(directory.resolve("buckets").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String prefix = "fs.s3a.bucket." + name + ".";
    return new TreeMap<>(
        Map.of(
            prefix + "endpoint",
            endpoint(),
            prefix + "endpoint.region",
            "us-east-1",
            prefix + "path.style.access",
            "true",
            prefix + "connection.ssl.enabled",
            "false",
            prefix + "access.key",
            IDENTITY,
            prefix + "secret.key",
            SECRET));
  }

  @Override
  public void close() {
    process.destroyForcibly();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
