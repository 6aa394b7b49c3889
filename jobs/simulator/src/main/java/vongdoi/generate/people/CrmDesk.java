package vongdoi.generate.people;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vongdoi.generate.draw.Draws;
import vongdoi.generate.draw.Numbering;
import vongdoi.generate.shop.ShopCalendar;
import vongdoi.generate.shop.ShopSettings;

/**
 * Enters people into the CRM: most once, some twice or more, each time with its own gaps, typing
 * errors, lost diacritics, swapped name order and spelling of the phone.
 */
public final class CrmDesk {
  private static final long DAY = 86_400_000L;
  private static final double NO_ENTRY_RATE = 0.1;

  private final ShopSettings settings;
  private final ShopCalendar calendar;

  public CrmDesk(ShopSettings settings, ShopCalendar calendar) {
    this.settings = settings;
    this.calendar = calendar;
  }

  public List<CrmEntry> entries(Person person) {
    Draws draws = Draws.of(settings.seed(), "crm", person.index());
    double duplicates = settings.behaviour().crmDuplicateRate();
    double fate = draws.uniform();
    int count = 1;
    if (fate < NO_ENTRY_RATE) {
      count = 0;
    } else if (fate < NO_ENTRY_RATE + duplicates) {
      count = draws.chance(0.25) ? 3 : 2;
    }
    long registeredAt = calendar.clock(person.registered());
    List<CrmEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long later = i == 0 ? 0 : (long) (draws.uniform() * (calendar.end() - registeredAt));
      entries.add(entry(draws, person, i, registeredAt + later));
    }
    return entries;
  }

  private CrmEntry entry(Draws draws, Person person, int number, long createdAt) {
    boolean isPlaceholder = draws.chance(settings.noise().placeholderRate());
    boolean moves = person.formerAddress() != null && draws.chance(0.7);
    long movedAt = createdAt + DAY + (long) (draws.uniform() * 90 * DAY);
    Person.Business business = person.business();
    Draws spelling = Draws.of(settings.seed(), "address", person.index() * 4 + number);
    return new CrmEntry(
        "KH" + Numbering.padded(Numbering.scramble(person.index() * 4 + number), 8),
        createdAt - createdAt % 1000,
        moves ? movedAt - movedAt % 1000 : ShopCalendar.NEVER,
        draws.chance(0.3) ? person.userId() : null,
        draws.chance(0.6) ? person.loyaltyId() : null,
        nationalId(draws, person, isPlaceholder),
        fullName(draws, person.name(), number),
        draws.chance(0.8) ? birthDate(draws, person.birthDate()) : null,
        draws.chance(0.85) ? gender(person, number) : null,
        email(draws, person, isPlaceholder),
        phone(draws, person, isPlaceholder),
        (moves ? person.formerAddress() : person.address()).written(spelling),
        person.address().written(spelling),
        draws.chance(0.6) ? person.occupation() : null,
        draws.chance(0.5) ? person.incomeBand() : null,
        business == null ? null : business.company(),
        business == null || draws.chance(0.1) ? null : business.taxCode());
  }

  private static String nationalId(Draws draws, Person person, boolean isPlaceholder) {
    return isPlaceholder && draws.chance(0.3) ? "000000000000" : person.nationalId();
  }

  private static String gender(Person person, int number) {
    return number % 2 == 0 ? (person.female() ? "Nữ" : "Nam") : (person.female() ? "F" : "M");
  }

  static String fullName(Draws draws, VietnameseName name, int number) {
    double fate = draws.uniform();
    String full = name.full();
    double errors = number == 0 ? 0.6 : 1;
    if (fate < 0.06 * errors) {
      return Spelling.mistyped(draws, full);
    } else if (fate < 0.2 * errors) {
      return Spelling.withoutMarks(full);
    } else if (fate < 0.28 * errors) {
      return name.swapped();
    } else if (fate < 0.33 * errors) {
      return Spelling.withoutMarks(name.swapped());
    } else if (fate < 0.37 * errors) {
      return full.toUpperCase(Locale.ROOT);
    } else if (fate < 0.4 * errors && !name.middle().isEmpty()) {
      return name.family() + " " + name.given();
    }
    return full;
  }

  /** Day and month swapped now and then, as people of other countries read them. */
  private static String birthDate(Draws draws, LocalDate date) {
    boolean swaps = draws.chance(0.03) && date.getDayOfMonth() <= 12;
    return swaps
        ? LocalDate.of(date.getYear(), date.getDayOfMonth(), date.getMonthValue()).toString()
        : date.toString();
  }

  private static String email(Draws draws, Person person, boolean isPlaceholder) {
    boolean given = draws.chance(0.75);
    boolean other = draws.chance(0.5);
    double style = draws.uniform();
    String email = other && person.secondEmail() != null ? person.secondEmail() : person.email();
    if (isPlaceholder && style < 0.5) {
      return "khongco@gmail.com";
    }
    if (!given || email == null) {
      return null;
    }
    if (style < 0.08) {
      return email.toUpperCase(Locale.ROOT);
    } else if (style < 0.13 && email.endsWith("@gmail.com")) {
      return email.charAt(0) + "." + email.substring(1);
    } else if (style < 0.17 && email.endsWith("@gmail.com")) {
      return email.replace("@", "+shop@");
    } else if (style < 0.2) {
      return " " + email + " ";
    }
    return email;
  }

  private static String phone(Draws draws, Person person, boolean isPlaceholder) {
    boolean given = draws.chance(0.92);
    boolean other = draws.chance(0.5);
    boolean old = draws.chance(0.12);
    boolean wrong = draws.chance(0.015);
    int at = draws.between(5, 9);
    String number = other && person.secondPhone() != null ? person.secondPhone() : person.phone();
    if (isPlaceholder && other) {
      return draws.chance(0.5) ? "0000000000" : "0123456789";
    }
    if (!given) {
      return null;
    }
    if (wrong) {
      char digit = (char) ('0' + (number.charAt(at) - '0' + 1) % 10);
      return number.substring(0, at) + digit + number.substring(at + 1);
    }
    if (old) {
      String former = VietnamesePhones.oldForm(number);
      return draws.chance(0.3) ? "+84" + former.substring(1) : former;
    }
    return VietnamesePhones.spelled(draws, number);
  }
}
