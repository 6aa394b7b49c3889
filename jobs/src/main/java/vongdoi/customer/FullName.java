package vongdoi.customer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A person's name in one piece, taken apart. Titles, degrees, notes, brackets, codes and phones are
 * no names. The order follows from the words, not from the shop's country: {@code Nguyễn Thị Minh
 * Khai} is family name, middle names, given name; {@code Mai Nguyễn}, {@code John Smith} and {@code
 * Smith, John} are not.
 *
 * @param text the name without what is none, in the order in which it was written
 * @param family family name (họ); null where unknown
 * @param middle middle names (đệm); null where there are none
 * @param given given name (tên); null where unknown
 * @param generation 1 of a senior, 2 of a junior, 3 of the third and so on; 0 where not said
 */
public record FullName(String text, String family, String middle, String given, int generation) {
  private static final Pattern BRACKETS =
      Pattern.compile("[(\\[{<（【「].*?(?:[)\\]}>）】」]|$)|[\"“”«»„].*?(?:[\"“”«»]|$)");
  private static final Pattern PHONE =
      Pattern.compile(
          "(?<!\\p{L})(?:(?:sđt|sdt|đt|tel|phone|mobile|zalo)[.: ]*)?\\+?\\d[\\d .\\-]{4,}\\d",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern NOTE = Pattern.compile("\\s[-–—]+\\s|[/|;_\\\\]");
  private static final Pattern LETTER = Pattern.compile("\\p{L}");
  private static final Pattern DIGIT = Pattern.compile("\\p{N}");
  private static final Pattern GLUED = Pattern.compile("(?<=\\p{L}{2})\\.(?=\\p{L})");
  private static final Pattern EDGES =
      Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}\\p{M}.']+$");

  /** What forms put before a name, folded. */
  private static final Set<String> LABELS =
      Set.of(
          "kh",
          "khach",
          "khach hang",
          "ten",
          "ho ten",
          "ho va ten",
          "nguoi nhan",
          "nguoi mua",
          "name",
          "customer",
          "client",
          "attn");

  /** Words before a name that address its bearer; with marks where a name is written without. */
  private static final Set<String> TITLES =
      Set.of(
          ("mr mrs ms mx miss mister madam madame mme mlle monsieur dr prof professor sir dame lady"
                  + " lord rev reverend hon capt captain herr frau sr sra srta señor señora"
                  + " ông bà cô chú bác chị dì cậu thầy ong co bac thay khách kh"
                  + " bs ths ts gs pgs kts ls ks")
              .split(" "));

  /** Titles that are names as well: titles only before a whole name, or by their small letter. */
  private static final Set<String> NAMES_TOO = Set.of("anh", "ba", "chi", "chu", "em", "a", "c");

  /** Words behind a name that are no part of it. */
  private static final Set<String> DEGREES =
      Set.of("phd md mba msc bsc jd dds dvm rn cpa cfa esq esquire obe mbe cbe kbe".split(" "));

  /** What follows a comma where no given name does. */
  private static final Set<String> HONOURS =
      Set.of("baron baronet bart bt earl viscount duke knight".split(" "));

  private static final Map<String, Integer> GENERATIONS =
      Map.ofEntries(
          Map.entry("sr", 1),
          Map.entry("snr", 1),
          Map.entry("senior", 1),
          Map.entry("i", 1),
          Map.entry("1st", 1),
          Map.entry("jr", 2),
          Map.entry("jnr", 2),
          Map.entry("junior", 2),
          Map.entry("ii", 2),
          Map.entry("2nd", 2),
          Map.entry("iii", 3),
          Map.entry("3rd", 3),
          Map.entry("iv", 4),
          Map.entry("4th", 4));

  /** What tills and forms write where there is no name, folded. */
  private static final Set<String> NOBODY =
      Set.of(
          "khach",
          "khach le",
          "khach hang",
          "khach vang lai",
          "khong ten",
          "guest",
          "customer",
          "walk in",
          "unknown",
          "no name",
          "noname",
          "anonymous",
          "test",
          "na",
          "null",
          "none");

  private static final Set<String> MIDDLE_ONLY = Set.of("van", "thi");

