package vongdoi.models.fitting;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How parameters map to the unbounded numbers that are searched: {@code parameter = lower + unit *
 * exp(number)}, or {@code unit * number} where there is no lower bound. Units take the scale of
 * time or money out of the search, and give the penalties a meaning that does not depend on it.
 *
 * @param names of the parameters
 * @param lower bounds, never reached; negative infinity for none
 * @param units the typical size of each parameter above its bound
 * @param start where to search from, in parameters
 */
public record ParameterSpace(List<String> names, double[] lower, double[] units, double[] start) {

  /** A space of parameters above 0. */
  public static ParameterSpace positive(List<String> names, double[] units, double[] start) {
    return new ParameterSpace(names, new double[units.length], units, start);
  }

  /** The same with unbounded parameters at the end, which start from 0. */
  public ParameterSpace withUnbounded(List<String> more) {
    int n = names.size();
    int all = n + more.size();
    double[] lowerAll = Arrays.copyOf(lower, all);
    double[] unitsAll = Arrays.copyOf(units, all);
    for (int i = n; i < all; i++) {
      lowerAll[i] = Double.NEGATIVE_INFINITY;
      unitsAll[i] = 1;
    }
    return new ParameterSpace(
        Stream.concat(names.stream(), more.stream()).toList(),
        lowerAll,
        unitsAll,
        Arrays.copyOf(start, all));
  }

  boolean isBounded(int parameter) {
    return lower[parameter] > Double.NEGATIVE_INFINITY;
  }

  double[] startNumbers() {
    double[] numbers = new double[start.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = isBounded(i) ? Math.log((start[i] - lower[i]) / units[i]) : start[i] / units[i];
    }
    return numbers;
  }

  double[] parameters(double[] numbers) {
    double[] parameters = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      parameters[i] = (isBounded(i) ? lower[i] : 0) + units[i] * size(i, numbers[i]);
    }
    return parameters;
  }

  /** Whether no parameter has met its bound, or infinity, by rounding. */
  boolean contains(double[] parameters) {
    for (int i = 0; i < parameters.length; i++) {
      if (!(parameters[i] > lower[i] && Math.abs(parameters[i]) < Double.POSITIVE_INFINITY)) {
        return false;
      }
    }
    return true;
  }

  /** Distance of a parameter from its bound in its unit, or its value in its unit. */
  double size(int parameter, double number) {
    return isBounded(parameter) ? Math.exp(number) : number;
  }

  /** Derivative of a parameter by its number. */
  double slope(int parameter, double number) {
    return units[parameter] * sizeSlope(parameter, number);
  }

  /** Derivative of {@link #size} by the number. */
  double sizeSlope(int parameter, double number) {
    return isBounded(parameter) ? Math.exp(number) : 1;
  }
}
