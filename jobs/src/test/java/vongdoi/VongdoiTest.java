package vongdoi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The program as a process of its own. */
class VongdoiTest {
  /** Waits for a thread that has no memory, as a run waits for Spark's. */
  static final class WaitsForEver {
    public static void main(String[] args) throws InterruptedException {
      Vongdoi.endWhereMemoryIsOut();
      new Thread(
              () -> {
                throw new OutOfMemoryError("made up");
              },
              "dispatcher")
          .start();
      Thread.sleep(TimeUnit.MINUTES.toMillis(5));
    }
  }

  @Test
  void aThreadWithoutMemoryEndsTheProgramWithWords() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                WaitsForEver.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, process.waitFor(), said);
    assertTrue(
        said.contains("Failed in dispatcher: OutOfMemoryError. The heap is too small"), said);
  }
}
