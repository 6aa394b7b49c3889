package vongdoi.export;

import java.util.List;
import java.util.Map;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.Inputs;
import vongdoi.common.job.Job;
import vongdoi.common.job.Outputs;
import vongdoi.common.table.Table;
import vongdoi.common.table.Write;
import vongdoi.customer.OverdueErasures;

/** Publishes the audiences of the day: the files first, and last the ledger. */
public final class PublishAudiences implements Job {
  private final ExportConfig config;
  private final int eraseWithinDays;

  /**
   * @param eraseWithinDays days after which a request to erase that is still open keeps everything
   *     from being published
   */
  public PublishAudiences(ExportConfig config, int eraseWithinDays) {
    this.config = config.ofLists();
    this.eraseWithinDays = eraseWithinDays;
  }

  @Override
  public String name() {
    return "export.audiences";
  }

  @Override
  public String meaning() {
    return "Writes each segment's members for each destination and records who was left out, and why";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Gold.SEGMENTS,
        Gold.SEGMENT_MEMBERS,
        Gold.HOLDOUTS,
        Gold.NEXT_ACTIONS,
        Gold.LIFECYCLE,
        Gold.CLV_SCORES,
        Gold.CHURN_SCORES,
        Silver.PROFILES,
        Silver.CONSENTS);
  }

  /** People ask to be erased at any time. */
  @Override
  public List<Table> remembers() {
    return List.of(Silver.ERASURE_REQUESTS);
  }

  @Override
  public List<Write> writes() {
    return List.of(Write.replace(Gold.AUDIENCE_LISTS), Write.replaceDate(Gold.AUDIENCE_LEDGER));
  }

  @Override
  public String settings() {
    return config.toString();
  }

  @Override
  public Outputs run(Inputs inputs) {
    OverdueErasures.requireNone(inputs, eraseWithinDays);
    DestinationFunctions.of(config, inputs.run().zone()).register(inputs.spark());
    Publication publication = new Publication(config, inputs, new LatestPointer());
    List<Audience> audiences = publication.audiences();
    Publication.Rows rows =
        new AudienceRows(config, audiences)
            .of(
                inputs,
                inputs.table(Gold.SEGMENT_MEMBERS).where("exited_at is null"),
                inputs.table(Gold.NEXT_ACTIONS));
    Map<String, Counts> counts = Counts.of(rows.recorded());
    ListChanges changes =
        ListChanges.of(
            config, inputs, audiences, rows.delivered(), publication.published(audiences));
    int published = publication.publish(audiences, rows, counts, changes);
    return outputs(rows, counts, changes, inputs).count("audiences_published", published);
  }

  private static Outputs outputs(
      Publication.Rows rows, Map<String, Counts> counts, ListChanges changes, Inputs inputs) {
    Outputs outputs =
        Outputs.of(Gold.AUDIENCE_LEDGER, rows.recorded().withColumn("run_date", inputs.date()));
    if (!changes.isEmpty()) {
      outputs.and(Gold.AUDIENCE_LISTS, changes.lists(rows.delivered()));
    } else if (!inputs.own(Gold.AUDIENCE_LISTS).isEmpty()) {
      outputs.and(Gold.AUDIENCE_LISTS, inputs.own(Gold.AUDIENCE_LISTS).limit(0));
    }
    counts
        .values()
        .forEach(c -> outputs.count("delivered", c.delivered()).count("control", c.control()));
    return outputs;
  }
}
