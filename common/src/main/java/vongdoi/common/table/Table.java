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
    List<String> partitionedBy,
    Optional<Erasure> erasure) {

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
      rules.add(new Rule(rule, condition, Rule.Severity.ERROR));
      return this;
    }

    public Builder warning(String rule, String condition) {
      rules.add(new Rule(rule, condition, Rule.Severity.WARNING));
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
          layer, name, meaning, keyed, key, List.copyOf(rules), partitionedBy, erasure);
    }
  }
}
