package vongdoi.models.fitting;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Distinct observations in one flat array, each row its statistics followed by its weight, in
 * ascending order, so that sums come out the same at any parallelism.
 *
 * @param stride statistics per row, plus one
 * @param rejected impossible rows that were left out
 * @param complaint why, of the first of them; null if none
 */
record ObservationBlock(int stride, double[] values, long rejected, String complaint)
    implements Serializable {

  int size() {
    return values.length / stride;
  }

  static ObservationBlock of(Iterator<Row> rows, int stride, Likelihood likelihood) {
    List<double[]> accepted = new ArrayList<>();
    long rejected = 0;
    String complaint = null;
    while (rows.hasNext()) {
      double[] values = values(rows.next(), stride);
      double weight = values[stride - 1];
      String problem = likelihood.complaint(values, 0);
      if (problem == null && !(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        problem = "weights must be 0 or more";
      }
      if (problem != null) {
        rejected++;
        complaint = complaint == null ? problem : complaint;
      } else if (weight > 0) {
        accepted.add(values);
      }
    }
    return new ObservationBlock(stride, sorted(accepted, stride), rejected, complaint);
  }

  /** All rows of some blocks of the same stride as one. */
  static ObservationBlock merged(List<ObservationBlock> blocks, int stride) {
    List<double[]> rows = new ArrayList<>();
    for (ObservationBlock block : blocks) {
      for (int at = 0; at < block.values.length; at += stride) {
        rows.add(Arrays.copyOfRange(block.values, at, at + stride));
      }
    }
    return new ObservationBlock(stride, sorted(rows, stride), 0, null);
  }

  /** One row of so many, from the middle of the first stretch on. */
  ObservationBlock oneOf(int rows) {
    int kept = (size() + rows - 1 - rows / 2) / rows;
    double[] some = new double[kept * stride];
    for (int i = 0; i < kept; i++) {
      System.arraycopy(values, (rows / 2 + i * rows) * stride, some, i * stride, stride);
    }
    return new ObservationBlock(stride, some, 0, null);
  }

  /** Log likelihood and gradient over at most some rows, in that order in one array. */
  double[] sum(Likelihood likelihood, double[] parameters, int from, int rows) {
    Likelihood.Term term = likelihood.at(parameters);
    double[] gradient = new double[likelihood.dimension()];
    double total = 0;
    int end = Math.min(values.length, (from + rows) * stride);
    for (int at = from * stride; at < end; at += stride) {
      double weight = values[at + stride - 1];
      total += weight * term.add(values, at, weight, gradient);
    }
    double[] sum = new double[gradient.length + 1];
    sum[0] = total;
    System.arraycopy(gradient, 0, sum, 1, gradient.length);
    return sum;
  }

  /** Weighted sums of the statistics and, last, the sum of weights. */
  double[] weightedSums() {
    double[] sums = new double[stride];
    for (int at = 0; at < values.length; at += stride) {
      double weight = values[at + stride - 1];
      for (int i = 0; i < stride - 1; i++) {
        sums[i] += weight * values[at + i];
      }
      sums[stride - 1] += weight;
    }
    return sums;
  }

  private static double[] values(Row row, int stride) {
    double[] values = new double[stride];
    for (int i = 0; i < stride; i++) {
      values[i] = row.isNullAt(i) ? Double.NaN : row.getDouble(i);
    }
    return values;
  }

  private static double[] sorted(List<double[]> rows, int stride) {
    rows.sort(Arrays::compare);
    double[] flat = new double[rows.size() * stride];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, flat, i * stride, stride);
    }
    return flat;
  }
}
