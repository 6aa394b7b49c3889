package vongdoi.profile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Survivorship: of all records of a customer, the one that each field comes from. Name, address and
 * company move as one, so that no street of one place meets the city of another.
 */
final class GoldenRecord {

  /** Fields that come from one record together; a record counts where the test holds. */
  private enum Group {
    NAME(
        "full_name is not null or given_name is not null",
        "full_name",
        "family_name",
        "middle_name",
        "given_name"),
    ADDRESS(
        "coalesce(street, ward, district, city, postcode, country) is not null",
        "street",
        "ward",
        "district",
        "city",
        "postcode",
        "country"),
    COMPANY("company is not null or tax_code is not null", "company", "tax_code");

    private final String present;
    private final List<String> fields;

    Group(String present, String... fields) {
      this.present = present;
      this.fields = List.of(fields);
    }

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final List<String> SINGLE =
      List.of("birth_date", "age_band", "gender", "occupation", "income_band", "email", "phone");

  /** A login, or a record with an identity document: somebody proved to be that person. */
  private static final String VERIFIED = "kind = 'user' or national_id is not null";

  private final ProfileConfig.Survivorship rules;

  GoldenRecord(ProfileConfig.Survivorship rules) {
    this.rules = rules;
  }

  /**
   * One row per customer with the golden fields and the contact points.
   *
   * @param records silver.customer_records
   * @param unusable {@code type, value, status} of identifiers that are shared or mean nobody
   */
  Dataset<Row> of(Dataset<Row> records, Dataset<Row> unusable) {
    Dataset<Row> ordered =
        withContactStatus(withContactStatus(records, unusable, "email"), unusable, "phone")
            .withColumn("_verified", expr("if(" + VERIFIED + ", 1, 0)"))
            .withColumn("_priority", expr(priority()))
            .withColumn("_recent", expr("coalesce(updated_at, last_seen_at)"));
    Map<String, Column> fields = new LinkedHashMap<>();
    for (Group group : Group.values()) {
      fields.put(group.key(), survivor(group));
    }
    for (String field : SINGLE) {
      fields.put(field, survivor(field));
    }
    List<Column> aggregates = new ArrayList<>();
    fields.forEach((name, column) -> aggregates.add(column.as(name)));
    aggregates.addAll(counts());
    return flat(
        ordered
            .groupBy("customer_id")
            .agg(
                aggregates.get(0),
                aggregates.subList(1, aggregates.size()).toArray(Column[]::new)));
  }

  /** Blocked and worn-out contacts are dropped; a shared one ranks below one's own. */
  private static Dataset<Row> withContactStatus(
      Dataset<Row> records, Dataset<Row> unusable, String type) {
    Dataset<Row> marked =
        unusable
            .where("type = '" + type + "'")
            .select(col("value").as(type), col("status").as("_" + type));
    return records
        .join(marked, new String[] {type}, "left")
        .withColumn(type, expr("if(_%1$s in ('blocked', 'worn_out'), null, %1$s)".formatted(type)));
  }

  private Column survivor(Group group) {
    String detailed =
        group == Group.ADDRESS
            ? "if(coalesce(street, ward, district, city, postcode) is null, 0, 1), "
            : "";
    return expr(
        "max_by(struct(%2$s), if(%1$s, struct(%3$s%4$s), null))"
            .formatted(
                group.present,
                String.join(", ", group.fields),
                detailed,
                order(rules.rule(group.key()))));
  }

  private Column survivor(String field) {
    String own =
        field.equals("email") || field.equals("phone")
            ? "if(_" + field + " is null or _" + field + " = 'active', 1, 0), "
            : "";
    return expr(
        "max_by(%1$s, if(%1$s is null, null, struct(%2$s%3$s)))"
            .formatted(field, own, order(rules.rule(field))));
  }

  /** SQL: what the best record is greatest by; source and id leave no tie. */
  private static String order(String rule) {
    String rest = "_recent, source, record_id";
    return switch (rule) {
      case "verified-first" -> "_verified, " + rest;
      case "source-priority" -> "_priority, " + rest;
      default -> rest;
    };
  }

  private String priority() {
    StringBuilder rule = new StringBuilder("case source");
    List<String> sources = rules.sourcePriority();
    for (int i = 0; i < sources.size(); i++) {
      rule.append(" when '").append(sources.get(i).replace("'", "")).append("' then ").append(-i);
    }
    return sources.isEmpty()
        ? "0"
        : rule.append(" else ").append(-sources.size()).append(" end").toString();
  }

  private static List<Column> counts() {
    return List.of(
        expr("sort_array(collect_set(email))").as("emails"),
        expr("sort_array(collect_set(phone))").as("phones"),
        expr("sort_array(collect_set(if(kind in ('customer', 'guest'), source, null)))")
            .as("sources"),
        expr("count(1)").as("records_count"),
        expr("sum(if(kind = 'device', 1L, 0L))").as("devices_count"),
        expr("min(first_seen_at)").as("record_first_at"),
        expr("max(last_seen_at)").as("record_last_at"),
        expr("coalesce(max(is_business), false)").as("is_business"),
        expr("max(kind <> 'device')").as("is_known"),
        expr("bool_and(kind = 'guest' and email is null and phone is null)").as("is_unnamed"));
  }

  private static Dataset<Row> flat(Dataset<Row> grouped) {
    List<Column> columns = new ArrayList<>();
    for (String name : grouped.columns()) {
      boolean isGroup = false;
      for (Group group : Group.values()) {
        if (group.key().equals(name)) {
          group.fields.forEach(f -> columns.add(col(name + "." + f).as(f)));
          isGroup = true;
        }
      }
      if (!isGroup) {
        columns.add(col(name));
      }
    }
    return grouped.select(columns.toArray(Column[]::new));
  }
}
