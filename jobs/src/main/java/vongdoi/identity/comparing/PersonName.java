package vongdoi.identity.comparing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vongdoi.customer.FamilyNames;
import vongdoi.customer.FullName;
import vongdoi.customer.GivenNames;
import vongdoi.customer.Names;
import vongdoi.customer.Scripts;
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

  private record Word(String folded, String accents) {
    boolean isBare() {
      return folded.equals(accents);
    }

    boolean equalsButForLostMarks(Word other) {
      return folded.equals(other.folded)
          && (accents.equals(other.accents)
              || isBare()
              || other.isBare()
              || FamilyNames.contains(folded)
              || NO_GIVEN_NAME.contains(folded));
    }

    boolean isCommon() {
      return FamilyNames.isGivenName(folded) || FamilyNames.contains(folded);
    }
  }

  private final List<Word> words = new ArrayList<>();
  private final String inWords;
  private final int generation;

  private PersonName(List<String> parts, int generation) {
    for (String part : parts) {
      words.add(new Word(Names.fold(part), Names.tonesLast(part)));
    }
    this.inWords = words.stream().map(Word::folded).collect(Collectors.joining(" "));
    this.generation = generation;
  }

  /** The name of a person or business, or null for a text that names nobody. */
  public static PersonName of(String text) {
    FullName person = text == null || Names.isBusiness(text) ? null : FullName.of(text);
    List<String> parts = new ArrayList<>();
    if (person != null) {
      Stream.of(person.family(), person.middle(), person.given())
          .filter(Objects::nonNull)
          .forEach(part -> parts.addAll(Names.words(Scripts.latin(part))));
    } else if (text != null && Names.isBusiness(text)) {
      parts.addAll(Names.words(text));
    }
    return parts.isEmpty() ? null : new PersonName(parts, person == null ? 0 : person.generation());
  }

  /** Key under which names that differ in nothing but word order and all marks are equal. */
  String key() {
    return String.join(" ", words.stream().map(Word::folded).sorted().toList());
  }

  public boolean isLike(PersonName other, boolean sameBirthDate) {
    return isLike(other, sameBirthDate, ShortForms.NONE);
  }

  /**
   * @param learnt names that are one beside those that everybody knows
   */
  public boolean isLike(PersonName other, boolean sameBirthDate, ShortForms learnt) {
    if (!sameBirthDate && FullName.generationsDiffer(generation, other.generation)) {
      return false;
    }
    if (MistypedBlanks.tellApart(inWords, other.inWords)) {
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
        && takeMistyped(mine, theirs, sameBirthDate, learnt) == pairs;
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
      return shared.get(0).folded.equals(last.folded) && !FamilyNames.contains(last.folded);
    }
    return shared.stream()
        .anyMatch(
            w ->
                w.folded.equals(last.folded)
                    || (w.folded.equals(first.folded) && !FamilyNames.contains(first.folded)));
  }

  private static int takeMistyped(
      List<Word> mine, List<Word> theirs, boolean sameBirthDate, ShortForms learnt) {
    int found = 0;
    for (Word word : mine) {
      for (Word other : theirs) {
        if (learnt.areOne(word.folded, other.folded) || isMistyped(word, other, sameBirthDate)) {
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
    if (GivenNames.mayBeOne(a.folded, b.folded)) {
      return true;
    }
    if (GivenNames.areTwo(a.folded, b.folded)) {
      return false;
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
    return other instanceof PersonName name
        && name.words.equals(words)
        && name.generation == generation;
  }

  @Override
  public int hashCode() {
    return words.hashCode();
  }
}
