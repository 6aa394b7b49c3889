package vongdoi.identity.people;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * People of whom nothing is known but names and birth date, in the manner of FEBRL: few names are
 * borne by many, many by few, and every ninth person has a second record with one error in it, or
 * two.
 */
public final class NamesAndBirthDates {
  private static final String[] GIVEN =
      ("michael thomas andreas peter stefan christian martin klaus juergen frank wolfgang markus"
              + " alexander bernd uwe matthias dieter daniel ralf joerg heinz werner holger hans"
              + " manfred torsten gerhard karl sven rainer dirk oliver jan helmut guenter tobias"
              + " jens sebastian marco kai horst herbert kurt walter rolf gerd ernst heiko ulrich"
              + " philipp maria ursula sabine monika petra susanne andrea gabriele renate claudia"
              + " birgit karin martina brigitte helga anna barbara angelika stefanie christine"
              + " heike kerstin ute silke cornelia anja katrin ingrid elke katharina nicole"
              + " gisela christa julia ruth tanja sandra erika hannelore irmgard elisabeth"
              + " marion sonja melanie ilse hildegard doris gudrun silvia anke simone heidi"
              + " bettina edith jutta lena margarete rosemarie waltraud astrid dagmar")
          .split(" ");

  private static final String[] FAMILY =
      ("mueller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schaefer koch"
              + " bauer richter klein wolf schroeder neumann schwarz zimmermann braun krueger"
              + " hofmann hartmann lange schmitt werner schmitz krause meier lehmann schmid schulze"
              + " maier koehler herrmann koenig walter mayer huber kaiser fuchs peters lang scholz"
              + " moeller weiss jung hahn schubert vogel friedrich keller guenther frank berger"
              + " winkler roth beck lorenz baumann franke albrecht schuster simon ludwig boehm"
              + " winter kraus martin schumacher kraemer vogt stein jaeger otto sommer gross seidel"
              + " heinrich brandt haas schreiber graf schulte dietrich ziegler kuhn kuehn pohl engel"
              + " horn busch bergmann thomas voigt sauer arnold wolff pfeiffer")
          .split(" ");

  private static final String[] STARTS =
      ("alt neu ober unter brand stein eich birk linden rosen kirch berg feld wald hoch nieder"
              + " gold silber wein korn gruen lind stahl eisen reb horst dorn buch erlen ginster")
          .split(" ");

  private static final String[] ENDS =
      ("mann bauer berger hofer meier bach stein feld ner dorf hagen rath haus kamp wirth ling"
              + " hoff brecht schmied schneider")
          .split(" ");

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private final Random random;

  private NamesAndBirthDates(long seed) {
    random = new Random(seed);
  }

  /** So many people, of whom so many have a second record. */
  public static KnownPeople of(int people, int duplicates, long seed) {
    return new NamesAndBirthDates(seed).make(people, duplicates);
  }

  private KnownPeople make(int people, int duplicates) {
    KnownPeople known = new KnownPeople();
    List<Map<String, String>> originals = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      originals.add(person());
      known.add("p" + i, originals.get(i));
    }
    for (int i = 0; i < duplicates; i++) {
      int whose = i * (people / duplicates);
      Map<String, String> copy = new HashMap<>(originals.get(whose));
      int errors = random.nextInt(10) == 0 ? 2 : 1;
      for (int e = 0; e < errors; e++) {
        spoil(copy);
      }
      known.add("p" + whose, copy);
    }
    return known;
  }

  private Map<String, String> person() {
    Map<String, String> record = new HashMap<>();
    record.put("given_name", drawn(GIVEN));
    if (random.nextInt(8) == 0) {
      record.put("middle_name", drawn(GIVEN));
    }
    boolean rare = random.nextInt(5) < 3;
    record.put("family_name", rare ? drawn(STARTS) + drawn(ENDS) : drawn(FAMILY));
    int days = 365 * 20 + random.nextInt(365 * 65);
    record.put("birth_date", LocalDate.of(2010, 1, 1).minusDays(days).toString());
    return record;
  }

  /** The first are drawn most often: one in twenty is the first of a hundred. */
  private String drawn(String[] names) {
    return names[(int) (names.length * Math.pow(random.nextDouble(), 1.6))];
  }

  private void spoil(Map<String, String> record) {
    int what = random.nextInt(20);
    if (what < 7) {
      record.put("given_name", mistyped(record.get("given_name")));
    } else if (what < 14) {
      record.put("family_name", mistyped(record.get("family_name")));
    } else {
      record.put("birth_date", mistypedDate(LocalDate.parse(record.get("birth_date")), what));
    }
  }

  private String mistyped(String name) {
    int at = random.nextInt(name.length());
    char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
    String before = name.substring(0, at);
    String after = name.substring(at + 1);
    return switch (random.nextInt(4)) {
      case 0 -> before + letter + name.substring(at);
      case 1 -> name.length() < 4 ? name + letter : before + after;
      case 2 -> before + letter + after;
      default ->
          after.isEmpty()
              ? before + letter
              : before + after.charAt(0) + name.charAt(at) + after.substring(1);
    };
  }

  private String mistypedDate(LocalDate date, int what) {
    if (what < 17) {
      return date.withDayOfMonth(1 + random.nextInt(28)).toString();
    }
    if (what < 18) {
      return date.withDayOfMonth(Math.min(28, date.getDayOfMonth()))
          .withMonth(1 + random.nextInt(12))
          .toString();
    }
    int years = what < 19 ? 1 - 2 * random.nextInt(2) : 10 - 20 * random.nextInt(2);
    return date.plusYears(years).toString();
  }
}
