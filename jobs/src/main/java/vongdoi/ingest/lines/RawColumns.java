package vongdoi.ingest.lines;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The raw columns that a mapping speaks of, as a tree: {@code address.city} is the field {@code
 * city} of the object {@code address}. Leaves are read as text; what nobody speaks of goes to
 * {@code extra}.
 */
public final class RawColumns implements Serializable {
  private static final long serialVersionUID = 1L;
  private final TreeMap<String, RawColumns> children = new TreeMap<>();

  /** Adds the columns that a SQL expression refers to. */
  public RawColumns addReferencesOf(String expression) {
    collect(CatalystSqlParser$.MODULE$.parseExpression(expression));
    return this;
  }

  private void collect(Expression expression) {
    if (expression instanceof UnresolvedAttribute attribute) {
      add(CollectionConverters.asJava(attribute.nameParts()));
    }
    CollectionConverters.asJava(expression.children()).forEach(this::collect);
  }

  public RawColumns add(List<String> path) {
    RawColumns node = this;
    for (String name : path) {
      node = node.children.computeIfAbsent(name, n -> new RawColumns());
    }
    return this;
  }

  boolean isLeaf() {
    return children.isEmpty();
  }

  Map<String, RawColumns> children() {
    return children;
  }

  /** Names of the top-level columns, sorted. */
  public List<String> names() {
    return new ArrayList<>(children.keySet());
  }

  /** The tree as a schema of nested text columns. */
  StructType schema() {
    StructType schema = new StructType();
    for (Map.Entry<String, RawColumns> child : children.entrySet()) {
      RawColumns node = child.getValue();
      DataType type = node.isLeaf() ? DataTypes.StringType : node.schema();
      schema = schema.add(child.getKey(), type);
    }
    return schema;
  }
}
