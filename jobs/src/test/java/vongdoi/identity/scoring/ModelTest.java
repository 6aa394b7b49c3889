package vongdoi.identity.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vongdoi.identity.comparing.Comparison;
import vongdoi.identity.comparing.Field;
import vongdoi.identity.comparing.Levels;
import vongdoi.identity.comparing.Normaliser;
import vongdoi.identity.comparing.Profile;
import vongdoi.identity.graph.JoinThreshold;

/** What levels of agreement say of one person, two strangers and two people of one household. */
class ModelTest {
  private static final Field GIVEN_NAME = new Field("given_name", Comparison.NAME);
  private static final Field BIRTH_DATE = new Field("birth_date", Comparison.DATE);
  private static final Field EMAIL = new Field("email", Comparison.EMAIL);
  private static final Field STREET = new Field("street", Comparison.TEXT);
  private static final Field COMPANY = new Field("company", Comparison.COMPANY);
  private static final Field DISTRICT = new Field("district", Comparison.TEXT);
  private static final Field CITY = new Field("city", Comparison.TEXT);
  private static final int SAMPLE_PAIRS = 320_000;

  /** A model in which one person's values are equal but for one in a thousand. */
  private static Model model(List<Dependence.FieldPair> pairs, Field... fields) {
    double[][] m = new double[fields.length][];
    double[][] u = new double[fields.length][];
    for (int f = 0; f < fields.length; f++) {
      int levels = fields[f].comparison().levels();
      m[f] = shares(levels, Levels.EQUAL, 0.999);
      u[f] = shares(levels, levels - 1, 0.99);
    }
    return new Model(
        List.of(fields),
        m,
        u,
        1e-5,
        Relation.OF_PEOPLE,
        new double[] {1e-6},
        new Dependence(pairs));
  }

  private static double[] shares(int levels, int most, double share) {
    double[] shares = new double[levels];
    Arrays.fill(shares, 1, levels, (1 - share) / (levels - 2));
    shares[most] = share;
    return shares;
  }

  private static long pattern(int... levels) {
    long pattern = 0;
    for (int f = 0; f < levels.length; f++) {
      pattern = Pattern.with(pattern, f, levels[f]);
    }
    return pattern;
  }

  private static int different(Field field) {
    return field.comparison().levels() - 1;
  }

  @Test
  void whoLivesInOneDistrictLivesInItsCityAnyway() {
    Dependence.Counts counts = new Dependence.Counts(List.of(DISTRICT, CITY, STREET));
    int d = different(CITY);
    int n = different(GIVEN_NAME);
    counts.add(pattern(1, 1, n), 0.04 * SAMPLE_PAIRS);
    counts.add(pattern(d, 1, n), 0.21 * SAMPLE_PAIRS);
    counts.add(pattern(d, d, n), 0.74 * SAMPLE_PAIRS);
    counts.add(pattern(d, d, 1), 0.0075 * SAMPLE_PAIRS);
    counts.add(pattern(d, 1, 1), 0.0025 * SAMPLE_PAIRS);
    List<Dependence.FieldPair> pairs = counts.tree().pairs();
    assertEquals(1, pairs.size());
    assertEquals(List.of(0, 1), List.of(pairs.get(0).a(), pairs.get(0).b()));
    assertEquals(Bits.log2(1 / 0.2525), pairs.get(0).bits(), 0.01);
    Model alone = model(List.of(), DISTRICT, CITY);
    Model tied = model(pairs, DISTRICT, CITY);
    assertEquals(
        pairs.get(0).bits(),
        alone.weight(pattern(1, 1), 12, 0) - tied.weight(pattern(1, 1), 12, 0),
        0.01);
    assertEquals(alone.weight(pattern(d, 1), 2, 0), tied.weight(pattern(d, 1), 2, 0));
  }

  @Test
  void whatAFewPairsHaveTogetherIsChance() {
    Dependence.Counts counts = new Dependence.Counts(List.of(STREET, CITY));
    counts.add(pattern(1, 1), 3);
    counts.add(pattern(different(STREET), different(CITY)), SAMPLE_PAIRS);
    assertTrue(counts.tree().pairs().isEmpty());
  }

