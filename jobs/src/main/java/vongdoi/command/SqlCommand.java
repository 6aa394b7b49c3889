package vongdoi.command;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vongdoi.command.query.NamedTables;
import vongdoi.command.query.TableQuery;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;

/** Reads tables by name. */
@Command(description = "Query the tables by name, such as silver.profiles")
final class SqlCommand implements Callable<Integer> {
  @Mixin private Settled settled;

  @Option(names = "--json", description = "One JSON object per row")
  private boolean json;

  @Option(
      names = "--rows",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Rows printed without --json (default: ${DEFAULT-VALUE})")
  private int rows;

  @Parameters(paramLabel = "\"SELECT …\"", description = "Spark SQL query")
  private String query;

  @Override
  public Integer call() {
    try (Platform platform = Platform.open(settled.lookingAt().settings())) {
      Dataset<Row> answer = answer(platform);
      if (json) {
        answer.toJSON().toLocalIterator().forEachRemaining(System.out::println);
      } else {
        print(answer);
      }
    }
    return ExitCode.DONE.code();
  }

  private Dataset<Row> answer(Platform platform) {
    try {
      return NamedTables.answer(
          platform.warehouse(), TableQuery.of(query), platform.config().access().sql());
    } catch (AnalysisException e) {
      throw new JobException(
          ExitCode.USAGE,
          "Cannot run the query: " + e.getMessage().lines().findFirst().orElse(""),
          e);
    }
  }

  private void print(Dataset<Row> answer) {
    List<Row> found = shown(answer.limit(rows + 1)).collectAsList();
    List<String[]> cells = new ArrayList<>(List.<String[]>of(answer.columns()));
    found.stream().limit(rows).forEach(r -> cells.add(texts(r)));
    int[] width = new int[answer.columns().length];
    cells.forEach(
        row -> {
          for (int i = 0; i < row.length; i++) {
            width[i] = Math.max(width[i], row[i].length());
          }
        });
    for (String[] row : cells) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        line.append(row[i]).append(" ".repeat(width[i] - row[i].length() + 2));
      }
      System.out.println(line.toString().stripTrailing());
    }
    if (found.size() > rows) {
      System.out.println("… more rows: see --rows or --json");
    }
  }

  /** Lists, structs and maps as SQL writes them; columns by their place, two may have one name. */
  private static Dataset<Row> shown(Dataset<Row> answer) {
    StructField[] fields = answer.schema().fields();
    String[] places =
        IntStream.range(0, fields.length).mapToObj(i -> "_" + i).toArray(String[]::new);
    Column[] columns = new Column[fields.length];
    for (int i = 0; i < fields.length; i++) {
      DataType type = fields[i].dataType();
      boolean isNested =
          type instanceof ArrayType || type instanceof StructType || type instanceof MapType;
      columns[i] = isNested ? col(places[i]).cast("string") : col(places[i]);
    }
    return answer.toDF(places).select(columns);
  }

  private static String[] texts(Row row) {
    String[] texts = new String[row.size()];
    Arrays.setAll(texts, i -> row.isNullAt(i) ? "" : String.valueOf(row.get(i)));
    return texts;
  }
}
