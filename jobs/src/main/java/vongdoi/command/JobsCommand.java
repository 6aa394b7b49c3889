package vongdoi.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vongdoi.common.job.Job;
import vongdoi.common.job.JobGraph;
import vongdoi.platform.Jobs;

/** The registry, as a table for people or as JSON for a scheduler. */
@Command(description = "List the jobs: what each reads, writes and waits for")
final class JobsCommand implements Callable<Integer> {
  @Mixin private Settled settled;

  @Option(names = "--json", description = "As JSON")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    JobGraph graph = JobGraph.of(Jobs.all(settled.load().settings()));
    if (json) {
      ObjectMapper mapper = new ObjectMapper();
      ArrayNode array = mapper.createArrayNode();
      graph.sorted().forEach(job -> describe(array.addObject(), job, graph));
      System.out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(array));
    } else {
      for (Job job : graph.sorted()) {
        System.out.printf("%-22s %s%n", job.name(), job.meaning());
      }
    }
    return 0;
  }

  private static void describe(ObjectNode node, Job job, JobGraph graph) {
    node.put("job", job.name()).put("stage", job.stage()).put("meaning", job.meaning());
    node.put("daily", job.schedule().isDaily());
    node.put("within_day", job.schedule().isWithinDay());
    List<String> reads = job.reads().stream().map(t -> t.fullName()).toList();
    ArrayNode read = node.putArray("reads");
    reads.forEach(read::add);
    ArrayNode writes = node.putArray("writes");
    job.writes()
        .forEach(
            w ->
                writes
                    .addObject()
                    .put("table", w.table().fullName())
                    .put("mode", w.mode().name().toLowerCase(Locale.ROOT)));
    ArrayNode upstream = node.putArray("upstream");
    graph.upstream(job).forEach(u -> upstream.add(u.name()));
  }
}
