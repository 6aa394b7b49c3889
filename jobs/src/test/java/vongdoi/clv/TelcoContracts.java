package vongdoi.clv;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Made-up contracts of a telecom whose hazard is known: by age, kind of contract, services, price
 * and way of payment. The columns are named as in the public set of 7,043 contracts; the numbers
 * are our own.
 */
public final class TelcoContracts {
  private static final List<String> HEADER =
      List.of(
          "customerID",
          "gender",
          "SeniorCitizen",
          "Partner",
          "Dependents",
          "tenure",
          "PhoneService",
          "MultipleLines",
          "InternetService",
          "OnlineSecurity",
          "OnlineBackup",
          "DeviceProtection",
          "TechSupport",
          "StreamingTV",
          "StreamingMovies",
          "Contract",
          "PaperlessBilling",
          "PaymentMethod",
          "MonthlyCharges",
          "TotalCharges",
          "Churn");

  private final SplittableRandom random;

  public TelcoContracts(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /**
   * A contract.
   *
   * @param cells by the names of the header, but for tenure, TotalCharges and Churn
   */
  public record Contract(Map<String, String> cells, double price) {

    /** Log odds of an end in a month apart from its level, at an age in months. */
    double logOdds(double age) {
      double fiber = is("InternetService", "Fiber optic");
      double none = is("InternetService", "No");
      return -0.75 * Math.log1p(age)
          + 1.1 * fiber
          - 0.9 * none
          - 1.5 * is("Contract", "One year")
          - 2.6 * is("Contract", "Two year")
          + 0.6 * is("PaymentMethod", "Electronic check")
          + 0.5 * is("PaperlessBilling", "Yes")
          - 0.6 * is("OnlineSecurity", "Yes")
          - 0.5 * is("TechSupport", "Yes")
          + 0.35 * Double.parseDouble(cells.get("SeniorCitizen"))
          - 0.25 * is("Dependents", "Yes")
          + 0.5 * fiber * is("StreamingTV", "Yes")
          + (price - 65) / 90;
    }

    private double is(String column, String value) {
      return cells.get(column).equals(value) ? 1 : 0;
    }
  }

  /**
   * A contract as a snapshot has it.
   *
   * @param probability of the end in the snapshot's month
   */
  public record Seen(Contract contract, int tenure, double probability, boolean churned) {
    /** What was paid so far; empty for who has just begun. */
    String totalCharges(double drift) {
      return tenure == 0
          ? " "
          : String.format(Locale.ROOT, "%.2f", tenure * contract.price() * (1 + drift));
    }
  }

  private boolean chance(double p) {
    return random.nextDouble() < p;
  }

  private String yes(double p) {
    return chance(p) ? "Yes" : "No";
  }

  private String service(boolean has, double p, String without) {
    return has ? yes(p) : without;
  }

  public Contract contract(String id) {
    Map<String, String> cells = new LinkedHashMap<>();
    double kind = random.nextDouble();
    double internet = random.nextDouble();
    String service = internet < 0.44 ? "Fiber optic" : internet < 0.78 ? "DSL" : "No";
    boolean online = !service.equals("No");
    boolean phone = !service.equals("DSL") || chance(0.75);
    String none = "No internet service";
    cells.put("customerID", id);
    cells.put("gender", chance(0.5) ? "Male" : "Female");
    cells.put("SeniorCitizen", chance(0.16) ? "1" : "0");
    cells.put("Partner", yes(0.48));
    cells.put("Dependents", yes(0.3));
    cells.put("PhoneService", phone ? "Yes" : "No");
    cells.put("MultipleLines", service(phone, 0.46, "No phone service"));
    cells.put("InternetService", service);
    for (String extra :
        List.of(
            "OnlineSecurity",
            "OnlineBackup",
            "DeviceProtection",
            "TechSupport",
            "StreamingTV",
            "StreamingMovies")) {
      cells.put(extra, service(online, 0.42, none));
    }
    cells.put("Contract", kind < 0.55 ? "Month-to-month" : kind < 0.76 ? "One year" : "Two year");
    cells.put("PaperlessBilling", yes(0.59));
    double method = random.nextDouble();
    cells.put(
        "PaymentMethod",
        method < 0.34
            ? "Electronic check"
            : method < 0.57
                ? "Mailed check"
                : method < 0.79 ? "Bank transfer (automatic)" : "Credit card (automatic)");
    long extras = cells.values().stream().filter("Yes"::equals).count();
    double price =
        20
            + (service.equals("DSL") ? 25 : service.equals("No") ? 0 : 50)
            + 4 * extras
            + 3 * random.nextDouble();
    price = Math.round(price * 20) / 20.0;
    cells.put("MonthlyCharges", String.format(Locale.ROOT, "%.2f", price));
    return new Contract(cells, price);
  }

  /** Contracts in force when the month of the snapshot began, and who left in it. */
  public List<Seen> snapshot(int contracts) {
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < contracts; i++) {
      Contract contract = contract("%04d-CASE".formatted(i));
      double reach = contract.is("Contract", "Month-to-month") == 1 ? 24 : 60;
      int tenure = (int) Math.min(72, -reach * Math.log(1 - random.nextDouble()) * 0.9 + 0.4);
      double p = tenure == 0 ? 0 : 1 / (1 + Math.exp(-(contract.logOdds(tenure) + 1.1)));
      seen.add(new Seen(contract, tenure, p, chance(p)));
    }
    return seen;
  }