  @Test
  void relativesOfOneGivenNameHaveMailboxesOfTheirOwn() {
    Model model = model(List.of(), GIVEN_NAME, EMAIL, STREET);
    double unknown = model.weight(pattern(1, 0, 1), 30, 6);
    double others = model.weight(pattern(1, different(EMAIL), 1), 30, 6);
    double same = model.weight(pattern(1, 1, 1), 50, 6);
    assertTrue(unknown > 0);
    assertTrue(others < JoinThreshold.STRONG, "other mailboxes: " + others);
    assertEquals(unknown, same, 0.1);
  }

  private static Entry entry(int generation, String... values) {
    return new Entry(
        0,
        new Profile(values, new String[values.length], false, generation),
        new float[] {8, 6, 14},
        0,
        new long[0]);
  }

  @Test
  void fatherAndSonOfOneNameAreTwo() {
    Field family = new Field("family_name", Comparison.NAME);
    List<Field> fields = List.of(GIVEN_NAME, family, BIRTH_DATE);
    PairScorer scorer = new PairScorer(fields);
    Models model = Models.ofPeople(model(List.of(), GIVEN_NAME, family, BIRTH_DATE));
    Entry senior = entry(1, "robert", "smith", "1950-02-03");
    Entry junior = entry(2, "robert", "smith", null);
    Entry unsaid = entry(0, "robert", "smith", null);
    Entry unsaidYoung = entry(0, "robert", "smith", "1981-11-27");
    assertEquals(
        -8, scorer.weight(model, senior, junior) - scorer.weight(model, senior, unsaid), 1e-9);
    assertTrue(scorer.evidence(model, senior, junior).endsWith("generation: different -8.0"));
    assertTrue(scorer.evidence(model, senior, unsaidYoung).endsWith("generation: different -8.0"));
    assertTrue(scorer.evidence(model, senior, unsaid).endsWith("family_name: equal +6.0"));
  }

  @Test
  void evidenceTellsWhatNamesAre() {
    PairScorer scorer = new PairScorer(List.of(GIVEN_NAME));
    Models model = Models.ofPeople(model(List.of(), GIVEN_NAME));
    Entry victor = entry(0, "victor");
    assertTrue(
        scorer
            .evidence(model, victor, entry(0, "victoria"))
            .startsWith("given_name: near, but two names -"));
    assertTrue(
        scorer
            .evidence(model, victor, entry(0, "vic"))
            .startsWith("given_name: short form or other spelling"));
    Entry cyrillic =
        new Entry(
            0,
            new Profile(new String[] {"viktor"}, new String[] {"виктор"}, false, 0),
            new float[] {8},
            0,
            new long[0]);
    assertTrue(
        scorer
            .evidence(model, cyrillic, entry(0, "viktor"))
            .startsWith("given_name: equal in another script +"));
  }

  @Test
  void relativesOfOneGivenNameHaveBirthDatesOfTheirOwn() {
    Model model = model(List.of(), GIVEN_NAME, BIRTH_DATE, STREET);
    assertTrue(model.weight(pattern(1, 0, 1), 30, 6) > 0);
    assertTrue(model.weight(pattern(1, different(BIRTH_DATE), 1), 30, 6) < -2);
  }

  /** Pairs of five thousand records of a thousand people, some with errors, and of strangers. */
  private static Model learnt(double atOneDistrictWithoutStreet, double families) {
    Field family = new Field("family_name", Comparison.NAME);
    List<Field> fields = List.of(GIVEN_NAME, family, BIRTH_DATE, STREET, DISTRICT);
    int n = different(GIVEN_NAME);
    int d = different(BIRTH_DATE);
    int far = different(STREET);
    Map<Long, Double> candidates = new TreeMap<>();
    candidates.put(ModelTraining.key(pattern(1, 1, 1, 1, 1), 45), 800.0);
    candidates.put(ModelTraining.key(pattern(1, 1, 1, 0, 1), 32), 60.0);
    candidates.put(ModelTraining.key(pattern(n, 1, 1, 1, 1), 37), 90.0);
    candidates.put(ModelTraining.key(pattern(1, 1, d, 1, 1), 30), 90.0);
    candidates.put(ModelTraining.key(pattern(1, n, 1, 1, 1), 36), 40.0);
    candidates.put(ModelTraining.key(pattern(n, 1, d, 1, 1), 22), 10.0 + families);
    candidates.put(ModelTraining.key(pattern(n, n, d, 0, 1), 24), atOneDistrictWithoutStreet);
    Map<Long, Double> randoms = new TreeMap<>();
    randoms.put(ModelTraining.key(pattern(n, n, d, far, 0), 0), 310_000.0);
    randoms.put(ModelTraining.key(pattern(1, n, d, far, 0), 8), 3_000.0);
    randoms.put(ModelTraining.key(pattern(n, 1, d, far, 0), 8), 1_000.0);
    randoms.put(ModelTraining.key(pattern(n, n, d, 0, far), 0), 6_000.0);
    return ModelTraining.of(fields, Relation.OF_PEOPLE, 12.5e6, candidates, randoms);
  }