  /** The parts of a name, or null where a text names nobody. */
  public static FullName of(String raw) {
    String clean = Names.clean(raw);
    if (clean == null || !LETTER.matcher(clean).find()) {
      return null;
    }
    String named = piece(PHONE.matcher(BRACKETS.matcher(clean).replaceAll(" ")).replaceAll(" "));
    int comma = named.indexOf(',');
    Words before = new Words(comma < 0 ? named : named.substring(0, comma));
    if (comma < 0) {
      return of(before, false);
    }
    Words after = new Words(named.substring(comma + 1).replace(',', ' '));
    if (before.areNone()) {
      return of(after, false);
    }
    before.generation = Math.max(before.generation, after.said());
    before.suffix = before.suffix == null ? after.saidSuffix() : before.suffix;
    boolean isFamily = before.isFamily() && after.isGiven();
    if (isFamily) {
      before.names.addAll(after.names);
    }
    return of(before, isFamily);
  }

  /** Full name from its parts, in Vietnamese order for Vietnamese family names, else in Western. */
  public static String join(String family, String middle, String given) {
    boolean vietnamese = family != null && FamilyNames.weight(family.strip()) > 0;
    List<String> parts = new ArrayList<>();
    for (String part :
        vietnamese ? new String[] {family, middle, given} : new String[] {given, middle, family}) {
      if (part != null) {
        parts.add(part);
      }
    }
    return Names.clean(String.join(" ", parts));
  }

  /** Whether two said generations are not the same: father and son, whatever else agrees. */
  public static boolean generationsDiffer(int a, int b) {
    return a != 0 && b != 0 && a != b;
  }

  /** The generation that a part of a name tells, such as the family name {@code Smith Jr}. */
  public static int generation(String part) {
    return part == null ? 0 : new Words("x " + part).generation;
  }

  /** A part of a name, such as the given name, without what is none; null where nothing is left. */
  public static String part(String raw) {
    String clean = Names.clean(raw);
    if (clean == null || !LETTER.matcher(clean).find()) {
      return null;
    }
    Words words = new Words(PHONE.matcher(BRACKETS.matcher(clean).replaceAll(" ")).replaceAll(" "));
    return words.names.isEmpty() ? null : String.join(" ", words.names);
  }

  /** Of what labels, dashes and slashes part, the first piece that a person could be called. */
  private static String piece(String text) {
    int colon = text.indexOf(':');
    String label = colon < 0 ? "" : Names.fold(text.substring(0, colon)).strip();
    String from = LABELS.contains(label) ? text.substring(colon + 1) : text.split(":", 2)[0];
    String[] pieces = NOTE.split(from);
    for (String piece : pieces) {
      if (!new Words(piece).areNone()) {
        return piece;
      }
    }
    return "";
  }

  private static FullName of(Words words, boolean isFamilyFirst) {
    List<String> names = words.names;
    if (words.areNone()) {
      return null;
    }
    String text = String.join(" ", names) + (words.suffix == null ? "" : " " + words.suffix);
    int last = names.size() - 1;
    boolean vietnamese = last > 0 && isVietnamese(names);
    String family;
    int from = 0;
    int to = last;
    int given;
    if (last == 0) {
      int letters = Scripts.familyLetters(names.get(0));
      String whole = names.get(0);
      return letters == 0
          ? new FullName(text, null, null, whole, words.generation)
          : new FullName(
              text, whole.substring(0, letters), null, whole.substring(letters), words.generation);
    }
    if (vietnamese) {
      boolean known = isFamilyFirst || startsWithFamily(names);
      family = known ? names.get(0) : null;
      from = known ? 1 : 0;
      given = last;
    } else if (isFamilyFirst || Scripts.isFamilyFirst(names.get(0))) {
      family = names.get(0);
      from = 2;
      to = last + 1;
      given = 1;
    } else {
      family = names.get(last);
      from = 1;
      given = 0;
    }
    String middle = from >= to ? null : String.join(" ", names.subList(from, to));
    return new FullName(text, family, middle, names.get(given), words.generation);
  }

  /** Whether the first word is a family name, be it a rare or a mistyped one. */
  private static boolean startsWithFamily(List<String> names) {
    return FamilyNames.weight(names.get(0)) > 0
        || hasMiddle(names)
        || names.size() > 3
        || names.size() == 3 && (FamilyNames.isRare(names.get(0)) || !isGivenName(names.get(0)));
  }

  private static boolean isGivenName(String name) {
    return FamilyNames.isGivenName(Names.fold(name));
  }

  /** Whether Văn or Thị follow the first word, as they follow family names only. */
  private static boolean hasMiddle(List<String> names) {
    return names.size() > 2 && MIDDLE_ONLY.contains(Names.fold(names.get(1)));
  }

