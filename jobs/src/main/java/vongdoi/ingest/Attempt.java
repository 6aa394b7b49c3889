package vongdoi.ingest;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.TryEval;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.functions;

/**
 * Evaluates expressions over foreign data. Spark in ANSI mode throws on the first bad value; an
 * attempt turns that into a null struct, which is not the same as a value that is null: {@code
 * attempt is null} says that the row is bad, {@code attempt.v} is the value.
 */
final class Attempt {
  private Attempt() {}

  static Column of(Column value) {
    return ExpressionUtils.column(
        new TryEval(ExpressionUtils.expression(functions.struct(value.as("v")))));
  }
}