  @Test
  void strangersOfOneDistrictOfWhomNoStreetIsKnownAreNoHousehold() {
    int n = different(GIVEN_NAME);
    long both = pattern(n, 1, different(BIRTH_DATE), 1, 1);
    double none = learnt(0, 0).weight(both, 22, 0);
    double strangers = learnt(60, 0).weight(both, 22, 0);
    double families = learnt(0, 200).weight(both, 22, 0);
    assertEquals(none, strangers, 0.5);
    assertTrue(strangers > 0, "no families: " + strangers);
    assertTrue(families < JoinThreshold.STRONG, "families: " + families);
  }

  @Test
  void firmsOfOneBuildingAreToldApartByNameAndBranchesByAddress() {
    Model firms = model(List.of(), COMPANY, STREET).ofFirms();
    double one = firms.weight(pattern(1, 1), 24, 12, 12);
    double neighbours = firms.weight(pattern(different(COMPANY), 1), 12, 0, 12);
    double branches = firms.weight(pattern(1, different(STREET)), 12, 12, 0);
    assertTrue(one > 0, "one firm: " + one);
    assertTrue(neighbours < JoinThreshold.STRONG, "neighbours: " + neighbours);
    assertTrue(branches < JoinThreshold.STRONG, "branches: " + branches);
  }

  @Test
  void theEvidenceTellsOfExchangedLinesAndUsualWords() {
    List<Field> fields =
        List.of(
            new Field("street", Comparison.STREET),
            new Field("house_number", Comparison.NUMBER),
            new Field("ward", Comparison.TEXT),
            COMPANY);
    Models models = Models.ofPeople(model(List.of(), fields.toArray(Field[]::new)));
    Normaliser normaliser = new Normaliser(fields, "VN", List.of(), List.of());
    Map<String, String> a = Map.of("street", "7 Delmar", "ward", "Racine Ave", "company", "Sol SA");
    Map<String, String> b = Map.of("street", "Racine Ave", "ward", "7 Delmar", "company", "Sol");
    String said =
        new PairScorer(fields).evidence(models, entry(normaliser, a), entry(normaliser, b));
    assertTrue(said.contains("street: in another column"), said);
    assertTrue(said.contains("company: equal"), said);
  }

  @Test
  void theEvidenceTellsOfDefaultDatesAndOfHowFirmsAreCalled() {
    PairScorer people = new PairScorer(List.of(GIVEN_NAME, BIRTH_DATE));
    Profile put = entry(0, "victor", "1990-01-01").profile().withoutValue(1);
    Entry byDefault = new Entry(0, put, new float[] {8, 0}, 0, new long[0]);
    String said =
        people.evidence(
            Models.ofPeople(model(List.of(), GIVEN_NAME, BIRTH_DATE)),
            byDefault,
            entry(0, "victor", "1982-03-04"));
    assertTrue(said.endsWith("birth_date: a default +0.0"), said);
    PairScorer firms = new PairScorer(List.of(COMPANY));
    Models models = Models.ofPeople(model(List.of(), COMPANY));
    Entry whole = entry(0, "acme temple|academy");
    assertTrue(
        firms.evidence(models, whole, entry(0, "acme")).startsWith("company: part of the other"));
    assertTrue(
        firms
            .evidence(models, whole, entry(0, "acme temple"))
            .startsWith("company: usual words differ"));
    assertTrue(
        firms.evidence(models, whole, entry(0, "ata")).startsWith("company: initials"),
        firms.evidence(models, whole, entry(0, "ata")));
  }

  private static Entry entry(Normaliser normaliser, Map<String, String> raw) {
    Profile profile = normaliser.profile(raw::get);
    return new Entry(0, profile, new float[profile.values().length], 0, new long[0]);
  }
}
