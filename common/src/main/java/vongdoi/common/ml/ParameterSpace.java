package vongdoi.common.ml;

import java.util.List;

/**
 * How positive parameters map to the unbounded numbers that are searched: {@code parameter = lower
 * + unit * exp(number)}. Units take the scale of time or money out of the search, and give the
 * penalties a meaning that does not depend on it.
 *
 * @param names of the parameters
 * @param lower bounds, never reached
 * @param units the typical size of each parameter above its bound
 * @param start where to search from, in parameters
 */
record ParameterSpace(List<String> names, double[] lower, double[] units, double[] start) {

  double[] startNumbers() {
    double[] numbers = new double[start.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Math.log((start[i] - lower[i]) / units[i]);
    }
    return numbers;
  }

  double[] parameters(double[] numbers) {
    double[] parameters = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      parameters[i] = lower[i] + slope(i, numbers[i]);
    }
    return parameters;
  }

  /** Derivative of a parameter by its number. */
  double slope(int parameter, double number) {
    return units[parameter] * Math.exp(number);
  }
}
