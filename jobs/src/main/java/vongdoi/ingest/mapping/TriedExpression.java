package vongdoi.ingest.mapping;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.TryEval;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.functions;

/**
 * An expression over foreign data. Spark in ANSI mode throws on the first bad value; one that is
 * tried gives a null struct instead, which is not the same as a value that is null: {@code tried is
 * null} says that the row is bad.
 */
final class TriedExpression {
  private static final String VALUE = "v";

  private TriedExpression() {}

  static Column of(Column value) {
    return ExpressionUtils.column(
        new TryEval(ExpressionUtils.expression(functions.struct(value.as(VALUE)))));
  }

  /** The value of a tried expression; null also where it could not be evaluated. */
  static Column value(Column tried) {
    return tried.getField(VALUE);
  }
}
