package vongdoi.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vongdoi.command.query.CatalogStatements;
import vongdoi.command.query.ServedLake;
import vongdoi.common.job.ExitCode;
import vongdoi.common.job.JobException;
import vongdoi.common.table.Table;
import vongdoi.common.table.Warehouse;
import vongdoi.platform.AccessConfig.Role;
import vongdoi.platform.VongdoiConfig;

/** Spark's Thrift server over silver and gold: what BI tools speak to by JDBC and ODBC. */
@Command(
    description =
        "Serve silver and gold by JDBC (Spark's Thrift server), read only, personal columns masked")
final class ServeCommand implements Callable<Integer> {
  /** Of spark-hive-thriftserver, which Spark distributions bring and the build does not. */
  private static final String SERVER = "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2";

  @Mixin private Settled settled;

  @Option(
      names = "--port",
      defaultValue = "10000",
      paramLabel = "N",
      description = "TCP port (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      paramLabel = "ADDRESS",
      description =
          "Address to listen at (default: ${DEFAULT-VALUE}); nobody is asked for a password unless"
              + " spark.hadoop.hive.server2.authentication says so")
  private String host;

  @Override
  public Integer call() throws InterruptedException {
    VongdoiConfig config = settled.lookingAt().settings();
    Role role = config.access().serve();
    Map<String, String> settings = new TreeMap<>(config.spark());
    settings.put("spark.hadoop.hive.server2.thrift.port", String.valueOf(port));
    settings.put("spark.hadoop.hive.server2.thrift.bind.host", host);
    // Whoever connects, the files are read by the server's own rights.
    settings.putIfAbsent("spark.hadoop.hive.server2.enable.doAs", "false");
    // An answer goes out part by part instead of being collected in the driver first.
    settings.putIfAbsent("spark.sql.thriftServer.incrementalCollect", "true");
    try (ServedLake served = ServedLake.open(settings)) {
      Warehouse warehouse = new Warehouse(served.spark(), config.lake());
      Set<Table> made =
          CatalogStatements.tables().stream()
              .filter(table -> warehouse.version(table) >= 0)
              .collect(Collectors.toSet());
      int shown = served.letIn(CatalogCommand.absolute(config.lake()), role, made::contains);
      start(served.spark());
      System.out.printf(
          "Serving %d tables and views of %s at jdbc:hive2://%s:%d/gold, personal columns %s."
              + " Ctrl-C ends it%n",
          shown, config.lake(), host, port, role == Role.OWNER ? "shown" : "masked");
      untilTheProcessIsEnded();
    }
    return ExitCode.DONE.code();
  }

  private static void start(SparkSession spark) {
    // Hive opens a database in memory, whose log would lie in the working directory.
    System.setProperty(
        "derby.stream.error.file",
        Path.of(System.getProperty("java.io.tmpdir"), "vongdoi-derby.log").toString());
    try {
      Class.forName(SERVER)
          .getMethod("startWithSparkSession", SparkSession.class, boolean.class)
          .invoke(null, spark, false);
    } catch (ClassNotFoundException e) {
      throw new JobException(
          ExitCode.FAILED,
          "Cannot serve: this Spark has no Thrift server. ./vongdoi serve fetches it; a jar under"
              + " spark-submit needs a distribution with spark-hive-thriftserver",
          e);
    } catch (ReflectiveOperationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new JobException(
          ExitCode.FAILED,
          "Cannot serve: "
              + cause.getMessage()
              + ". Name a free port with --port and an address of this machine with --host",
          e);
    }
  }

  private static void untilTheProcessIsEnded() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(ended::countDown));
    ended.await();
  }
}