  /** The file with the columns of the public set. */
  public static List<String> csv(List<Seen> seen) {
    List<String> lines = new ArrayList<>(List.of(String.join(",", HEADER)));
    for (Seen one : seen) {
      Map<String, String> cells = new LinkedHashMap<>(one.contract().cells());
      cells.put("tenure", "" + one.tenure());
      cells.put("TotalCharges", one.totalCharges((lines.size() % 7 - 3) * 0.01));
      cells.put("Churn", one.churned() ? "Yes" : "No");
      lines.add(HEADER.stream().map(cells::get).collect(Collectors.joining(",")));
    }
    return lines;
  }

  /** The attributes of a contract as JSON. */
  static String attributes(Contract contract, Map<String, String> further) {
    Map<String, String> all = new LinkedHashMap<>(contract.cells());
    all.keySet().removeAll(List.of("customerID", "Contract", "MonthlyCharges"));
    all.putAll(further);
    return all.entrySet().stream()
        .filter(e -> !e.getValue().isBlank())
        .map(e -> "\"%s\":\"%s\"".formatted(e.getKey(), e.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** A row of silver.subscriptions. */
  static String row(
      Contract contract, LocalDate start, LocalDate end, Map<String, String> further) {
    String id = contract.cells().get("customerID");
    return ("{\"subscription_id\":\"%s\",\"customer_id\":\"c-%s\",\"interval\":\"month\",\"plan\":\"%s\","
            + "\"amount\":%s,\"currency\":\"VND\",\"status\":\"%s\","
            + "\"started_at\":\"%sT05:00:00Z\",\"attributes\":%s%s}")
        .formatted(
            id,
            id,
            contract.cells().get("Contract"),
            contract.cells().get("MonthlyCharges"),
            end == null ? "active" : "cancelled",
            start,
            attributes(contract, further),
            end == null ? "" : ",\"cancelled_at\":\"" + end + "T05:00:00Z\"");
  }

  /** Whether a contract ends in a month, given its age, at a monthly level. */
  boolean ends(Contract contract, int age, double level) {
    return chance(hazard(contract, age, level));
  }

  static double hazard(Contract contract, int age, double level) {
    return 1 / (1 + Math.exp(-(contract.logOdds(age) + level)));
  }

  /** Share of pairs of one who left and one who stayed that the probabilities rank rightly. */
  public static double auc(List<double[]> probabilityAndOutcome) {
    List<double[]> sorted = new ArrayList<>(probabilityAndOutcome);
    sorted.sort((a, b) -> Double.compare(a[0], b[0]));
    double stayed = 0;
    double ended = 0;
    double above = 0;
    for (double[] one : sorted) {
      above += one[1] * stayed;
      ended += one[1];
      stayed += 1 - one[1];
    }
    return above / (ended * stayed);
  }
}
