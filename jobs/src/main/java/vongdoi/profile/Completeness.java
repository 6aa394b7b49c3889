package vongdoi.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vongdoi.common.config.ConfigPath;
import vongdoi.common.config.Mistake;

/**
 * How much of a portrait is known: the weights of the facts that are there over those of all facts
 * that are asked of such a customer. A person is not asked for a tax code, a company not for its
 * age.
 */
final class Completeness {
  /** Whom a fact is asked of. */
  private enum Asked {
    ALL,
    PERSON,
    BUSINESS
  }

  private record Fact(Asked asked, String isKnown) {}

  private static final Map<String, Fact> FACTS = facts();

  private Completeness() {}

  private static Map<String, Fact> facts() {
    Map<String, Fact> facts = new LinkedHashMap<>();
    facts.put("full-name", new Fact(Asked.ALL, "full_name is not null"));
    facts.put("age", new Fact(Asked.PERSON, "age_band is not null"));
    facts.put("gender", new Fact(Asked.PERSON, "gender is not null"));
    facts.put("email", new Fact(Asked.ALL, "email is not null"));
    facts.put("phone", new Fact(Asked.ALL, "phone is not null"));
    facts.put("city", new Fact(Asked.ALL, "coalesce(province, city) is not null"));
    facts.put("street", new Fact(Asked.ALL, "street is not null"));
    facts.put("occupation", new Fact(Asked.PERSON, "occupation is not null"));
    facts.put("income-band", new Fact(Asked.PERSON, "income_band is not null"));
    facts.put("company", new Fact(Asked.BUSINESS, "company is not null"));
    facts.put("tax-code", new Fact(Asked.BUSINESS, "tax_code is not null"));
    facts.put("favourite-category", new Fact(Asked.ALL, "favourite_category is not null"));
    facts.put(
        "consent",
        new Fact(
            Asked.ALL,
            "coalesce(email_consent, sms_consent, zalo_consent, push_consent, call_consent)"
                + " is not null"));
    return facts;
  }

  /** Unknown facts, and whom nothing is asked of: a person or a business. */
  static List<Mistake> mistakes(Map<String, Double> weights) {
    ConfigPath block = ConfigPath.of("completeness");
    List<Mistake> mistakes = new ArrayList<>();
    for (String fact : weights.keySet()) {
      if (!FACTS.containsKey(fact)) {
        mistakes.add(Mistake.unknown(block.at(fact), fact, FACTS.keySet()));
      }
    }
    for (Asked whom : List.of(Asked.PERSON, Asked.BUSINESS)) {
      if (asked(weights, whom) <= 0) {
        mistakes.add(
            Mistake.of(
                block,
                "no weight for a " + whom.name().toLowerCase(Locale.ROOT),
                "must be above 0 for a fact"));
      }
    }
    return mistakes;
  }

  /** SQL over the portrait's columns: the score, 0 to 1. */
  static String score(Map<String, Double> weights) {
    return "if(customer_kind = 'business', %s, %s)"
        .formatted(share(weights, Asked.BUSINESS), share(weights, Asked.PERSON));
  }

  private static String share(Map<String, Double> weights, Asked whom) {
    List<String> known = new ArrayList<>();
    FACTS.forEach(
        (name, fact) -> {
          double weight = weight(weights, name, fact, whom);
          if (weight > 0) {
            known.add("if(%s, %sD, 0D)".formatted(fact.isKnown(), weight));
          }
        });
    return "(%s) / %sD".formatted(String.join(" + ", known), asked(weights, whom));
  }

  private static double asked(Map<String, Double> weights, Asked whom) {
    double sum = 0;
    for (Map.Entry<String, Fact> fact : FACTS.entrySet()) {
      sum += weight(weights, fact.getKey(), fact.getValue(), whom);
    }
    return sum;
  }

  private static double weight(Map<String, Double> weights, String name, Fact fact, Asked whom) {
    boolean isAsked = fact.asked() == Asked.ALL || fact.asked() == whom;
    return isAsked ? weights.getOrDefault(name, 0D) : 0;
  }
}
