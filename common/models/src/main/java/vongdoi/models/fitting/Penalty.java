package vongdoi.models.fitting;

/**
 * What is added to the average negative log likelihood.
 *
 * @param regParam factor of the sum of squared parameters, each in its unit
 * @param priorScale standard deviation of a normal prior on the numbers searched (log-normal on
 *     bounded parameters) around each parameter's unit, counted once for the whole sample; infinite
 *     for no prior
 */
record Penalty(double regParam, double priorScale) {

  static final Penalty NONE = new Penalty(0, Double.POSITIVE_INFINITY);

  /** The penalty at some numbers, its gradient added to {@code gradient}. */
  double add(ParameterSpace space, double[] numbers, double sampleWeight, double[] gradient) {
    double priorFactor = 1 / (priorScale * priorScale * sampleWeight);
    double sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      double size = regParam == 0 ? 0 : space.size(i, numbers[i]);
      sum += regParam * size * size + 0.5 * priorFactor * numbers[i] * numbers[i];
      gradient[i] +=
          2 * regParam * size * space.sizeSlope(i, numbers[i]) + priorFactor * numbers[i];
    }
    return sum;
  }
}
