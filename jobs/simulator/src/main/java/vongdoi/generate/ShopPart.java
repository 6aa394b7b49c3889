package vongdoi.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import org.apache.spark.sql.Row;
import vongdoi.generate.draw.Draws;
import vongdoi.generate.files.DayFiles;
import vongdoi.generate.files.DeskWriter;
import vongdoi.generate.files.EventCounts;
import vongdoi.generate.files.LandingFolder;
import vongdoi.generate.files.LandingRow;
import vongdoi.generate.files.SegmentWriter;
import vongdoi.generate.life.Life;
import vongdoi.generate.shop.ShopCalendar;
import vongdoi.generate.shop.ShopParts;
import vongdoi.generate.shop.ShopSettings;
import vongdoi.generate.visit.Visit;

/**
 * A run of neighbouring customers: hands out their rows for the dated files and writes their
 * events, one file a day, itself. Events are too many to be shuffled; the other rows are few enough
 * to be brought together into one file a day.
 */
final class ShopPart implements Iterator<Row> {
  /** Folder of the events. */
  static final String EVENTS = "raw/segment-logs/web";

  private final ShopSettings settings;
  private final LandingFolder folder;
  private final int number;
  private final Life.Maker maker;
  private final DeskWriter desk;
  private final SegmentWriter events;
  private final DayFiles files = new DayFiles();
  private final EventCounts counts = new EventCounts();
  private final Queue<Row> rows = new ArrayDeque<>();
  private long next;
  private final long end;
  private boolean isFinished;

  ShopPart(ShopSettings settings, LandingFolder folder, int number) {
    this.settings = settings;
    this.folder = folder;
    this.number = number;
    ShopCalendar calendar = new ShopCalendar(settings);
    maker = new Life.Maker(settings, calendar);
    desk = new DeskWriter(settings, calendar);
    events = new SegmentWriter(settings, calendar, files, counts);
    next = ShopParts.first(settings, settings.customers(), number);
    end = ShopParts.first(settings, settings.customers(), number + 1);
  }

  @Override
  public boolean hasNext() {
    while (rows.isEmpty() && next < end) {
      customer(next++);
    }
    if (rows.isEmpty() && !isFinished) {
      finish();
    }
    return !rows.isEmpty();
  }

  @Override
  public Row next() {
    return rows.remove();
  }

  private void customer(long index) {
    Life life = maker.customer(index);
    desk.write(Draws.of(settings.seed(), "desk-noise", index), life, rows::add);
    Draws draws = Draws.of(settings.seed(), "event-noise", index);
    for (Visit visit : life.visits()) {
      events.write(draws, visit);
    }
  }

  private void finish() {
    isFinished = true;
    long last = ShopParts.first(settings, settings.visitors(), number + 1);
    for (long index = ShopParts.first(settings, settings.visitors(), number);
        index < last;
        index++) {
      Draws draws = Draws.of(settings.seed(), "visitor-noise", index);
      for (Visit visit : maker.visitor(index)) {
        events.write(draws, visit);
      }
    }
    try {
      files.writeTo(folder, EVENTS, String.format("part-%05d.json.gz", number));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write events of part " + number, e);
    }
    rows.add(LandingRow.counts(number, counts));
  }
}
