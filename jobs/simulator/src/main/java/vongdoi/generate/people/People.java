package vongdoi.generate.people;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import vongdoi.generate.draw.Draws;
import vongdoi.generate.draw.Numbering;
import vongdoi.generate.shop.ShopCalendar;
import vongdoi.generate.shop.ShopSettings;

/** Makes the person of an index, always the same one. */
public final class People {
  private static final String[] OCCUPATIONS = {
    "Nhân viên văn phòng",
    "Giáo viên",
    "Kỹ sư",
    "Bác sĩ",
    "Công nhân",
    "Nội trợ",
    "Sinh viên",
    "Kinh doanh tự do",
    "Tài xế",
    "Kế toán",
    "Lập trình viên",
    "Hưu trí"
  };
  private static final String[] INCOMES = {
    "<5tr", "5-10tr", "10-20tr", "20-35tr", "35-60tr", ">60tr"
  };
  private static final double[] INCOME_SHARES = Draws.cumulative(10, 28, 32, 18, 8, 4);
  private static final String[] TRADES = {
    "Thương mại", "Xây dựng", "Dịch vụ", "Vận tải", "Thực phẩm", "Nội thất"
  };
  private static final String[] MAIL_HOSTS = {
    "gmail.com", "yahoo.com.vn", "outlook.com", "icloud.com", "hotmail.com", "fpt.vn"
  };
  private static final double[] MAIL_SHARES = Draws.cumulative(72, 9, 7, 6, 4, 2);

  private final ShopSettings settings;
  private final ShopCalendar calendar;

  public People(ShopSettings settings, ShopCalendar calendar) {
    this.settings = settings;
    this.calendar = calendar;
  }

  public Person person(long index) {
    Draws draws = Draws.of(settings.seed(), "person", index);
    Household home = Household.of(settings, index);
    boolean female = home.isFamily() ? female(home, draws) : draws.chance(0.54);
    boolean inherits = home.isFamily() && home.member() != 1;
    String drawnFamily = VietnameseNames.family(draws);
    VietnameseName name =
        VietnameseNames.of(draws, inherits ? home.familyName() : drawnFamily, female);
    int age = home.member() >= 2 ? draws.between(18, 25) : draws.between(20, 64);
    LocalDate birth = settings.endDate().minusYears(age).minusDays(draws.below(365));
    boolean usesFathers = home.sharesPhone() && home.member() > 0;
    String own = VietnamesePhones.number(draws, index);
    String phone = usesFathers ? fathersPhone(home) : own;
    boolean isBusiness = !home.isFamily() && draws.chance(0.03);
    Addresses.Home drawn = Addresses.of(draws);
    Addresses.Home former = Addresses.of(draws);
    return new Person(
        index,
        "P" + Numbering.padded(index, 9),
        name,
        female,
        birth,
        phone,
        draws.chance(0.1) ? secondPhone(index) : null,
        draws.chance(0.85) ? email(draws, name, index, isBusiness) : null,
        draws.chance(0.08) ? workMail(name, index) : null,
        draws.chance(0.85) ? userId(index) : null,
        devices(draws, home),
        home.isFamily() ? home.address() : drawn,
        draws.chance(0.12) ? former : null,
        draws.chance(0.25) ? nationalId(draws, birth, female, index) : null,
        draws.chance(0.5) ? "LC" + Numbering.padded(Numbering.scramble(index), 8) : null,
        draws.pick(OCCUPATIONS),
        INCOMES[draws.weighted(INCOME_SHARES)],
        isBusiness ? business(draws, name, index) : null,
        index > 0 && draws.chance(settings.behaviour().referralRate())
            ? Math.floorMod(draws.bits(), index)
            : -1,
        draws.beta(3, 1.6),
        draws.uniform() * 0.97 * calendar.endPace());
  }

  private static boolean female(Household home, Draws draws) {
    boolean child = draws.chance(0.5);
    return home.member() == 1 || (home.member() > 1 && child);
  }

  /** Draws the father's number as his own person does: his number needs only his stream. */
  private String fathersPhone(Household home) {
    return person(home.father()).phone();
  }

  private String secondPhone(long index) {
    Draws draws = Draws.of(settings.seed(), "second-phone", index);
    return VietnamesePhones.number(draws, index + settings.customers());
  }

  private static String email(Draws draws, VietnameseName name, long index, boolean isBusiness) {
    if (isBusiness && draws.chance(0.5)) {
      return "ketoan@" + domain(name, index);
    }
    String given = Spelling.letters(name.given());
    String family = Spelling.letters(name.family());
    String middle = Spelling.letters(name.middle());
    String local =
        switch (draws.below(4)) {
          case 0 -> given + "." + family;
          case 1 -> family + middle + given;
          case 2 -> given + middle + family.charAt(0);
          default -> family + "." + given;
        };
    return local + (index + 10) + "@" + MAIL_HOSTS[draws.weighted(MAIL_SHARES)];
  }

  private static String workMail(VietnameseName name, long index) {
    return Spelling.letters(name.given()) + "@" + domain(name, index);
  }

  private static String domain(VietnameseName name, long index) {
    return Spelling.letters(name.middle() + name.given()) + (index + 10) + ".com.vn";
  }

  private static Person.Business business(Draws draws, VietnameseName name, long index) {
    String company =
        "Công ty TNHH " + draws.pick(TRADES) + " " + name.middle() + " " + name.given();
    return new Person.Business(
        company.replace("  ", " "), "03" + Numbering.padded(Numbering.scramble(index), 8));
  }

  private List<Person.Device> devices(Draws draws, Household home) {
    List<Person.Device> devices = new ArrayList<>();
    int count = 1 + draws.weighted(DEVICE_SHARES);
    for (int i = 0; i < count; i++) {
      String id = draws.uuid();
      boolean skewed = draws.chance(settings.noise().skewedDeviceRate());
      long skew = (long) (draws.gaussian() * 3_600_000);
      devices.add(new Person.Device(id, false, skewed ? skew : 0));
    }
    if (home.sharedDevice() != null) {
      devices.add(new Person.Device(home.sharedDevice(), true, 0));
    }
    return devices;
  }

  private static final double[] DEVICE_SHARES = Draws.cumulative(60, 30, 10);

  private static String userId(long index) {
    return "u-" + Numbering.hex(((index + 1) * 0x9E3779B1L) & 0xFF_FFFF_FFFFL, 10);
  }

  /** Province, century and sex, year, then six digits of their own. */
  private static String nationalId(Draws draws, LocalDate birth, boolean female, long index) {
    int century = (birth.getYear() / 100 - 19) * 2 + (female ? 1 : 0);
    return Numbering.padded(draws.between(1, 96), 3)
        + century
        + Numbering.padded(birth.getYear() % 100, 2)
        + Numbering.padded(Math.floorMod(index * 618_033L + 12_345, 1_000_000L), 6);
  }
}
