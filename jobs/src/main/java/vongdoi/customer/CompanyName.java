package vongdoi.customer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The name of a firm without what the law of its country puts around it: {@code Công ty TNHH MTV
 * Hoàng Long} and {@code HOANG LONG Co., Ltd} are {@code hoang long}. The legal forms are those of
 * ISO 20275 (Entity Legal Forms, GLEIF's code list) for the countries of our users, as they are
 * written and as they are abbreviated.
 */
public final class CompanyName {
  /** Forms of one word that may stand before a name, folded. */
  private static final Set<String> PREFIXES =
      words("tnhh cty jsc dntn htx pt kk sarl 株式会社 有限会社 合同会社 有限公司");

  /** Forms of one word that stand behind a name, folded. */
  private static final Set<String> FORMS =
      words(
          // Vietnam
          "tnhh mtv cty jsc dntn htx cp",
          // English
          "ltd limited llc llp inc incorporated corp corporation co plc pte pty pvt bhd sdn",
          // German, French, Spanish, Portuguese, Italian, Dutch, Nordic, Polish, Indonesian
          "gmbh ag kg ohg ug sa sarl sas sasu eurl srl spa lda ltda eireli bv nv aps oy oyj ab asa tbk",
          // Japanese and Chinese
          "kk 株式会社 有限会社 合同会社 有限公司 股份有限公司");

  /** Forms of several words, the longest first, folded, as their words stand in a name. */
  private static final List<List<String>> PHRASES =
      Stream.of(
              "cong ty trach nhiem huu han",
              "cong ty co phan",
              "cong ty hop danh",
              "cong ty cp",
              "cty cp",
              "cong ty",
              "trach nhiem huu han",
              "mot thanh vien",
              "hai thanh vien tro len",
              "co phan",
              "doanh nghiep tu nhan",
              "hop tac xa",
              "tap doan",
              "ho kinh doanh",
              "chi nhanh",
              "van phong dai dien",
              "public company",
              "s a r l",
              "s r l",
              "s p a",
              "s a s",
              "sp z o o",
              "s a",
              "n v",
              "b v",
              "l l c",
              "a s")
          .map(phrase -> List.of(phrase.split(" ")))
          .sorted((a, b) -> Integer.compare(b.size(), a.size()))
          .toList();

  /** What stands in nearly every firm's name and is cut short as often as not. */
  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("tm", "thuong mai"),
          Map.entry("dv", "dich vu"),
          Map.entry("tmdv", "thuong mai dich vu"),
          Map.entry("sx", "san xuat"),
          Map.entry("xd", "xay dung"),
          Map.entry("xnk", "xuat nhap khau"),
          Map.entry("dt", "dau tu"),
          Map.entry("pt", "phat trien"),
          Map.entry("vn", "viet nam"),
          Map.entry("vietnam", "viet nam"),
          Map.entry("intl", "international"),
          Map.entry("mfg", "manufacturing"),
          Map.entry("svcs", "services"),
          Map.entry("assn", "association"),
          Map.entry("bros", "brothers"),
          Map.entry("ctr", "center"),
          Map.entry("centre", "center"));

  private static final Set<String> LITTLE = words("and the of & va");

  private CompanyName() {}

  private static Set<String> words(String... lists) {
    return Arrays.stream(lists)
        .flatMap(list -> Arrays.stream(list.split(" ")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Words of a firm's name that are its own, folded. A name that consists of legal forms alone
   * keeps them.
   */
  public static String core(String name) {
    List<String> words = Names.words(Names.fold(name));
    List<String> own = new ArrayList<>();
    for (int i = 0; i < words.size(); ) {
      int form = form(words, i);
      if (form == 0) {
        String word = words.get(i);
        own.add(SHORT.getOrDefault(word, word));
      }
      i += Math.max(1, form);
    }
    own.removeIf(LITTLE::contains);
    return String.join(" ", own.isEmpty() ? words : own);
  }

  /**
   * Whether a record is a firm's: by its name, or because it names a firm and no person. A person
   * at a firm is a person.
   *
   * @param person anything that only people have, such as a given name; null where there is none
   */
  public static boolean isOfAFirm(String fullName, String company, String person) {
    return Names.isBusiness(fullName) || company != null && fullName == null && person == null;
  }

  /** Words of the legal form that begins at a place of a name; 0 where none does. */
  private static int form(List<String> words, int at) {
    for (List<String> phrase : PHRASES) {
      int end = at + phrase.size();
      if (end <= words.size() && words.subList(at, end).equals(phrase)) {
        return phrase.size();
      }
    }
    return (at == 0 ? PREFIXES : FORMS).contains(words.get(at)) ? 1 : 0;
  }
}
