package vongdoi.export;

import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.ObjectType;
import org.apache.spark.unsafe.types.UTF8String;
import vongdoi.common.local.Scala;

/**
 * Texts of a row, alone and in lists, that a destination can use. Methods instead of Spark's
 * functions with lambdas, which are interpreted element by element wherever they stand.
 */
public final class CellTexts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final DataType TEXTS = DataTypes.createArrayType(DataTypes.StringType);

  private final Pattern pattern;
  private final int times;

  private CellTexts(Optional<String> pattern, int times) {
    this.pattern = pattern.map(p -> Pattern.compile("\\A(?:" + p + ")\\z")).orElse(null);
    this.times = times;
  }

  /** The first contact and the others behind it, none of them twice. */
  static Column every(Column first, Column others) {
    return call(new CellTexts(Optional.empty(), 0), "joined", TEXTS, first, others);
  }

  /** A cell where all of it matches a pattern, else null. */
  static Column usable(Column cell, String pattern) {
    return call(new CellTexts(Optional.of(pattern), 1), "usable", DataTypes.StringType, cell);
  }

  /**
   * The first values of a list, none of them twice and those that break the pattern left out,
   * filled up with nulls.
   */
  static Column first(Column values, int times, Optional<String> pattern) {
    return call(new CellTexts(pattern, times), "first", TEXTS, values);
  }

  /** For Spark to call. */
  public ArrayData joined(UTF8String first, ArrayData others) {
    Set<UTF8String> joined = new LinkedHashSet<>();
    if (first != null) {
      joined.add(first);
    }
    int size = others == null ? 0 : others.numElements();
    for (int i = 0; i < size; i++) {
      if (!others.isNullAt(i)) {
        joined.add(others.getUTF8String(i));
      }
    }
    return new GenericArrayData(joined.toArray());
  }

  /** For Spark to call. */
  public UTF8String usable(UTF8String cell) {
    return cell != null && isUsable(cell) ? cell : null;
  }

  /** For Spark to call. */
  public ArrayData first(ArrayData values) {
    Object[] first = new Object[times];
    int found = 0;
    int size = values == null ? 0 : values.numElements();
    for (int i = 0; i < size && found < times; i++) {
      if (!values.isNullAt(i)) {
        UTF8String value = values.getUTF8String(i);
        boolean isRepeated = Arrays.asList(first).subList(0, found).contains(value);
        if (!isRepeated && isUsable(value)) {
          first[found++] = value;
        }
      }
    }
    return new GenericArrayData(first);
  }

  private boolean isUsable(UTF8String text) {
    return pattern == null || pattern.matcher(text.toString()).find();
  }

  private static Column call(CellTexts texts, String method, DataType type, Column... arguments) {
    List<Expression> given = Arrays.stream(arguments).map(ExpressionUtils::expression).toList();
    return ExpressionUtils.column(
        new Invoke(
            Literal$.MODULE$.fromObject(texts, new ObjectType(CellTexts.class)),
            method,
            type,
            Scala.seq(given),
            Scala.<AbstractDataType>seq(List.of()),
            false,
            true,
            true));
  }
}
