package vongdoi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.common.catalog.Catalog;
import vongdoi.common.failpoint.Failpoint;

/** The program as a process of its own, killed at named points and at any moment, and run again. */
@Tag("heavy")
class KilledProgramTest {
  private static final int KILLS = Integer.getInteger("kills", 4);

  @TempDir private Path folder;
  private LakeState undisturbed;
  private long millis;

  @BeforeEach
  void runUndisturbed() throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("raw"));
    Files.writeString(
        folder.resolve("raw/1.csv"),
        """
        order,time,email,status,product,quantity,price
        o1,2026-03-30T09:00:00Z,lan@example.com,paid,shoes,1,500000
        o1,2026-03-30T09:00:00Z,lan@example.com,paid,socks,2,30000
        o2,2026-03-30T10:00:00Z,minh@example.com,paid,hat,1,150000
        o3,2026-03-30T10:00:00Z,minh@example.com,paid,scarf,1,n/a
        """);
    long started = System.nanoTime();
    assertEquals(0, start("whole", "watched").waitFor());
    millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    undisturbed = LakeState.of(folder.resolve("whole"), Catalog.all());
  }

  /** The daily line of a shop of four order lines, on a lake of that name. */
  private Process start(String lake, String failpoint) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-X") || option.startsWith("--add-opens"))
        .forEach(command::add);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.addAll(
        List.of(
            "-D" + Failpoint.PROPERTY + "=" + failpoint,
            "-Dspark.master=local[2]",
            "-Dspark.driver.host=127.0.0.1",
            "-Dspark.ui.enabled=false",
            "-Dspark.sql.shuffle.partitions=2",
            "-Dspark.databricks.delta.snapshotPartitions=2",
            "-Dspark.sql.warehouse.dir=" + folder.resolve("warehouse"),
            "vongdoi.Vongdoi",
            "run",
            "--date",
            "2026-03-31",
            "--conf",
            Path.of(System.getProperty("vongdoi.root", ".."), "bench", "small.conf").toString(),
            "--set",
            "vars.folder=" + folder,
            "--lake",
            folder.resolve(lake).toString()));
    File log = folder.resolve(lake + ".log").toFile();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  private void requireHealed(String lake, String where) throws IOException, InterruptedException {
    assertEquals(
        0, start(lake, "watched").waitFor(), () -> where + ": see the end of " + log(lake));
    assertEquals(
        List.of(),
        LakeState.of(folder.resolve(lake), Catalog.all()).differences(undisturbed),
        where);
    FileUtils.deleteDirectory(folder.resolve(lake).toFile());
  }

  private String log(String lake) {
    try {
      String text = Files.readString(folder.resolve(lake + ".log"));
      return text.substring(Math.max(0, text.length() - 2000));
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void aProcessThatIsKilledAtAPointOrAtAnyMomentIsHealedByTheNext()
      throws IOException, InterruptedException {
    for (String point :
        List.of(
            "after commit-file bronze.order_items",
            "before text-move latest.json",
            "after commit-file gold.audience_ledger")) {
      assertEquals(Failpoint.KILLED, start("point", point).waitFor(), point);
      requireHealed("point", point);
    }
    SplittableRandom random = new SplittableRandom(20260331);
    for (int kill = 0; kill < KILLS; kill++) {
      long after = random.nextLong(millis / 6, millis);
      Process process = start("moment", "watched");
      if (!process.waitFor(after, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
      requireHealed("moment", "kill %d after %d ms".formatted(kill, after));
    }
  }
}
