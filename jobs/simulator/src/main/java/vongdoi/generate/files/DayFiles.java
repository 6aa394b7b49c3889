package vongdoi.generate.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gathers one part's lines by day, compressed as they come, and writes one file a day at the end.
 *
 * <p>Pending lines are compressed in pieces (members of one gzip stream, which readers take as
 * one), so that a thousand open days need no thousand open compressors of 300 KB each.
 */
public final class DayFiles {
  private static final int PIECE = 64 * 1024;

  private final GzipPacker packer = new GzipPacker();
  private final Map<Long, Day> days = new TreeMap<>();
  private Day latest;
  private long latestDay = Long.MIN_VALUE;

  /** Takes one line of the UTC day (days since 1970) on which it was received. */
  void line(long receivedDay, LineBuffer line) {
    if (receivedDay != latestDay) {
      latest = days.computeIfAbsent(receivedDay, day -> new Day());
      latestDay = receivedDay;
    }
    latest.add(line);
  }

  /** Writes every day's file: {@code <folder>/<day>/<name>}. */
  public void writeTo(LandingFolder folder, String path, String name) throws IOException {
    for (Map.Entry<Long, Day> day : days.entrySet()) {
      String date = LocalDate.ofEpochDay(day.getKey()).toString();
      try (OutputStream out = folder.create(path + "/" + date + "/" + name)) {
        day.getValue().writeTo(out);
      }
    }
    days.clear();
    latestDay = Long.MIN_VALUE;
  }

  /** One day's lines: what is compressed, and what waits for it. */
  private final class Day {
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream(1024);
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream(1024);

    void add(LineBuffer line) {
      try {
        line.writeTo(pending);
        pending.write('\n');
        if (pending.size() > PIECE) {
          pack();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void pack() throws IOException {
      packer.pack(pending.toByteArray(), packed);
      pending.reset();
    }

    void writeTo(OutputStream out) throws IOException {
      if (pending.size() > 0) {
        pack();
      }
      packed.writeTo(out);
    }
  }
}
