package vongdoi.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

/**
 * The real server, a process of its own, asked through Hive's JDBC driver. Heavy: the first run
 * fetches Spark's Thrift server, 450 MB.
 */
@Tag("heavy")
class ServeTest {
  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  private static TestLake lake;
  private static Process server;
  private static URLClassLoader driver;
  private static String url;

  @BeforeAll
  static void serve() throws Exception {
    lake = TestLake.empty();
    lake.put(
        Silver.PROFILES,
        "{\"customer_id\":\"a\",\"full_name\":\"Lan Trần\",\"email\":\"lan@x.vn\",\"province\":\"Huế\"}");
    for (var table :
        List.of(Gold.LIFECYCLE, Gold.JOURNEY_SCORES, Gold.CHURN_SCORES, Gold.CLV_SCORES)) {
      lake.warehouse().create(table);
    }
    lake.put(Gold.LIFECYCLE, "{\"customer_id\":\"a\",\"stage\":\"retain\",\"status\":\"active\"}");
    Path jars = thriftserver();
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(a -> a.startsWith("--add-") || a.startsWith("-XX:+IgnoreUnrecognized"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx1g",
            "-XX:TieredStopAtLevel=1",
            "-Dspark.master=local[2]",
            "-Dspark.driver.host=127.0.0.1",
            "-Dspark.ui.enabled=false",
            "-Dspark.sql.shuffle.partitions=2",
            "-Dspark.databricks.delta.snapshotPartitions=2",
            "-Dspark.sql.warehouse.dir=target/spark-warehouse",
            "-cp",
            CLASS_PATH + File.pathSeparator + jars + File.separator + "*",
            "vongdoi.Vongdoi",
            "serve",
            "--port",
            String.valueOf(port),
            "--lake",
            lake.warehouse().lake()));
    server =
        new ProcessBuilder(command).redirectError(Path.of("target", "serve.log").toFile()).start();
    BufferedReader out = server.inputReader();
    String line = out.readLine();
    while (line != null && !line.startsWith("Serving ")) {
      line = out.readLine();
    }
    assertTrue(line != null, () -> "no server: see target/serve.log");
    url = "jdbc:hive2://127.0.0.1:" + port;
    // The tests' own class path has a part of Hive, which does not find the rest from there.
    List<URL> path = new ArrayList<>();
    try (Stream<Path> files = Files.list(jars)) {
      for (Path jar : files.toList()) {
        path.add(jar.toUri().toURL());
      }
    }
    for (String place : CLASS_PATH.split(File.pathSeparator)) {
      path.add(Path.of(place).toUri().toURL());
    }
    driver = new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static Path thriftserver() throws IOException {
    Path script = Path.of(System.getProperty("vongdoi.root"), "jobs", "thriftserver");
    Process fetching =
        new ProcessBuilder(script.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return Path.of(fetching.inputReader().readLine());
  }

  @AfterAll
  static void stop() throws Exception {
    if (driver != null) {
      driver.close();
    }
    if (server != null) {
      server.destroyForcibly().waitFor();
    }
  }

  private static Connection connected(String rest) throws Exception {
    Driver hive =
        (Driver) driver.loadClass("org.apache.hive.jdbc.HiveDriver").getConstructor().newInstance();
    return hive.connect(url + rest, new Properties());
  }

  private static List<String> rows(ResultSet found, String... columns) throws SQLException {
    List<String> rows = new ArrayList<>();
    while (found.next()) {
      List<String> cells = new ArrayList<>();
      for (String column : columns) {
        cells.add(found.getString(column));
      }
      rows.add(String.join("|", cells));
    }
    return rows;
  }

  private static List<String> asked(String query, String... columns) throws Exception {
    try (Connection connection = connected("/gold");
        Statement statement = connection.createStatement()) {
      return rows(statement.executeQuery(query), columns);
    }
  }

  @Test
  void tablesAndColumnsAreListedWithTheirComments() throws Exception {
    try (Connection connection = connected("/gold")) {
      List<String> tables =
          rows(
              connection.getMetaData().getTables(null, "%", "%", null),
              "TABLE_SCHEM",
              "TABLE_NAME",
              "REMARKS");
      assertTrue(
          tables.contains("silver|profiles|One row per " + Silver.PROFILES.meaning()),
          tables.toString());
      assertTrue(
          tables.stream().anyMatch(t -> t.startsWith("gold|customer_overview|One row per active")),
          tables.toString());
      List<String> columns =
          rows(
              connection.getMetaData().getColumns(null, "silver", "profiles", "email"),
              "COLUMN_NAME",
              "REMARKS");
      assertEquals(List.of("email|Best e-mail"), columns);
    }
  }

  @Test
  void viewsAreReadAndPersonalColumnsMasked() throws Exception {
    assertEquals(
        List.of("a|Huế|retain"),
        asked("select * from customer_overview", "customer_id", "province", "stage"));
    assertEquals(
        List.of("a|***|***"),
        asked("select * from silver.profiles", "customer_id", "full_name", "email"));
    assertEquals(
        List.of("0"),
        asked("select count(*) as n from silver.profiles where email = 'lan@x.vn'", "n"));
  }

  @Test
  void rowsThatJobsWriteLaterAreSeen() throws Exception {
    int before = asked("select customer_id from gold.lifecycle", "customer_id").size();
    lake.put(Gold.LIFECYCLE, "{\"customer_id\":\"z\",\"stage\":\"reach\",\"status\":\"active\"}");
    assertEquals(before + 1, asked("select customer_id from gold.lifecycle", "customer_id").size());
  }

  @Test
  void writesAndFilesAreRefused() {
    String profiles = lake.warehouse().path(Silver.PROFILES);
    for (String statement :
        List.of(
            "insert into gold.lifecycle select * from gold.lifecycle",
            "delete from gold.lifecycle",
            "drop view gold.lifecycle",
            "create table gold.x as select 1 as a",
            "set spark.sql.runSQLOnFiles = true",
            "add jar '/tmp/x.jar'",
            "describe detail delta.`" + profiles + "`",
            "vacuum delta.`" + profiles + "`",
            "select * from delta.`" + profiles + "`",
            "select reflect('java.lang.System', 'getProperty', 'user.home')")) {
      SQLException refused = assertThrows(SQLException.class, () -> asked(statement), statement);
      assertTrue(refused.getMessage().contains("Cannot run the statement"), refused.getMessage());
    }
  }

  @Test
  void aConnectionCannotSetItselfFree() throws Exception {
    String profiles = lake.warehouse().path(Silver.PROFILES);
    try (Connection connection =
            connected(
                "/gold?spark.sql.runSQLOnFiles=true;spark.sql.useCurrentConfigsForView=true");
        Statement statement = connection.createStatement()) {
      assertThrows(
          SQLException.class,
          () -> statement.executeQuery("select * from delta.`" + profiles + "`"));
      assertEquals(
          List.of("***"),
          rows(statement.executeQuery("select email from silver.profiles"), "email"));
    }
    String own = "/gold?spark.sql.catalog.mine=org.apache.spark.sql.delta.catalog.DeltaCatalog";
    assertThrows(
        SQLException.class,
        () -> {
          try (Connection connection = connected(own);
              Statement statement = connection.createStatement()) {
            statement.executeQuery("select 1");
          }
        });
  }
}
