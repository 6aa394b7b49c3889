package vongdoi.models.purchase;

import java.util.Arrays;
import vongdoi.models.fitting.Likelihood;

/**
 * A likelihood of purchase histories whose parameters depend on static covariates. An observation
 * starts with its covariates, so that sorted ones with the same covariates share a term.
 */
record CovariateLikelihood(PurchaseHistoryLikelihood plain, CovariateEffects effects)
    implements Likelihood {

  @Override
  public int dimension() {
    return effects.parameters() + effects.size();
  }

  @Override
  public String complaint(double[] values, int at) {
    for (int i = 0; i < effects.size(); i++) {
      if (!(Math.abs(values[at + i]) < Double.POSITIVE_INFINITY)) {
        return "covariates must be finite numbers";
      }
    }
    return plain.complaint(values, at + effects.size());
  }

  @Override
  public Likelihood.Term at(double[] all) {
    return effects.size() == 0 ? plain.at(all) : new Term(all);
  }

  private final class Term implements Likelihood.Term {
    private final double[] all;
    private final double[] covariates = new double[effects.size()];
    private final double[] ofOwn = new double[effects.parameters()];
    private double[] own;
    private Likelihood.Term term;

    Term(double[] all) {
      this.all = all;
    }

    @Override
    public double add(double[] values, int at, double weight, double[] gradient) {
      if (term == null || !sameCovariates(values, at)) {
        System.arraycopy(values, at, covariates, 0, covariates.length);
        own = effects.parameters(all, values, at);
        term = plain.at(own);
      }
      Arrays.fill(ofOwn, 0);
      double value = term.add(values, at + covariates.length, weight, ofOwn);
      effects.addGradient(all, own, ofOwn, values, at, gradient);
      return value;
    }

    private boolean sameCovariates(double[] values, int at) {
      for (int i = 0; i < covariates.length; i++) {
        if (values[at + i] != covariates[i]) {
          return false;
        }
      }
      return true;
    }
  }
}
