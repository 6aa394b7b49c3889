import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Map;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import vongdoi.models.fitting.FitSummary;
import vongdoi.models.spend.GammaGamma;
import vongdoi.models.purchase.PurchaseEstimator;
import vongdoi.models.PurchaseFamily;
import vongdoi.models.purchase.PurchaseModel;

/** Fits and scores simulated customers of two years at day grain; see bench/models. */
public final class Models {
  private static final int WINDOW_DAYS = 730;
  private static final StructType SCHEMA =
      StructType.fromDDL("frequency DOUBLE, recency DOUBLE, T DOUBLE, monetary_value DOUBLE");

  private Models() {}

  public static void main(String[] arguments) {
    long customers = Long.parseLong(arguments[0]);
    SparkSession spark = SparkSession.builder().getOrCreate();
    spark.sparkContext().setLogLevel("ERROR");
    for (long n : new long[] {customers / 10, customers}) {
      System.out.printf("%n%,d customers of two years, day grain%n", n);
      measure(spark, n, n == customers ? arguments[1] : "");
    }
    System.out.printf("%npeak heap %,d MB%n", peakHeap() >> 20);
    spark.stop();
  }

  /**
   * @param peer folder that gets the histories for the peer; empty: none
   */
  private static void measure(SparkSession spark, long customers, String peer) {
    Dataset<Row> histories =
        spark
            .range(0, customers, 1, spark.sparkContext().defaultParallelism())
            .map((MapFunction<Long, Row>) Models::simulated, Encoders.row(SCHEMA))
            .cache();
    timed("simulating and caching", histories::count);
    timed("one pass over the customers", () -> histories.agg(Map.of("T", "sum")).head());
    for (PurchaseFamily family :
        new PurchaseFamily[] {PurchaseFamily.BETA_GEOMETRIC, PurchaseFamily.PARETO_NBD}) {
      PurchaseEstimator<?, ?> estimator = family.estimator();
      PurchaseModel<?>[] model = new PurchaseModel<?>[1];
      timed(family.title() + " fit with grouping", () -> model[0] = estimator.fit(histories));
      describe(model[0].summary());
      model[0].setHorizon(90);
      double cpu =
          timed(
              family.title() + " scores",
              () ->
                  model[0]
                      .transform(histories)
                      .selectExpr(
                          "sum(alive_probability)",
                          "sum(active_probability)",
                          "sum(expected_purchases)")
                      .head());
      System.out.printf("  %,.0f customers scored a second a core%n", customers / cpu);
    }
    FitSummary[] spend = new FitSummary[1];
    timed("Gamma-Gamma fit", () -> spend[0] = new GammaGamma().fit(histories).summary());
    describe(spend[0]);
    if (!peer.isEmpty()) {
      histories.coalesce(1).select("frequency", "recency", "T").write().csv(peer);
    }
    histories.unpersist();
  }

  /** A customer of the BG/NBD with r = 0.6, alpha = 60 days, a = 0.8, b = 2.5. */
  private static Row simulated(long id) {
    RandomGenerator random = new Well19937c(id);
    double rate = new GammaDistribution(random, 0.6, 1.0 / 60).sample();
    double leaving = new BetaDistribution(random, 0.8, 2.5).sample();
    int age = 1 + random.nextInt(WINDOW_DAYS);
    int frequency = 0;
    double last = 0;
    double next = -Math.log1p(-random.nextDouble()) / rate;
    while (next <= age) {
      if (Math.ceil(next) > last) {
        frequency++;
      }
      last = Math.ceil(next);
      next =
          random.nextDouble() < leaving
              ? Double.POSITIVE_INFINITY
              : next - Math.log1p(-random.nextDouble()) / rate;
    }
    double scale = new GammaDistribution(random, 4, 1.0 / 15).sample();
    double spend =
        frequency == 0 ? 0 : new GammaDistribution(random, 6.0 * frequency, 1 / scale).sample();
    double mean = frequency == 0 ? 0 : Math.round(100 * spend / frequency) / 100.0;
    return RowFactory.create((double) frequency, Math.min(last, age), (double) age, mean);
  }

  private static void describe(FitSummary fit) {
    System.out.printf(
        "  %s %s, %d iterations, %d passes over %,d distinct rows%n",
        fit.names(), fit.estimates(), fit.iterations(), fit.passes(), fit.distinctObservations());
  }

  /** Seconds of processor time that the whole process took meanwhile. */
  private static double timed(String what, Runnable work) {
    OperatingSystemMXBean system =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long start = System.nanoTime();
    long cpu = system.getProcessCpuTime();
    work.run();
    double used = (system.getProcessCpuTime() - cpu) / 1e9;
    System.out.printf(
        "  %-28s %7.2f s %7.2f CPU s%n", what, (System.nanoTime() - start) / 1e9, used);
    return used;
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
