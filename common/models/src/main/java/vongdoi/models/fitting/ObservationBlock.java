package vongdoi.models.fitting;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

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

  /**
   * Some of the rows as blocks of at most so many distinct ones, of which each knows only its own.
   */
  static Iterator<ObservationBlock> grouped(
      Iterator<InternalRow> rows, int stride, int most, Likelihood likelihood) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public ObservationBlock next() {
        DistinctRows distinct = new DistinctRows(stride);
        double[] row = new double[stride];
        while (rows.hasNext() && distinct.size() < most) {
          read(rows.next(), row);
          distinct.add(row);
        }
        return of(distinct.values(), stride, likelihood);
      }
    };
  }

  /** Rows of which no two are equal. */
  static ObservationBlock of(Iterator<InternalRow> rows, int stride, Likelihood likelihood) {
    double[] row = new double[stride];
    double[] values = new double[1024 * stride];
    int length = 0;
    while (rows.hasNext()) {
      read(rows.next(), row);
      values = length == values.length ? Arrays.copyOf(values, 2 * length) : values;
      System.arraycopy(row, 0, values, length, stride);
      length += stride;
    }
    return of(Arrays.copyOf(values, length), stride, likelihood);
  }

  private static ObservationBlock of(double[] all, int stride, Likelihood likelihood) {
    List<double[]> accepted = new ArrayList<>();
    long rejected = 0;
    String complaint = null;
    for (int at = 0; at < all.length; at += stride) {
      double[] values = Arrays.copyOfRange(all, at, at + stride);
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

  /** All rows of some blocks of the same stride as one, in which equal ones are added up. */
  static ObservationBlock merged(List<ObservationBlock> blocks, int stride) {
    List<double[]> rows = new ArrayList<>();
    for (ObservationBlock block : blocks) {
      for (int at = 0; at < block.values.length; at += stride) {
        rows.add(Arrays.copyOfRange(block.values, at, at + stride));
      }
    }
    return new ObservationBlock(stride, addedUp(sorted(rows, stride), stride), 0, null);
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

  /** By the first number that differs; none is missing. */
  private static int compared(double[] one, double[] other) {
    for (int i = 0; i < one.length; i++) {
      if (one[i] != other[i]) {
        return one[i] < other[i] ? -1 : 1;
      }
    }
    return 0;
  }

  /** Null is no number; minus zero is zero. */
  private static void read(InternalRow row, double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = row.isNullAt(i) ? Double.NaN : row.getDouble(i) + 0.0;
    }
  }

  /** Sorted rows with the weights of equal ones, which are neighbours, added up. */
  private static double[] addedUp(double[] sorted, int stride) {
    int end = 0;
    for (int at = 0; at < sorted.length; at += stride) {
      int last = end - stride;
      if (end > 0 && Arrays.equals(sorted, last, end - 1, sorted, at, at + stride - 1)) {
        sorted[end - 1] += sorted[at + stride - 1];
      } else {
        System.arraycopy(sorted, at, sorted, end, stride);
        end += stride;
      }
    }
    return end == sorted.length ? sorted : Arrays.copyOf(sorted, end);
  }

  private static double[] sorted(List<double[]> rows, int stride) {
    rows.sort(ObservationBlock::compared);
    double[] flat = new double[rows.size() * stride];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, flat, i * stride, stride);
    }
    return flat;
  }
}