  /**
   * Whether the family name comes first, as in Vietnam: all words must be Vietnamese syllables, or
   * one have letters that are only Vietnamese, or all be common given names. A family name at the
   * end speaks for Western order where it is one of the most frequent and the first word is not.
   */
  private static boolean isVietnamese(List<String> names) {
    int first = FamilyNames.weight(names.get(0));
    int last = FamilyNames.weight(names.get(names.size() - 1));
    boolean marked = FamilyNames.hasVietnameseLetters(String.join(" ", names));
    boolean allGiven = names.stream().allMatch(FullName::isGivenName);
    boolean isWhole = names.size() > 2 && isGivenName(names.get(0)) && !hasMiddle(names);
    if (last > first && (last == 2 || isWhole || !marked && !allGiven)) {
      return false;
    }
    return marked
        || allGiven
        || names.stream().allMatch(FamilyNames::isSyllable) && (first > 0 || hasMiddle(names));
  }

  /** The words of a name, and what was taken off them. */
  private static final class Words {
    private final List<String> names = new ArrayList<>();
    private int generation;
    private String suffix;
    private boolean hasDegree;
    private boolean isNobody;

    Words(String text) {
      for (String token : GLUED.matcher(text).replaceAll(". ").split("[\\s\\u00a0]+")) {
        String word = EDGES.matcher(token).replaceAll("");
        boolean isNumbered = GENERATIONS.containsKey(plain(word));
        if (LETTER.matcher(word).find() && (isNumbered || !DIGIT.matcher(word).find())) {
          names.add(word);
        }
      }
      isNobody = NOBODY.contains(Names.fold(String.join(" ", names)));
      while (takeSuffix()) {
        names.remove(names.size() - 1);
      }
      while (names.size() > 1 && isTitle()) {
        names.remove(0);
      }
      names.replaceAll(word -> isAbbreviated(word) ? word.replace(".", "") : word);
    }

    private static String plain(String word) {
      return word.toLowerCase(Locale.ROOT).replace(".", "");
    }

    /** An initial or a short word with a dot behind it. */
    private static boolean isAbbreviated(String word) {
      return word.indexOf('.') == word.length() - 1;
    }

    private boolean takeSuffix() {
      int last = names.size() - 1;
      String word = last < 0 ? "" : plain(names.get(last));
      Integer of = GENERATIONS.get(word);
      if (of != null && last > (word.equals("i") ? 1 : 0)) {
        generation = Math.max(generation, of);
        suffix = suffix == null ? names.get(last) : names.get(last) + " " + suffix;
        return true;
      }
      boolean isDegree = DEGREES.contains(word);
      hasDegree |= isDegree;
      return isDegree && last > 0;
    }

    /** The generation, be it all that is said. */
    private int said() {
      return Math.max(generation, isOnlyGeneration() ? GENERATIONS.get(plain(names.get(0))) : 0);
    }

    private String saidSuffix() {
      return isOnlyGeneration() ? names.get(0) : suffix;
    }

    private boolean isOnlyGeneration() {
      return !names.isEmpty() && GENERATIONS.containsKey(plain(names.get(0)));
    }

    /** Whether there is no word, or none but a title or what stands for nobody. */
    private boolean areNone() {
      return isNobody
          || names.isEmpty()
          || names.size() == 1 && TITLES.contains(plain(names.get(0)));
    }

    private boolean isTitle() {
      String word = plain(names.get(0));
      if (!NAMES_TOO.contains(word)) {
        return TITLES.contains(word);
      }
      String next = names.get(1);
      boolean isSmall =
          Character.isLowerCase(names.get(0).charAt(0)) && Character.isUpperCase(next.charAt(0));
      boolean isLetter = word.length() == 1 && FamilyNames.hasVietnameseLetters(next);
      return isSmall || isLetter || names.size() > 2 && FamilyNames.weight(next) > 0;
    }

    /** Whether it may be the family name before a comma. */
    private boolean isFamily() {
      return names.size() == 1 || names.size() == 2 && FamilyNames.weight(names.get(0)) == 0;
    }

    /** Whether it may be the given names behind a comma. */
    private boolean isGiven() {
      return !names.isEmpty()
          && names.size() <= 3
          && !hasDegree
          && names.stream().noneMatch(w -> HONOURS.contains(plain(w)))
          && names.stream().noneMatch(w -> GENERATIONS.containsKey(plain(w)));
    }
  }
}
