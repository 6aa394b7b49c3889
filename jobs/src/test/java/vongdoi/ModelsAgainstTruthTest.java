package vongdoi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vongdoi.churn.ScoreChurn;
import vongdoi.churn.TrainChurn;
import vongdoi.clv.FitClv;
import vongdoi.clv.ScoreClv;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;
import vongdoi.common.spark.LocalSpark;
import vongdoi.feature.ComputeFeatures;
import vongdoi.feature.LearnSeason;
import vongdoi.generate.buying.Buying;
import vongdoi.generate.buying.BuyingProcess;
import vongdoi.generate.buying.Order;
import vongdoi.generate.people.CrmDesk;
import vongdoi.generate.people.People;
import vongdoi.generate.people.Person;
import vongdoi.generate.shop.Behaviour;
import vongdoi.generate.shop.ShopCalendar;
import vongdoi.generate.shop.ShopSettings;
import vongdoi.models.families.BetaGeometricDistribution;
import vongdoi.platform.ConfigFile;
import vongdoi.platform.VongdoiConfig;

/**
 * Value and churn of a shop, as shipped, against what its people will do, and against the score of
 * who knows the true parameters of the process that they come from: the best there is for who sees
 * their orders alone.
 */
class ModelsAgainstTruthTest {
  private static final int DAYS = 400;
  private static final int HORIZON = ShopSettings.HORIZON_DAYS;

  /** A buyer by what the generator knows. */
  private record Truth(boolean leaves, double amount) {}

  /** A churn score and what came. */
  private record Scored(boolean left, double score) {}

  /** Whether the models are told how busy the shop is by the calendar. */
  private enum Season {
    KNOWN,
    UNKNOWN
  }

  /**
   * How near the scores came.
   *
   * @param value foretold over value that came
   * @param best AUC of who knows the process
   */
  private record Figures(double value, double auc, double best, double calibrationError) {}

  private final Map<String, Truth> truths = new HashMap<>();
  private final List<Row> orders = new ArrayList<>();

  @Test
  void scoresOfAFewThousandComeNearTheTruth() {
    assertNearTheTruth(3_000);
  }

  @Test
  @Tag("heavy")
  void scoresOfManyComeNearTheTruth() {
    assertNearTheTruth(60_000);
  }

  /** The 90 days hold 11.11, 12.12 and the weeks before Tết, each of which the data saw once. */
  @Test
  @Tag("heavy")
  void scoresOfAShopWithSeasonsComeNearTheTruthAndNearerThanByTheCalendar() {
    ShopSettings shop = ShopSettings.of(20_000, DAYS, 5);
    live(shop);
    Figures figures = figures(shop, Season.KNOWN);
    Figures byTheCalendar = figures(shop, Season.UNKNOWN);
    assertNearTheTruth(figures, 0.05);
    assertTrue(
        Math.abs(figures.value() - 1) < Math.abs(byTheCalendar.value() - 1),
        figures + " " + byTheCalendar);
  }

  private void assertNearTheTruth(int customers) {
    ShopSettings shop =
        ShopSettings.of(customers, DAYS, 5).withBehaviour(Behaviour.standard().withoutSeasons());
    live(shop);
    assertNearTheTruth(figures(shop, Season.KNOWN), 0.1);
  }

  private static void assertNearTheTruth(Figures figures, double tolerance) {
    assertTrue(figures.auc() > figures.best() - 0.02, figures.toString());
    assertEquals(1, figures.value(), tolerance, "value foretold over value that came");
    assertTrue(figures.calibrationError() <= 0.02, figures.toString());
  }

  private Figures figures(ShopSettings shop, Season season) {
    TestLake lake = scored(shop.endDate().toString(), season);
    double foretold =
        lake.read(Gold.CLV_SCORES).selectExpr("double(sum(clv_amount))").head().getDouble(0);
    double came = truths.values().stream().mapToDouble(Truth::amount).sum();
    Behaviour b = shop.behaviour();
    BetaGeometricDistribution law =
        new BetaGeometricDistribution(
            b.purchaseShape(), b.purchaseScale(), b.dropoutA(), b.dropoutB());
    List<Scored> shipped = new ArrayList<>();
    List<Scored> best = new ArrayList<>();
    for (Row row :
        lake.read(Gold.CHURN_SCORES)
            .join(lake.read(Gold.FEATURES), new String[] {"customer_id", "as_of_date"})
            .selectExpr(
                "customer_id",
                "churn_probability",
                "double(repeat_orders_count)",
                "days_first_to_last_order",
                "days_since_first_order")
            .collectAsList()) {
      boolean left = truths.get(row.getString(0)).leaves();
      shipped.add(new Scored(left, row.getDouble(1)));
      best.add(
          new Scored(
              left,
              1
                  - law.activeProbability(
                      row.getDouble(2), row.getDouble(3), row.getDouble(4), HORIZON)));
    }
    assertEquals(truths.size(), shipped.size());
    Figures figures =
        new Figures(foretold / came, auc(shipped), auc(best), calibrationError(shipped));
    // What docs/models.md quotes.
    System.out.printf("%d customers, season %s: %s%n", shop.customers(), season, figures);
    return figures;
  }

