package vongdoi.generate.life;

import java.util.ArrayList;
import java.util.List;
import vongdoi.generate.buying.Order;
import vongdoi.generate.draw.Draws;
import vongdoi.generate.draw.Numbering;
import vongdoi.generate.people.CrmEntry;
import vongdoi.generate.people.Person;
import vongdoi.generate.shop.ShopCalendar;
import vongdoi.generate.shop.ShopSettings;

/** Asks people at their first contact what they allow; some take it back later. */
public final class ConsentDesk {
  private static final String[] CHANNELS = {"email", "sms", "zalo", "push"};
  private static final double GRANTED = 0.6;
  private static final double DENIED = 0.2;
  private static final double WITHDRAWN = 0.1;

  private final ShopSettings settings;
  private final ShopCalendar calendar;

  public ConsentDesk(ShopSettings settings, ShopCalendar calendar) {
    this.settings = settings;
    this.calendar = calendar;
  }

  /** One answer. */
  public record Note(
      String id,
      Order.Contact contact,
      String purpose,
      String channel,
      String status,
      long givenAt,
      String evidence) {}

  public List<Note> notes(Person person, List<CrmEntry> crm) {
    Draws draws = Draws.of(settings.seed(), "consent", person.index());
    long askedAt = calendar.clock(person.registered());
    askedAt -= askedAt % 1000;
    String record = crm.isEmpty() ? null : crm.get(0).recordId();
    var contact = new Order.Contact(record, person.userId(), null, person.email(), person.phone());
    List<Note> notes = new ArrayList<>();
    for (String channel : CHANNELS) {
      ask(draws, person, contact, "marketing", channel, askedAt, notes);
    }
    if (draws.chance(0.5)) {
      ask(draws, person, contact, "analytics", "web", askedAt, notes);
    }
    return notes;
  }

  private void ask(
      Draws draws,
      Person person,
      Order.Contact contact,
      String purpose,
      String channel,
      long askedAt,
      List<Note> notes) {
    double fate = draws.uniform();
    boolean withdraws = draws.chance(WITHDRAWN);
    long left = Math.max(1000, calendar.end() - askedAt);
    long later = askedAt + (long) (draws.uniform() * left);
    if (fate < GRANTED + DENIED) {
      String status = fate < GRANTED ? "granted" : "denied";
      notes.add(note(person, contact, purpose, channel, status, askedAt, notes.size()));
    }
    if (fate < GRANTED && withdraws) {
      notes.add(
          note(person, contact, purpose, channel, "withdrawn", later - later % 1000, notes.size()));
    }
  }

  private static Note note(
      Person person,
      Order.Contact contact,
      String purpose,
      String channel,
      String status,
      long at,
      int number) {
    String evidence = status.equals("withdrawn") ? "unsubscribe-link" : "signup-form-v2";
    String id = "DY" + Numbering.padded(person.index(), 9) + "-" + number;
    return new Note(id, contact, purpose, channel, status, at, evidence);
  }
}
