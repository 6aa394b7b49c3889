package vongdoi.identity.comparing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vongdoi.customer.Names;
import vongdoi.customer.TypingErrors;

/**
 * A name ready for comparison, whatever the order of its words. Two names are alike where their
 * words are equal but for lost diacritics, a left-out middle name, an initial or a typing error. A
 * difference between two common names (An, Anh) is no typing error, nor is one between two accents
 * of a given name (Hương, Hường), unless the birth dates agree: families share phones, and brothers
 * are often told apart by one letter.
 */
public final class PersonName {
  private static final Set<String> NO_GIVEN_NAME = Set.of("van", "thi");
  private static final Set<String> TITLES =
      Set.of("ong", "ba", "co", "chu", "bac", "mr", "mrs", "ms", "miss", "dr");

  /** Common given and middle names, folded: a word among them was probably meant. */
  private static final Set<String> COMMON =
      Set.of(
          ("an anh bao bich binh canh chau chi chien chinh cong cuc cuong dai dan dang dao dat diem"
                  + " diep dieu dinh do doan dong du duc dung duong duy gia giang giap ha hai han"
                  + " hang hanh hao hau hien hiep hieu hoa hoai hoan hoang hoc hong hop hue hung huong"
                  + " huu huy huyen khai khang khanh khiem khoa khoi khue kien kieu kim ky lam lan"
                  + " lanh le lien liem linh loan loc loi long luan luc luong luyen ly mai man manh"
                  + " mien minh my nam nga ngan nghia ngoc nguyen nguyet nha nhan nhat nhi nhu nhung"
                  + " nhuan oanh phat phi phong phu phuc phung phuoc phuong quan quang que quoc quy"
                  + " quyen quyet quynh sam sang sen sinh son sy tai tam tan thach thai than thang"
                  + " thanh thao thi thien thinh tho thoa thoi thong thu thuan thuc thuong thuy tien"
                  + " tin tinh toan toai ton tra tram trang tri trieu trinh trong truc trung truong"
                  + " tu tuan tue tung tuoi tuyen tuyet ty uyen van vi vien viet vinh vu vuong vy"
                  + " xuan yen")
              .split(" "));

  private record Word(String folded, String accents) {
    boolean isBare() {
      return folded.equals(accents);
    }

    boolean equalsButForLostMarks(Word other) {
      return folded.equals(other.folded)
          && (accents.equals(other.accents)
              || isBare()
              || other.isBare()
              || Names.isFamilyName(folded)
              || NO_GIVEN_NAME.contains(folded));
    }

    boolean isCommon() {
      return COMMON.contains(folded) || Names.isFamilyName(folded);
    }
  }

  private final List<Word> words = new ArrayList<>();
  private final String joined;

  private PersonName(List<String> parts) {
    StringBuilder all = new StringBuilder();
    for (String part : parts) {
      Word word = new Word(Names.fold(part), Names.tonesLast(part));
      if (!(words.isEmpty() && parts.size() > 1 && TITLES.contains(word.folded))) {
        words.add(word);
        all.append(word.folded);
      }
    }
    this.joined = all.toString();
  }

  /** The name, or null for a text without a word. */
  public static PersonName of(String text) {
    List<String> parts = text == null ? List.of() : Names.words(text);
    return parts.isEmpty() ? null : new PersonName(parts);
  }

  /** Key under which names that differ in nothing but word order and all marks are equal. */
  String key() {
    return String.join(" ", words.stream().map(Word::folded).sorted().toList());
  }

  public boolean isLike(PersonName other, boolean sameBirthDate) {
    if (joined.equals(other.joined) && (words.size() == 1) != (other.words.size() == 1)) {
      return true;
    }
    List<Word> mine = new ArrayList<>(words);
    List<Word> theirs = new ArrayList<>(other.words);
    List<Word> shared = takeEqual(mine, theirs);
    if (mine.isEmpty() && theirs.isEmpty()) {
      return true;
    }
    if (mine.isEmpty() || theirs.isEmpty()) {
      PersonName longer = mine.isEmpty() ? other : this;
      return isEnough(shared, longer);
    }
    int most = sameBirthDate ? 2 : 1;
    int pairs = Math.min(mine.size(), theirs.size());
    int surplus = Math.max(mine.size(), theirs.size()) - pairs;
    return pairs <= most
        && surplus <= 1
        && (!shared.isEmpty() || words.size() == 1 && other.words.size() == 1)
        && takeMistyped(mine, theirs, sameBirthDate) == pairs;
  }

  private static List<Word> takeEqual(List<Word> mine, List<Word> theirs) {
    List<Word> shared = new ArrayList<>();
    for (Word word : List.copyOf(mine)) {
      for (Word other : theirs) {
        if (word.equalsButForLostMarks(other)) {
          shared.add(word);
          mine.remove(word);
          theirs.remove(other);
          break;
        }
      }
    }
    return shared;
  }

  /** Whether a name with words left out still says who it is: it must hold more than the family. */
  private static boolean isEnough(List<Word> shared, PersonName longer) {
    Word first = longer.words.get(0);
    Word last = longer.words.get(longer.words.size() - 1);
    if (shared.size() == 1) {
      return shared.get(0).folded.equals(last.folded) && !Names.isFamilyName(last.folded);
    }
    return shared.stream()
        .anyMatch(
            w ->
                w.folded.equals(last.folded)
                    || (w.folded.equals(first.folded) && !Names.isFamilyName(first.folded)));
  }

  private static int takeMistyped(List<Word> mine, List<Word> theirs, boolean sameBirthDate) {
    int found = 0;
    for (Word word : mine) {
      for (Word other : theirs) {
        if (isMistyped(word, other, sameBirthDate)) {
          theirs.remove(other);
          found++;
          break;
        }
      }
    }
    return found;
  }

  private static boolean isMistyped(Word a, Word b, boolean sameBirthDate) {
    if (a.folded.equals(b.folded)) {
      return sameBirthDate;
    }
    int longest = Math.max(a.folded.length(), b.folded.length());
    int shortest = Math.min(a.folded.length(), b.folded.length());
    if (shortest == 1) {
      return a.folded.charAt(0) == b.folded.charAt(0);
    }
    int errors = TypingErrors.between(a.folded, b.folded);
    if (sameBirthDate) {
      return errors <= (longest >= 4 ? 2 : 1);
    }
    boolean bothMeant = a.isCommon() && b.isCommon();
    return !bothMeant && (longest >= 3 && errors <= 1 || longest >= 7 && errors <= 2);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PersonName name && name.words.equals(words);
  }

  @Override
  public int hashCode() {
    return words.hashCode();
  }
}
