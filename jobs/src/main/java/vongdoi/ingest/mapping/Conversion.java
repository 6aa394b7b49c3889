package vongdoi.ingest.mapping;

import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.udf;

import java.time.ZoneId;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.FractionalType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import vongdoi.ingest.lines.TimeText;

/** Brings a raw value to the type of its column; throws in the row where it cannot be read. */
final class Conversion {
  private final ZoneId zone;

  /**
   * @param zone zone of times that bear none
   */
  Conversion(ZoneId zone) {
    this.zone = zone;
  }

  Column of(Column value, DataType from, DataType to) {
    if (to instanceof StringType) {
      return present(value.cast(to));
    }
    boolean isText = from instanceof StringType;
    if (to.equals(DataTypes.TimestampType)) {
      return isText || from instanceof NumericType ? instant(value, from) : value.cast(to);
    }
    Column given = isText ? present(value) : value;
    if (to instanceof ArrayType) {
      return isText ? from_json(given, to, Map.of("mode", "FAILFAST")) : given.cast(to);
    }
    boolean isExact = from instanceof DecimalType || !(from instanceof FractionalType || isText);
    boolean isFraction = to.equals(DataTypes.DoubleType) || to instanceof DecimalType;
    return isFraction && !isExact ? finite(given).cast(to) : given.cast(to);
  }

  /** Text without blanks around it; null where nothing is left. */
  private static Column present(Column text) {
    return nullif(trim(text), lit(""));
  }

  /** Infinity and not-a-number are no quantities and no amounts. */
  private static Column finite(Column value) {
    UDF1<String, String> checked =
        text -> {
          if (text == null || Double.isFinite(Double.parseDouble(text))) {
            return text;
          }
          throw new IllegalArgumentException("not finite");
        };
    return udf(checked, DataTypes.StringType).apply(value.cast(DataTypes.StringType));
  }

  private Column instant(Column value, DataType from) {
    Column text =
        from instanceof FractionalType && !(from instanceof DecimalType)
            ? value.cast("decimal(20,3)").cast("string")
            : value.cast("string");
    return timestamp_micros(udf(new ReadTime(zone.getId()), DataTypes.LongType).apply(text));
  }

  /** Reads times in the tasks. */
  private static final class ReadTime implements UDF1<String, Long> {
    private static final long serialVersionUID = 1L;
    private final String zone;
    private transient TimeText times;

    ReadTime(String zone) {
      this.zone = zone;
    }

    @Override
    public Long call(String text) {
      if (text == null || text.isBlank()) {
        return null;
      }
      if (times == null) {
        times = new TimeText(ZoneId.of(zone));
      }
      return times.micros(text);
    }
  }
}
