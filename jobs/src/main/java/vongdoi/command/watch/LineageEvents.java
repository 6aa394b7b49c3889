package vongdoi.command.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import vongdoi.common.job.Job;
import vongdoi.common.job.Run;
import vongdoi.common.job.RunReport;
import vongdoi.common.table.Table;
import vongdoi.common.table.TableColumn;
import vongdoi.common.table.Write;

/**
 * Run events of <a href="https://openlineage.io/spec/2-0-2/OpenLineage.json">OpenLineage 2-0-2</a>:
 * which job read which versions of which tables, and what it wrote. Columns are named with their
 * types; no value of a row is.
 */
final class LineageEvents {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PRODUCER = "https://github.com/vongdoi/vongdoi";
  private static final String SCHEMA =
      "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent";
  private static final String FACETS = "https://openlineage.io/spec/facets/";

  private final String namespace;
  private final String lake;
  private final ToLongFunction<Table> version;
  private final Supplier<Instant> now;
  private final Map<String, UUID> runs = new ConcurrentHashMap<>();

  LineageEvents(
      String namespace, String lake, ToLongFunction<Table> version, Supplier<Instant> now) {
    this.namespace = namespace;
    this.lake = lake;
    this.version = version;
    this.now = now;
  }

  String started(Job job, Run run) {
    ObjectNode event = event("START", job, run, now.get());
    ArrayNode inputs = event.putArray("inputs");
    job.reads().forEach(table -> dataset(table, inputs));
    ArrayNode outputs = event.putArray("outputs");
    job.writes().stream().map(Write::table).forEach(table -> dataset(table, outputs));
    return event.toString();
  }

  /** Inputs bear the versions that were read, outputs those that are there now. */
  String ended(Job job, Run run, RunReport report) {
    ObjectNode event = event("COMPLETE", job, run, now.get());
    ArrayNode inputs = event.putArray("inputs");
    for (Table table : job.reads()) {
      Long read = report.inputs().get(table.fullName());
      ObjectNode facets = dataset(table, inputs);
      if (read != null && read >= 0) {
        versioned(facets, read);
      }
    }
    ArrayNode outputs = event.putArray("outputs");
    for (Write write : job.writes()) {
      ObjectNode facets = dataset(write.table(), outputs);
      long there = version.applyAsLong(write.table());
      if (there >= 0) {
        versioned(facets, there);
      }
      Long rows = report.writtenTo().get(write.table().fullName());
      if (rows != null) {
        ObjectNode output = (ObjectNode) outputs.get(outputs.size() - 1);
        facet(
                output.putObject("outputFacets"),
                "outputStatistics",
                "1-0-2/OutputStatisticsOutputDatasetFacet.json#/$defs/OutputStatisticsOutputDatasetFacet")
            .put("rowCount", rows);
      }
    }
    return event.toString();
  }

  String failed(Job job, Run run, Failure failure) {
    ObjectNode event = event("FAIL", job, run, now.get());
    facet(
            (ObjectNode) event.get("run").get("facets"),
            "errorMessage",
            "1-0-1/ErrorMessageRunFacet.json#/$defs/ErrorMessageRunFacet")
        .put("message", failure.reason())
        .put("programmingLanguage", "JAVA");
    ArrayNode inputs = event.putArray("inputs");
    job.reads().forEach(table -> dataset(table, inputs));
    event.putArray("outputs");
    return event.toString();
  }

  /** One for all events of an attempt, which its process and its first moment tell from others. */
  private UUID id(Job job, Run run, Instant at) {
    String process = ManagementFactory.getRuntimeMXBean().getName();
    return runs.computeIfAbsent(
        job.name() + " " + run.end(),
        attempt ->
            UUID.nameUUIDFromBytes(
                (attempt + " " + at + " " + process).getBytes(StandardCharsets.UTF_8)));
  }

  private ObjectNode event(String type, Job job, Run run, Instant at) {
    ObjectNode event = JSON.createObjectNode();
    event.put("eventType", type).put("eventTime", at.toString());
    event.put("producer", PRODUCER).put("schemaURL", SCHEMA);
    ObjectNode ran = event.putObject("run");
    ran.put("runId", id(job, run, at).toString());
    Instant from = run.date().atStartOfDay(run.zone()).toInstant();
    facet(
            ran.putObject("facets"),
            "nominalTime",
            "1-0-1/NominalTimeRunFacet.json#/$defs/NominalTimeRunFacet")
        .put("nominalStartTime", from.toString())
        .put("nominalEndTime", run.end().toString());
    ObjectNode does = event.putObject("job").put("namespace", namespace).put("name", job.name());
    ObjectNode facets = does.putObject("facets");
    facet(facets, "documentation", "1-1-0/DocumentationJobFacet.json#/$defs/DocumentationJobFacet")
        .put("description", job.meaning());
    facet(facets, "jobType", "2-0-3/JobTypeJobFacet.json#/$defs/JobTypeJobFacet")
        .put("processingType", "BATCH")
        .put("integration", "VONGDOI")
        .put("jobType", "JOB");
    return event;
  }

  /** Adds a table as a dataset. @return its facets */
  private ObjectNode dataset(Table table, ArrayNode datasets) {
    URI place = URI.create(lake.contains(":") ? lake : Path.of(lake).toUri().toString());
    ObjectNode dataset = datasets.addObject();
    boolean isLocal = place.getAuthority() == null;
    dataset.put(
        "namespace",
        isLocal ? "file" : place.getScheme().replace("s3a", "s3") + "://" + place.getAuthority());
    String root = place.getPath().replaceAll("/+$", "");
    dataset.put("name", root + "/tables/" + table.layer() + "/" + table.name());
    ObjectNode facets = dataset.putObject("facets");
    ArrayNode fields =
        facet(facets, "schema", "1-1-1/SchemaDatasetFacet.json#/$defs/SchemaDatasetFacet")
            .putArray("fields");
    for (TableColumn column : table.columns()) {
      fields
          .addObject()
          .put("name", column.name())
          .put("type", column.type())
          .put("description", column.meaning());
    }
    return facets;
  }

  private static void versioned(ObjectNode facets, long version) {
    facet(
            facets,
            "version",
            "1-0-1/DatasetVersionDatasetFacet.json#/$defs/DatasetVersionDatasetFacet")
        .put("datasetVersion", String.valueOf(version));
  }

  private static ObjectNode facet(ObjectNode facets, String name, String schema) {
    return facets.putObject(name).put("_producer", PRODUCER).put("_schemaURL", FACETS + schema);
  }
}
