package vongdoi.ingest.mapping;

import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ObjectType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import vongdoi.common.table.TableColumn;
import vongdoi.ingest.values.ValueKind;
import vongdoi.ingest.values.ValueReader;
import vongdoi.ingest.values.ValueRules;

/** Brings a raw value to the type of its column; throws in the row where it cannot be read. */
final class Conversion {
  /** Whole numbers that a double and a float hold exactly, as powers of two. */
  private static final int EXACT_DOUBLE = 53;

  private static final int EXACT_FLOAT = 24;

  private final ValueRules rules;
  private final String country;

  /**
   * @param country ISO 3166 code of phones without a prefix
   */
  Conversion(ValueRules rules, String country) {
    this.rules = rules;
    this.country = country;
  }

  /**
   * @param currency what the row says of its currency, as text; null where it has no such column
   */
  Column of(TableColumn column, Column value, DataType from, Column currency) {
    ValueKind kind = ValueKind.of(column);
    ValueReader reader = new ValueReader(rules, country, column.name());
    boolean isText = from instanceof StringType;
    boolean isFloating = from instanceof DoubleType || from instanceof FloatType;
    Column wide = isFloating ? value.cast(DataTypes.DoubleType) : value;
    return switch (kind) {
      case TEXT -> text(reader, "text", value, from);
      case EMAIL -> text(reader, "email", value, from);
      case PHONE -> text(reader, "phone", value, from);
      case CURRENCY -> text(reader, "currency", value, from);
      case BIRTH_DATE -> text(reader, "birthDate", value, from);
      case ID ->
          isFloating
              ? call(
                  reader,
                  "idOfDouble",
                  DataTypes.StringType,
                  wide,
                  lit(from instanceof FloatType ? EXACT_FLOAT : EXACT_DOUBLE))
              : text(reader, "id", value, from);
      case TIME ->
          isText || from instanceof NumericType
              ? timestamp_micros(
                  call(reader, "time", DataTypes.LongType, written(reader, value, from)))
              : timestamp_micros(
                  call(
                      reader,
                      "plausible",
                      DataTypes.LongType,
                      unix_micros(value.cast(DataTypes.TimestampType))));
      case DATE ->
          isText || from instanceof NumericType
              ? date_from_unix_date(
                  call(reader, "date", DataTypes.IntegerType, written(reader, value, from)))
              : date_from_unix_date(
                  call(
                      reader,
                      "plausibleDay",
                      DataTypes.IntegerType,
                      unix_date(value.cast(DataTypes.DateType))));
      case AMOUNT ->
          isText
              ? call(
                  reader,
                  "amount",
                  column.dataType(),
                  value,
                  currency == null ? lit(null).cast(DataTypes.StringType) : currency)
              : isFloating
                  ? call(reader, "amountOfDouble", column.dataType(), wide)
                  : value.cast(column.dataType());
      case NUMBER ->
          isText
              ? call(reader, "number", DataTypes.DoubleType, value)
              : isFloating
                  ? call(reader, "numberOfDouble", DataTypes.DoubleType, wide)
                  : value.cast(DataTypes.DoubleType);
      case COUNT ->
          (isText
                  ? call(reader, "count", DataTypes.IntegerType, value)
                  : isFloating ? call(reader, "countOfDouble", DataTypes.IntegerType, wide) : value)
              .cast(column.dataType());
      case FLAG ->
          isText
              ? call(reader, "flag", DataTypes.BooleanType, value)
              : value.cast(DataTypes.BooleanType);
      case LIST ->
          isText
              ? from_json(
                  call(reader, "text", DataTypes.StringType, value),
                  column.dataType(),
                  Map.of("mode", "FAILFAST"))
              : value.cast(column.dataType());
    };
  }

  /** The row's further values with the contacts that have no column of their own. */
  Column withFurther(Column extra, Column email, Column phone) {
    return call(
        new ValueReader(rules, country, "extra"),
        "withFurther",
        DataTypes.StringType,
        extra,
        email,
        phone);
  }

  /**
   * Why a value cannot be read, in words; asked of bad rows only.
   *
   * @param currency as in {@link #of}
   */
  Column why(TableColumn column, Column value, DataType from, Column currency) {
    ValueReader reader = new ValueReader(rules, country, column.name());
    Column text = TriedExpression.value(TriedExpression.of(written(reader, value, from)));
    Column found =
        call(
            reader,
            "why",
            DataTypes.StringType,
            lit(ValueKind.of(column).name()),
            text,
            currency == null ? lit(null).cast(DataTypes.StringType) : currency);
    return found;
  }

  private static Column text(ValueReader reader, String method, Column value, DataType from) {
    return call(reader, method, DataTypes.StringType, written(reader, value, from));
  }

  /** A value as the text that it would be in a file. */
  private static Column written(ValueReader reader, Column value, DataType from) {
    if (from instanceof DoubleType || from instanceof FloatType) {
      // By way of its text, a float keeps the digits that it was written with.
      Column exact =
          from instanceof FloatType
              ? value.cast(DataTypes.StringType).cast(DataTypes.DoubleType)
              : value;
      return call(reader, "textOfDouble", DataTypes.StringType, exact);
    }
    if (from instanceof DecimalType) {
      return regexp_replace(
          value.cast(DataTypes.StringType), "^(-?\\d+)\\.0+$|^(-?\\d+\\.\\d*?[1-9])0+$", "$1$2");
    }
    if (from instanceof StructType || from instanceof MapType || from instanceof ArrayType) {
      return to_json(value);
    }
    return from instanceof StringType ? value : value.cast(DataTypes.StringType);
  }

  private static Column call(
      ValueReader reader, String method, DataType type, Column... arguments) {
    Seq<Expression> given =
        CollectionConverters.asScala(
                Arrays.stream(arguments)
                    .map(ExpressionUtils::expression)
                    .collect(Collectors.toList()))
            .toSeq();
    Expression target = Literal$.MODULE$.fromObject(reader, new ObjectType(ValueReader.class));
    Seq<org.apache.spark.sql.types.AbstractDataType> types =
        CollectionConverters.asScala(
                java.util.List.<org.apache.spark.sql.types.AbstractDataType>of())
            .toSeq();
    return ExpressionUtils.column(
        new Invoke(target, method, type, given, types, arguments.length == 1, true, true));
  }
}
