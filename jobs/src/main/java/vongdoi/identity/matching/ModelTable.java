package vongdoi.identity.matching;

import static org.apache.spark.sql.functions.col;

import java.sql.Date;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.identity.comparing.Field;
import vongdoi.identity.scoring.Dependence;
import vongdoi.identity.scoring.Model;
import vongdoi.identity.scoring.Models;
import vongdoi.identity.scoring.Relation;

/** Models as rows that people can read: one per compared column and level. */
public final class ModelTable {
  private static final String PAIR = "(pair)";
  private static final String AND = " and ";

  /** Before the fields of pairs of firms, where something was learnt of them. */
  private static final String FIRMS = "firm: ";

  private final Inputs in;
  private final MatchConfig config;
  private final Optional<Versioned> last;

  /**
   * @param trained run date that trained it
   * @param isNew whether this run did
   */
  public record Versioned(Models model, Date trained, boolean isNew) {
    public String version() {
      return trained.toString();
    }
  }

  public ModelTable(Inputs in, MatchConfig config) {
    this.in = in;
    this.config = config;
    this.last = in.isFirst() ? Optional.empty() : last();
  }

  /** The last model, unless it is too old or the settings are others. */
  public Optional<Versioned> young() {
    return last.filter(
        v ->
            in.seen().isPresent()
                && ChronoUnit.DAYS.between(v.trained().toLocalDate(), in.run().date())
                    < config.retrainDays());
  }

  /** A trained model under its version: the last one's, where nothing was learnt. */
  public Versioned versioned(Models model) {
    if (last.isPresent() && last.get().model().rounded().equals(model.rounded())) {
      return last.get();
    }
    return new Versioned(model, Date.valueOf(in.run().date()), true);
  }

  private Optional<Versioned> last() {
    Dataset<Row> all = in.own(Silver.IDENTITY_MODELS);
    List<Row> rows =
        all.join(all.selectExpr("max(trained_date) as trained_date"), "trained_date")
            .where(col("trained_date").leq(in.date()))
            .select("field", "level", "m_probability", "u_probability", "trained_date", "bits")
            .collectAsList();
    List<Row> firms = rows.stream().filter(r -> r.getString(0).startsWith(FIRMS)).toList();
    Optional<Model> people =
        read(rows.stream().filter(r -> !firms.contains(r)).toList(), "", Relation.OF_PEOPLE);
    Optional<Model> ofFirms =
        firms.isEmpty() ? Optional.empty() : read(firms, FIRMS, Relation.OF_FIRMS);
    Optional<Models> both =
        firms.isEmpty()
            ? people.map(Models::ofPeople)
            : people.flatMap(p -> ofFirms.map(f -> new Models(p, f)));
    return both.map(models -> new Versioned(models, rows.get(0).getDate(4), false));
  }

  /** A model, unless its rows tell of other fields. */
  private Optional<Model> read(List<Row> rows, String prefix, List<Relation> relations) {
    List<Field> fields = config.compared();
    double[][] m = new double[fields.size()][];
    double[][] u = new double[fields.size()][];
    for (int f = 0; f < m.length; f++) {
      m[f] = new double[fields.get(f).comparison().levels()];
      u[f] = new double[m[f].length];
    }
    List<String> columns = fields.stream().map(Field::column).toList();
    double[] priors = new double[1 + relations.size()];
    List<Dependence.FieldPair> pairs = new ArrayList<>();
    for (Row row : rows) {
      int level = row.getInt(1);
      String name = row.getString(0).substring(prefix.length());
      String[] both = name.split(AND, 2);
      int f = columns.indexOf(both[0]);
      if (name.equals(PAIR) && level < priors.length) {
        priors[level] = row.getDouble(2);
      } else if (f < 0 || level >= m[f].length) {
        return Optional.empty();
      } else if (both.length == 2) {
        pairs.add(new Dependence.FieldPair(f, columns.indexOf(both[1]), -row.getDouble(5)));
      } else {
        m[f][level] = row.getDouble(2);
        u[f][level] = row.getDouble(3);
      }
    }
    if (Stream.of(m).anyMatch(levels -> levels[1] == 0)
        || pairs.stream().anyMatch(pair -> pair.b() < 0)) {
      return Optional.empty();
    }
    pairs.sort(
        Comparator.comparingInt(Dependence.FieldPair::a).thenComparingInt(Dependence.FieldPair::b));
    double[] related = Arrays.copyOfRange(priors, 1, priors.length);
    return Optional.of(
        new Model(fields, m, u, priors[0], relations, related, new Dependence(pairs)));
  }

  /** Rows of {@code silver.identity_models}. */
  public Dataset<Row> rows(Versioned versioned) {
    List<Row> rows = new ArrayList<>(rows(versioned, versioned.model().people(), ""));
    if (versioned.model().knowFirms()) {
      rows.addAll(rows(versioned, versioned.model().firms(), FIRMS));
    }
    return in.spark().createDataFrame(rows, Silver.IDENTITY_MODELS.schema());
  }

  private static List<Row> rows(Versioned versioned, Model model, String prefix) {
    List<Row> rows = new ArrayList<>();
    String one = prefix.isEmpty() ? "one person" : "one firm";
    rows.add(row(versioned, prefix + PAIR, 0, one, model.lambda(), 1, model.prior()));
    for (int r = 0; r < model.related().length; r++) {
      String relation = model.relations().get(r).words();
      double share = model.related()[r];
      rows.add(row(versioned, prefix + PAIR, r + 1, relation, share, 1, model.relatedPrior(r)));
    }
    for (int f = 0; f < model.fields().size(); f++) {
      Field field = model.fields().get(f);
      for (int level = 1; level < field.comparison().levels(); level++) {
        rows.add(
            row(
                versioned,
                prefix + field.column(),
                level,
                field.comparison().level(level),
                model.m()[f][level],
                model.u()[f][level],
                level == 1 ? model.usualBits(f) : model.bits(f, level)));
      }
    }
    for (Dependence.FieldPair pair : model.dependence().pairs()) {
      double[] a = {model.m()[pair.a()][1], model.u()[pair.a()][1]};
      double[] b = {model.m()[pair.b()][1], model.u()[pair.b()][1]};
      String names =
          model.fields().get(pair.a()).column() + AND + model.fields().get(pair.b()).column();
      double u = Math.min(1, a[1] * b[1] * Math.pow(2, pair.bits()));
      rows.add(row(versioned, prefix + names, 1, "both equal", a[0] * b[0], u, -pair.bits()));
    }
    return rows;
  }

  private static Row row(
      Versioned v, String field, int level, String meaning, double m, double u, double bits) {
    return RowFactory.create(v.version(), field, level, meaning, m, u, bits, v.trained());
  }
}
