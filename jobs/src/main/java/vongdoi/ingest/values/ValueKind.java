package vongdoi.ingest.values;

import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import vongdoi.common.table.TableColumn;

/** What a canonical column holds, by which its values are read. */
public enum ValueKind {
  TEXT,
  ID,
  EMAIL,
  PHONE,
  CURRENCY,
  BIRTH_DATE,
  TIME,
  DATE,
  AMOUNT,
  NUMBER,
  COUNT,
  FLAG,
  LIST;

  private static final Set<String> WITHOUT_ID_SUFFIX =
      Set.of("campaign", "cart_id", "store", "tax_code");

  /** Ids that people give, or a time, are not touched beyond blanks. */
  public static ValueKind of(TableColumn column) {
    DataType type = column.dataType();
    if (type.equals(DataTypes.TimestampType)) {
      return TIME;
    } else if (type.equals(DataTypes.DateType)) {
      return DATE;
    } else if (type instanceof DecimalType) {
      return AMOUNT;
    } else if (type.equals(DataTypes.DoubleType)) {
      return NUMBER;
    } else if (type.equals(DataTypes.IntegerType) || type.equals(DataTypes.LongType)) {
      return COUNT;
    } else if (type.equals(DataTypes.BooleanType)) {
      return FLAG;
    } else if (type instanceof ArrayType) {
      return LIST;
    }
    return switch (column.name()) {
      case "email" -> EMAIL;
      case "phone" -> PHONE;
      case "currency" -> CURRENCY;
      case "birth_date" -> BIRTH_DATE;
      default ->
          column.name().endsWith("_id") || WITHOUT_ID_SUFFIX.contains(column.name()) ? ID : TEXT;
    };
  }
}
