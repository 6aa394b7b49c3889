package vongdoi.customer;

import com.ibm.icu.text.Transliterator;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names in other scripts than the Latin one, as they sound in it (ICU). Where a script leaves out
 * vowels, {@link #consonants} tells whether two names may be one.
 */
public final class Scripts {
  private static final Pattern OTHER_LETTER =
      Pattern.compile("[\\p{L}&&[^\\p{IsLatin}]&&[^\\p{IsCommon}]&&[^\\p{IsInherited}]]");
  private static final Pattern WITHOUT_VOWELS =
      Pattern.compile("[\\p{IsArabic}\\p{IsHebrew}\\p{IsSyriac}]");
  private static final Pattern CYRILLIC = Pattern.compile("\\p{IsCyrillic}");
  private static final Pattern EAST_ASIAN =
      Pattern.compile("[\\p{IsHan}\\p{IsHangul}\\p{IsHiragana}\\p{IsKatakana}]+");
  private static final Pattern KANA = Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}]");
  private static final Pattern WEAK = Pattern.compile("[aeiouyw'’`ʻʿʾ]");
  private static final Pattern DOUBLED = Pattern.compile("(\\p{L})\\1+");

  /** Chinese and Korean family names of two letters. */
  private static final Set<String> TWO_LETTERS =
      Set.of(
          "欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "司徒", "东方", "東方", "南宫", "南宮", "慕容", "公孙", "公孫",
          "令狐", "皇甫", "宇文", "长孙", "長孫", "夏侯", "端木", "남궁", "황보", "제갈", "사공", "선우", "서문", "독고");

  /** Korean family names as their bearers write them, which is not how they are transcribed. */
  private static final Map<String, String> KOREAN =
      Map.ofEntries(
          Map.entry("김", "kim"),
          Map.entry("이", "lee"),
          Map.entry("박", "park"),
          Map.entry("최", "choi"),
          Map.entry("정", "jung"),
          Map.entry("강", "kang"),
          Map.entry("조", "cho"),
          Map.entry("윤", "yoon"),
          Map.entry("장", "jang"),
          Map.entry("임", "lim"),
          Map.entry("오", "oh"),
          Map.entry("신", "shin"),
          Map.entry("권", "kwon"),
          Map.entry("안", "ahn"),
          Map.entry("유", "yoo"),
          Map.entry("노", "noh"),
          Map.entry("문", "moon"),
          Map.entry("우", "woo"),
          Map.entry("구", "koo"));

  private Scripts() {}

  /** Loaded on first use: most shops never meet another script. */
  private static final class Rules {
    private static final Transliterator ANY = Transliterator.getInstance("Any-Latin; Latin-ASCII");
    private static final Transliterator RUSSIAN =
        Transliterator.getInstance("Russian-Latin/BGN; Any-Latin; Latin-ASCII");

    private static synchronized String latin(String text) {
      return (CYRILLIC.matcher(text).find() ? RUSSIAN : ANY).transliterate(text);
    }
  }

  /** Whether a text has letters that are not Latin. */
  public static boolean isOther(String text) {
    return OTHER_LETTER.matcher(text).find();
  }

  /** A text in Latin letters; unchanged where it has no others. */
  public static String latin(String text) {
    if (!isOther(text)) {
      return text;
    }
    String korean = KOREAN.get(text);
    if (korean != null) {
      return korean;
    }
    String latin = Rules.latin(text);
    return EAST_ASIAN.matcher(text).matches() ? latin.replace(" ", "").replace("'", "") : latin;
  }

  /** Whether a text is in a script that leaves out vowels. */
  public static boolean isWithoutVowels(String text) {
    return WITHOUT_VOWELS.matcher(text).find();
  }

  /** Consonants of a folded Latin text, double ones once: {@code mohammed} gives mhmd. */
  public static String consonants(String folded) {
    return DOUBLED.matcher(WEAK.matcher(folded).replaceAll("")).replaceAll("$1");
  }

  /** Whether a script puts the family name first. */
  static boolean isFamilyFirst(String word) {
    return EAST_ASIAN.matcher(word).matches();
  }

  /**
   * Letters of the family name of a name that is written in one piece; 0 where its script does not
   * do so, or where they cannot be told.
   */
  static int familyLetters(String name) {
    if (!EAST_ASIAN.matcher(name).matches() || KANA.matcher(name).find()) {
      return 0;
    }
    if (name.length() < 2 || name.length() > 4) {
      return 0;
    }
    return name.length() == 4 || name.length() == 3 && TWO_LETTERS.contains(name.substring(0, 2))
        ? 2
        : 1;
  }
}
