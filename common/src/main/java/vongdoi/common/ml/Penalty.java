package vongdoi.common.ml;

/**
 * What is added to the average negative log likelihood.
 *
 * @param regParam factor of the sum of squared parameters, each in its unit
 * @param priorScale standard deviation of a log-normal prior around each parameter's unit, counted
 *     once for the whole sample; infinite for no prior
 */
record Penalty(double regParam, double priorScale) {

  static final Penalty NONE = new Penalty(0, Double.POSITIVE_INFINITY);

  /** The penalty at some log-parameters, its gradient added to {@code gradient}. */
  double add(double[] numbers, double sampleWeight, double[] gradient) {
    double priorFactor = 1 / (priorScale * priorScale * sampleWeight);
    double sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      double square = regParam == 0 ? 0 : regParam * Math.exp(2 * numbers[i]);
      sum += square + 0.5 * priorFactor * numbers[i] * numbers[i];
      gradient[i] += 2 * square + priorFactor * numbers[i];
    }
    return sum;
  }
}
