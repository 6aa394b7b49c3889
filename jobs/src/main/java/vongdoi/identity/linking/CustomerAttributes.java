package vongdoi.identity.linking;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import vongdoi.customer.CompanyName;
import vongdoi.customer.Names;
import vongdoi.customer.Owner;

/** The newest version of each customer record, conformed. */
public final class CustomerAttributes {
  private static final List<String> PLAIN =
      List.of(
          "street",
          "ward",
          "district",
          "city",
          "postcode",
          "occupation",
          "income_band",
          "age_band",
          "company",
          "tax_code");
  private static final List<String> RAW =
      List.of(
          "full_name",
          "family_name",
          "middle_name",
          "given_name",
          "birth_date",
          "gender",
          "email",
          "phone",
          "national_id",
          "loyalty_id",
          "country",
          "updated_at");

  /** Columns of {@code silver.customer_records} that the source record gives. */
  public static final List<String> COLUMNS =
      Stream.concat(Stream.concat(RAW.stream(), PLAIN.stream()), Stream.of("is_business")).toList();

  /** What somebody alive may be born on; a mistyped date is none. */
  private static final String BIRTH_DATE =
      "if(birth_date rlike '^(18|19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$', try_cast(birth_date as date),"
          + " null)";

  private CustomerAttributes() {}

  /**
   * One row {@code source, record_id} and {@link #COLUMNS} per record. Versions count by the
   * source's own time; where they bear none, the later landed file holds.
   *
   * @param versions rows of {@code bronze.customers}
   * @param country ISO 3166 code of phones without a country prefix
   */
  public static Dataset<Row> newest(Dataset<Row> versions, Owner owner, String country) {
    return conformed(raw(versions, owner), country);
  }

  /** The newest version of each record as it was received. */
  public static Dataset<Row> raw(Dataset<Row> versions, Owner owner) {
    Column[] version =
        Stream.of(
                Stream.of("updated_at", "_landed_at", "_batch_id", "_row_hash"),
                RAW.stream(),
                PLAIN.stream())
            .flatMap(s -> s)
            .distinct()
            .map(c -> col(c))
            .toArray(Column[]::new);
    return versions
        .withColumn("record_id", expr(owner.usable("record_id")))
        .where("record_id is not null")
        .groupBy(col("record_source").as("source"), col("record_id"))
        .agg(max(struct(version)).as("version"))
        .select("source", "record_id", "version.*")
        .drop("_landed_at", "_batch_id");
  }

  private static Dataset<Row> conformed(Dataset<Row> rows, String country) {
    Dataset<Row> clean = rows;
    for (String name : List.of("full_name", "family_name", "middle_name", "given_name")) {
      clean = clean.withColumn(name, Identifiers.name(col(name)));
    }
    for (String name : PLAIN) {
      clean = clean.withColumn(name, when(trim(col(name)).notEqual(""), trim(col(name))));
    }
    return clean
        .withColumn("full_name", coalesce(col("full_name"), joinedName()))
        .withColumn("parts", when(noParts(), parts(col("full_name"))))
        .withColumn("family_name", coalesce(col("family_name"), col("parts.family")))
        .withColumn("middle_name", coalesce(col("middle_name"), col("parts.middle")))
        .withColumn("given_name", coalesce(col("given_name"), col("parts.given")))
        .withColumn("birth_date", expr(BIRTH_DATE))
        .withColumn("gender", Identifiers.text(Names::gender, col("gender")))
        .withColumn("email", Identifiers.email(col("email")))
        .withColumn("phone", Identifiers.phone(col("phone"), country))
        .withColumn("national_id", Identifiers.number(col("national_id")))
        .withColumn("loyalty_id", Identifiers.number(col("loyalty_id")))
        .withColumn("country", upper(trim(col("country"))))
        .withColumn("is_business", isBusiness())
        .drop("parts", "_row_hash");
  }

  private static Column noParts() {
    return col("family_name").isNull().and(col("given_name").isNull());
  }

  private static Column joinedName() {
    UDF3<String, String, String, String> join = Names::join;
    return when(
        col("family_name").isNotNull().or(col("given_name").isNotNull()),
        udf(join, DataTypes.StringType)
            .apply(col("family_name"), col("middle_name"), col("given_name")));
  }

  private static Column parts(Column fullName) {
    UDF1<String, Row> split =
        name -> {
          Names.Parts p = Names.vietnameseParts(name);
          return p == null ? null : RowFactory.create(p.family(), p.middle(), p.given());
        };
    return udf(
            split,
            DataTypes.createStructType(List.of(text("family"), text("middle"), text("given"))))
        .apply(fullName);
  }

  private static StructField text(String name) {
    return DataTypes.createStructField(name, DataTypes.StringType, true);
  }

  /** Whether a raw or conformed row is a firm's and not of a person, whether at a firm or not. */
  public static Column isOfAFirm() {
    UDF3<String, String, String, Boolean> rule = CompanyName::isOfAFirm;
    return udf(rule, DataTypes.BooleanType)
        .apply(
            col("full_name"),
            col("company"),
            coalesce(
                col("family_name"),
                col("given_name"),
                col("birth_date").cast("string"),
                col("gender")));
  }

  /** What a record is called: a firm without its legal form, so that its spellings are alike. */
  public static Column calledBy() {
    return when(
            isOfAFirm(),
            Identifiers.text(CompanyName::core, coalesce(col("full_name"), col("company"))))
        .otherwise(col("full_name"));
  }

  private static Column isBusiness() {
    UDF1<String, Boolean> named = Names::isBusiness;
    return col("company")
        .isNotNull()
        .or(col("tax_code").isNotNull())
        .or(coalesce(udf(named, DataTypes.BooleanType).apply(col("full_name")), lit(false)));
  }
}