  /** Fills orders and truths. */
  private void live(ShopSettings shop) {
    ShopCalendar calendar = new ShopCalendar(shop);
    People people = new People(shop, calendar);
    CrmDesk crm = new CrmDesk(shop, calendar);
    BuyingProcess process = new BuyingProcess(shop, calendar);
    for (long index = 0; index < shop.customers(); index++) {
      Person person = people.person(index);
      Buying buying = process.buying(person, crm.entries(person));
      List<Order> before =
          buying.orders().stream()
              .filter(order -> order.at() < calendar.end() && !order.isCancelled())
              .toList();
      if (before.isEmpty()) {
        continue;
      }
      before.forEach(order -> orders.add(row(person.entityId(), order, calendar)));
      List<Order> after =
          buying.orders().stream()
              .filter(order -> order.at() >= calendar.end() && order.at() < calendar.horizon())
              .toList();
      truths.put(
          person.entityId(),
          new Truth(
              after.stream().allMatch(Order::isCancelled),
              after.stream().mapToDouble(Order::netAmount).sum()));
    }
  }

  private static Row row(String customer, Order order, ShopCalendar calendar) {
    LocalDate date = calendar.date(order.at());
    return RowFactory.create(
        order.id(),
        customer,
        new Timestamp(order.at()),
        Date.valueOf(date),
        order.total(),
        order.netAmount());
  }

  /** Features, fits and scores with the shipped settings; value of the 90 days, undiscounted. */
  private TestLake scored(String date, Season season) {
    Dataset<Row> rows =
        LocalSpark.session()
            .createDataFrame(
                orders,
                StructType.fromDDL(
                    "order_id string, customer_id string, ordered_at timestamp, order_date date,"
                        + " total bigint, net bigint"))
            .selectExpr(
                "*",
                "'shop' as owner_source",
                "customer_id as owner_id",
                "'completed' as status",
                "true as is_valid",
                "false as is_taken_back",
                "cast(total as decimal(18,2)) as total_amount",
                "cast(net as decimal(18,2)) as net_amount",
                "1L as items_count",
                "'VND' as currency")
            .drop("total", "net");
    for (String column : Silver.ORDERS.columnNames()) {
      if (!List.of(rows.columns()).contains(column)) {
        rows = rows.withColumn(column, functions.lit(null));
      }
    }
    TestLake lake = TestLake.empty().append(Silver.ORDERS, rows);
    VongdoiConfig config =
        ConfigFile.load(
                null, Map.of("clv.horizon-days", "" + HORIZON, "clv.annual-discount-rate", "0"))
            .settings();
    lake.run(new ComputeFeatures(config.feature()), date);
    if (season == Season.KNOWN) {
      lake.run(new LearnSeason(config.feature()), date);
    }
    lake.run(new FitClv(config.clv()), date);
    lake.run(new ScoreClv(config.clv()), date);
    lake.run(new TrainChurn(config.churn()), date);
    lake.run(new ScoreChurn(config.churn()), date);
    return lake;
  }

  /** Mann and Whitney's count of pairs in the right order, over distinct scores. */
  private static double auc(List<Scored> rows) {
    List<Scored> sorted = rows.stream().sorted(Comparator.comparing(Scored::score)).toList();
    double stayedBelow = 0;
    double right = 0;
    long left = 0;
    for (int i = 0; i < sorted.size(); ) {
      int end = i;
      double leftHere = 0;
      for (; end < sorted.size() && sorted.get(end).score() == sorted.get(i).score(); end++) {
        leftHere += sorted.get(end).left() ? 1 : 0;
      }
      double stayedHere = end - i - leftHere;
      right += leftHere * (stayedBelow + stayedHere / 2);
      stayedBelow += stayedHere;
      left += (long) leftHere;
      i = end;
    }
    return right / (left * stayedBelow);
  }

  /** Mean distance of promise and outcome over ten bins, weighted by their rows. */
  private static double calibrationError(List<Scored> rows) {
    double[] promised = new double[10];
    double[] left = new double[10];
    for (Scored row : rows) {
      int bin = (int) Math.min(9, row.score() * 10);
      promised[bin] += row.score();
      left[bin] += row.left() ? 1 : 0;
    }
    double sum = 0;
    for (int bin = 0; bin < 10; bin++) {
      sum += Math.abs(promised[bin] - left[bin]);
    }
    return sum / rows.size();
  }
}
