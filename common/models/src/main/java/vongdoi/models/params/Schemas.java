package vongdoi.models.params;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/** Checks of the columns that an estimator or model reads and adds. */
public final class Schemas {

  private Schemas() {}

  /** The schema with double columns added (an empty name adds none), if the inputs are numbers. */
  public static StructType extended(StructType schema, List<String> inputs, List<String> outputs) {
    for (String input : inputs) {
      numeric(schema, input);
    }
    StructType result = schema;
    for (String output : outputs) {
      if (!output.isEmpty()) {
        if (List.of(result.fieldNames()).contains(output)) {
          throw new IllegalArgumentException(
              "Invalid output column: %s (must not exist yet)".formatted(output));
        }
        result = result.add(output, DataTypes.DoubleType, true);
      }
    }
    return result;
  }

  public static void numeric(StructType schema, String column) {
    if (!List.of(schema.fieldNames()).contains(column)) {
      throw new IllegalArgumentException(
          "Invalid input column: %s (must be one of %s)"
              .formatted(column, String.join(", ", schema.fieldNames())));
    }
    if (!(schema.apply(column).dataType() instanceof NumericType)) {
      throw new IllegalArgumentException(
          "Invalid input column: %s is %s (must be a number)"
              .formatted(column, schema.apply(column).dataType().simpleString()));
    }
  }
}
