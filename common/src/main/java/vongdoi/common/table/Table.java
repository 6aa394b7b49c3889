package vongdoi.common.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import vongdoi.common.table.TableColumn.Content;
import vongdoi.common.table.TableColumn.Presence;

/**
 * The one declaration of a Delta table: its DDL, contract, key audit, merge key, layout and data
 * dictionary all derive from it.
 *
 * @param layer bronze, silver or gold
 * @param name plural snake_case noun
 * @param meaning what one row is
 * @param columns in table order
 * @param key the columns that identify a row; empty where rows have no identity
 * @param rules what each row keeps
 * @param references columns that lead to other tables
 * @param steadyShare share of the rows of the last publication below which those of the next are
 *     suspicious; 0: any number is usual
 * @param partitionedBy columns of the directory layout; empty for most tables
 * @param erasure what becomes of an erased person's rows; every table of the catalog says so
 */
public record Table(
    String layer,
    String name,
    String meaning,
    List<TableColumn> columns,
    List<String> key,
    List<Rule> rules,
    List<ForeignKey> references,
    double steadyShare,
    List<String> partitionedBy,
    Optional<Erasure> erasure) {

  /**
   * A column whose values are those of another table. What is not there is recorded; a table
   * without any rows, such as the catalogue of a shop that sends none, is not held against it.
   *
   * @param column column of the table that declares it
   * @param target table that the values lead to, which the owner of the declaring table reads
   * @param key column of the target
   * @param tolerated share of the rows whose value may lead nowhere, from 0 to 1
   */
  public record ForeignKey(String column, Table target, String key, double tolerated) {

    /** The {@code check} of {@code gold.table_quality}. */
    public String check() {
      return "reference_" + column;
    }
  }

  /** {@code silver.orders}: how people and SQL name the table. */
  public String fullName() {
    return layer + "." + name;
  }

  public List<String> columnNames() {
    return columns.stream().map(TableColumn::name).toList();
  }

  /** The schema that every published frame is brought to. */
  public StructType schema() {
    return new StructType(
        columns.stream()
            .map(
                c ->
                    new StructField(
                        c.name(),
                        c.dataType(),
                        c.presence() == Presence.OPTIONAL,
                        Metadata.empty()))
            .toArray(StructField[]::new));
  }

  /** Starts a declaration; {@code fullName} is {@code layer.name}. */
  public static Builder named(String fullName, String meaning) {
    return new Builder(fullName, meaning);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Table table && table.fullName().equals(fullName());
  }

  @Override
  public int hashCode() {
    return Objects.hash(fullName());
  }

  @Override
  public String toString() {
    return fullName();
  }

  /** Declares columns in order. Key columns are required; all others are optional unless said. */
  public static final class Builder {
    private final String layer;
    private final String name;
    private final String meaning;
    private final List<TableColumn> columns = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<ForeignKey> references = new ArrayList<>();
    private double steadyShare;
    private List<String> key = List.of();
    private List<String> partitionedBy = List.of();
    private Optional<Erasure> erasure = Optional.empty();

    private Builder(String fullName, String meaning) {
      int dot = fullName.indexOf('.');
      this.layer = fullName.substring(0, dot);
      this.name = fullName.substring(dot + 1);
      this.meaning = meaning;
    }

    public Builder key(String... names) {
      key = List.of(names);
      return this;
    }

    public Builder partitionedBy(String... names) {
      partitionedBy = List.of(names);
      return this;
    }

    public Builder column(String column, String type, String columnMeaning) {
      return add(column, type, columnMeaning, Content.PLAIN, Presence.OPTIONAL);
    }

    public Builder required(String column, String type, String columnMeaning) {
      return add(column, type, columnMeaning, Content.PLAIN, Presence.REQUIRED);
    }

    /** A column whose values can point to a person. */
    public Builder personal(String column, String type, String columnMeaning) {
      return add(column, type, columnMeaning, Content.PERSONAL, Presence.OPTIONAL);
    }

    /** A column whose values can point to a person and that every row has. */
    public Builder requiredPersonal(String column, String type, String columnMeaning) {
      return add(column, type, columnMeaning, Content.PERSONAL, Presence.REQUIRED);
    }

    /** All columns of another declaration, in its order. */
    public Builder columnsOf(List<TableColumn> others) {
      columns.addAll(others);
      return this;
    }

    public Builder rule(String rule, String condition) {
      rules.add(new Rule(rule, condition, Rule.Severity.ERROR, 0));
      return this;
    }

    public Builder warning(String rule, String condition) {
      rules.add(new Rule(rule, condition, Rule.Severity.WARNING, 0));
      return this;
    }

    /** A warning where more than a share of the rows, from 0 to 1, break the rule. */
    public Builder mostly(String rule, String condition, double tolerated) {
      rules.add(new Rule(rule, condition, Rule.Severity.WARNING, tolerated));
      return this;
    }

    /** The values of a column are keys of another table, but for a share of the rows. */
    public Builder reference(String column, Table target, String targetKey, double tolerated) {
      references.add(new ForeignKey(column, target, targetKey, tolerated));
      return this;
    }

    /** A warning where a publication has less than this share of the rows of the last one. */
    public Builder steady(double leastShare) {
      steadyShare = leastShare;
      return this;
    }

    /** An erased person's rows, which one of the traces finds, are removed. */
    public Builder erasedBy(Trace... traces) {
      return erasure(new Erasure.Removed(List.of(traces)));
    }

    /** An erased person's rows stay, without the person: see {@link Erasure.Marked}. */
    public Builder markedErased(Trace trace, List<String> overwritten, List<String> emptied) {
      return erasure(new Erasure.Marked(trace, overwritten, emptied));
    }

    /** An erased person's rows stay as they are, for a reason. */
    public Builder keptAfterErasure(String reason) {
      return erasure(new Erasure.Kept(reason));
    }

    /** No row is about a person. */
    public Builder holdsNobody(String reason) {
      return erasure(new Erasure.Nobody(reason));
    }

    private Builder erasure(Erasure declared) {
      erasure = Optional.of(declared);
      return this;
    }

    private Builder add(
        String column, String type, String columnMeaning, Content content, Presence presence) {
      columns.add(new TableColumn(column, type, columnMeaning, content, presence));
      return this;
    }

    public Table build() {
      List<TableColumn> keyed =
          columns.stream()
              .map(
                  c ->
                      key.contains(c.name()) || partitionedBy.contains(c.name())
                          ? new TableColumn(
                              c.name(), c.type(), c.meaning(), c.content(), Presence.REQUIRED)
                          : c)
              .toList();
      return new Table(
          layer,
          name,
          meaning,
          keyed,
          key,
          List.copyOf(rules),
          List.copyOf(references),
          steadyShare,
          partitionedBy,
          erasure);
    }
  }
}
