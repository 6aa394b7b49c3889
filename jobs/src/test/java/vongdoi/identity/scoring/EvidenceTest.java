package vongdoi.identity.scoring;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vongdoi.customer.places.Twins;
import vongdoi.identity.comparing.Comparison;
import vongdoi.identity.comparing.Field;
import vongdoi.identity.comparing.Normaliser;
import vongdoi.identity.comparing.Profile;
import vongdoi.identity.comparing.ShortForms;

/** What a pair's evidence, which {@code explain} prints, tells of each kind of agreement. */
class EvidenceTest {
  private static final List<Field> FIELDS =
      List.of(
          new Field("given_name", Comparison.NAME),
          new Field("family_name", Comparison.NAME),
          new Field("birth_date", Comparison.DATE),
          new Field("email", Comparison.EMAIL),
          new Field("phone", Comparison.NUMBER),
          new Field("street", Comparison.STREET),
          new Field("house_number", Comparison.NUMBER),
          new Field("ward", Comparison.TEXT),
          new Field("city", Comparison.TEXT),
          new Field("company", Comparison.COMPANY),
          new Field("middle_name", Comparison.NAME));
  private static final Normaliser NORMALISER =
      new Normaliser(FIELDS, "VN", List.of("0912345678", "test@"), List.of("sales"));
  private static final PairScorer SCORER =
      new PairScorer(FIELDS).knowing(ShortForms.of(List.of(ShortForms.pair("zenobia", "nobby"))));
  private static final Models MODELS = Models.ofPeople(model());

  /** One person's values are nearly always equal, two people's hardly ever. */
  private static Model model() {
    double[][] m = new double[FIELDS.size()][];
    double[][] u = new double[FIELDS.size()][];
    for (int f = 0; f < m.length; f++) {
      int levels = FIELDS.get(f).comparison().levels();
      m[f] = new double[levels];
      u[f] = new double[levels];
      Arrays.fill(m[f], 1, levels, 0.1 / (levels - 2));
      Arrays.fill(u[f], 1, levels, 0.01 / (levels - 2));
      m[f][1] = 0.9;
      u[f][levels - 1] = 0.99;
    }
    double[] related = {1e-6};
    Dependence none = new Dependence(List.of());
    return new Model(FIELDS, m, u, 1e-5, Relation.OF_PEOPLE, related, none);
  }

  private static Entry entry(Map<String, String> raw) {
    Profile profile = NORMALISER.profile(raw::get);
    return new Entry(0, profile, new float[FIELDS.size()], 0, new long[0]);
  }

  private static String evidence(Map<String, String> a, Map<String, String> b) {
    return SCORER.evidence(MODELS, entry(a), entry(b));
  }

  private static void tells(String words, String column, String a, String b) {
    String said = evidence(Map.of(column, a), Map.of(column, b));
    assertTrue(said.contains(words), said);
  }

  @Test
  void whichNamesAreOneOrTwo() {
    tells("given_name: short form or other spelling +", "given_name", "Bill", "William");
    tells("given_name: short form, as these records show +", "given_name", "Zenobia", "Nobby");
    tells("given_name: near, but two names -", "given_name", "Victor", "Victoria");
    tells("given_name: equal in another script", "given_name", "Владимир", "Vladimir");
    tells("generation: different -8.0", "full_name", "Robert Cole Sr.", "Robert Cole Jr.");
    assertFalse(
        evidence(Map.of("family_name", "Zenobia"), Map.of("family_name", "Nobby"))
            .contains("as these records show"));
  }

  @Test
  void aNameWithAMistypedBlankIsOneTypingErrorAway() {
    tells("given_name: typing error +", "full_name", "Châu Văn Đạt", "Châu VănfĐạt");
    tells("given_name: different -", "full_name", "Châu Văn Đạt", "Châu Văn Tám");
  }

  @Test
  void howFirmsAreCalled() {
    tells("company: part of the other +", "company", "Sol Bakery Ltd", "Sol Bakery Hanoi Ltd");
    tells("company: equal", "company", "Công ty TNHH Minh Long", "Minh Long");
    tells("company: initials +", "company", "General Trade House Inc", "GTH");
  }

  @Test
  void whereAnAddressDiffersAndWhatItWasCalledBefore() {
    tells("house_number: different -", "street", "12 Le Loi", "48 Le Loi");
    String exchanged =
        evidence(
            Map.of("street", "7 Delmar", "ward", "Racine Ave"),
            Map.of("street", "Racine Ave", "ward", "7 Delmar"));
    assertTrue(exchanged.contains("street: in another column +"), exchanged);
    Twins.Twin twin = Twins.all().get(6);
    String said = evidence(twin.before(), twin.today());
    assertTrue(said.contains("ward: equal, as of today"), said);
    assertTrue(said.contains("city: equal, as of today"), said);
    assertFalse(evidence(twin.today(), twin.today()).contains("as of today"));
  }

  @Test
  void whichValuesSayNothing() {
    tells("email: says nothing +0.0", "email", "sales2@b.vn", "lan@b.vn");
    tells("email: says nothing +0.0", "email", "test@b.vn", "lan@b.vn");
    tells("phone: says nothing +0.0", "phone", "0912345678", "0912000001");
    Entry put = entry(Map.of("birth_date", "1990-01-01"));
    Profile silent = put.profile().withoutValue(2);
    String said =
        SCORER.evidence(
            MODELS,
            new Entry(0, silent, put.rarity(), 0, new long[0]),
            entry(Map.of("birth_date", "1982-03-04")));
    assertTrue(said.contains("birth_date: a default +0.0"), said);
  }
}
