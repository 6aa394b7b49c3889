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
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import vongdoi.customer.CompanyName;
import vongdoi.customer.FullName;
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
    for (String name : PLAIN) {
      clean = clean.withColumn(name, when(trim(col(name)).notEqual(""), trim(col(name))));
    }
    return clean
        .withColumn("names", names())
        .withColumn("full_name", col("names.full"))
        .withColumn("family_name", col("names.family"))
        .withColumn("middle_name", col("names.middle"))
        .withColumn("given_name", col("names.given"))
        .withColumn("birth_date", expr(BIRTH_DATE))
        .withColumn("gender", Identifiers.text(Names::gender, col("gender")))
        .withColumn("email", Identifiers.email(col("email")))
        .withColumn("phone", Identifiers.phone(col("phone"), country))
        .withColumn("national_id", Identifiers.number(col("national_id")))
        .withColumn("loyalty_id", Identifiers.number(col("loyalty_id")))
        .withColumn("country", upper(trim(col("country"))))
        .withColumn("is_business", isBusiness())
        .drop("names", "_row_hash");
  }

  /** A person's names without titles, notes and phones; what came in one piece in its parts too. */
  private static Column names() {
    UDF4<String, String, String, String, Row> conform = CustomerAttributes::names;
    return udf(
            conform,
            DataTypes.createStructType(
                List.of(text("full"), text("family"), text("middle"), text("given"))))
        .apply(col("full_name"), col("family_name"), col("middle_name"), col("given_name"));
  }

  private static Row names(String full, String family, String middle, String given) {
    if (Names.isBusiness(full)) {
      return RowFactory.create(
          Names.clean(full), Names.clean(family), Names.clean(middle), Names.clean(given));
    }
    FullName whole = FullName.of(full);
    String first = FullName.part(family);
    String last = FullName.part(given);
    if (first == null && last == null) {
      return whole == null
          ? RowFactory.create(null, null, FullName.part(middle), null)
          : RowFactory.create(whole.text(), whole.family(), whole.middle(), whole.given());
    }
    String between = FullName.part(middle);
    String text = whole == null ? FullName.join(first, between, last) : whole.text();
    return RowFactory.create(text, first, between, last);
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
