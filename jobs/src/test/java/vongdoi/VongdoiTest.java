package vongdoi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /** Writes a number as the reasons in tables do, after a command. */
  static final class WritesANumber {
    public static void main(String[] args) {
      Vongdoi.run("--version");
      System.out.println("%,.1f".formatted(1234.5));
    }
  }

  @Test
  void whatIsWrittenDoesNotHangOnTheLanguageOfTheMachine() throws IOException {
    Process process = started(WritesANumber.class, "-Duser.language=vi", "-Duser.country=VN");
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(said.endsWith("1,234.5\n"), said);
  }

  @Test
  void aThreadWithoutMemoryEndsTheProgramWithWords() throws IOException, InterruptedException {
    Process process = started(WaitsForEver.class, "-Xmx64m");
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, process.waitFor(), said);
    assertTrue(
        said.contains("Failed in dispatcher: OutOfMemoryError. The heap is too small"), said);
  }

  private static Process started(Class<?> program, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(program.getName());
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
