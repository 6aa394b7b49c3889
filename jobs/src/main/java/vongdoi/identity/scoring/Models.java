package vongdoi.identity.scoring;

import java.io.Serializable;
import vongdoi.identity.comparing.Profile;

/**
 * What agreement is worth between people, and between firms: one address says little of a family's
 * members and nearly all of a firm's records.
 *
 * @param people knows two people of one household beside one person and two strangers
 * @param firms knows no households, but two firms in one building, and two branches of one
 */
public record Models(Model people, Model firms) implements Serializable {

  /** The model of a pair, both of whose records are people or both firms. */
  Model of(Profile profile) {
    return profile.isBusiness() ? firms : people;
  }

  /** Where nothing was learnt of firms: their values are weighed as people's. */
  public static Models ofPeople(Model people) {
    return new Models(people, people.ofFirms());
  }

  /** Probability that a pair tallied under a key is one. */
  double probability(long key) {
    Model model = TallyKey.isOfFirms(key) ? firms : people;
    return ModelTraining.classes(model, TallyKey.ofPeople(key))[0];
  }

  /** Whether something was learnt of firms. */
  public boolean knowFirms() {
    return !firms.rounded().equals(people.ofFirms().rounded());
  }

  /** All probabilities to six digits, to see whether two models are one. */
  public String rounded() {
    return people.rounded() + firms.rounded();
  }
}
