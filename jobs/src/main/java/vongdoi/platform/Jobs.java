package vongdoi.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vongdoi.churn.ScoreChurn;
import vongdoi.churn.TrainChurn;
import vongdoi.clv.FitClv;
import vongdoi.clv.LearnHazard;
import vongdoi.clv.ScoreClv;
import vongdoi.clv.ScoreContracts;
import vongdoi.common.job.Job;
import vongdoi.export.PublishAudiences;
import vongdoi.export.PublishConversions;
import vongdoi.export.PublishMoments;
import vongdoi.feature.ComputeFeatures;
import vongdoi.feature.LearnSeason;
import vongdoi.identity.FindHouseholds;
import vongdoi.identity.LinkIdentifiers;
import vongdoi.identity.MatchRecords;
import vongdoi.identity.ResolveIdentities;
import vongdoi.ingest.IngestSources;
import vongdoi.lifecycle.AssignStages;
import vongdoi.lifecycle.CountTransitions;
import vongdoi.lifecycle.ScoreJourneys;
import vongdoi.maintain.MaintainTables;
import vongdoi.maintain.RetainData;
import vongdoi.privacy.ErasePeople;
import vongdoi.privacy.RememberErased;
import vongdoi.profile.BuildCarts;
import vongdoi.profile.BuildProfiles;
import vongdoi.profile.BuildSessions;
import vongdoi.profile.ConformContacts;
import vongdoi.profile.ConformOrders;
import vongdoi.profile.ConformPayments;
import vongdoi.profile.ConformProducts;
import vongdoi.profile.ConformVoices;
import vongdoi.recommend.EvaluateRecommendations;
import vongdoi.recommend.RecommendProducts;
import vongdoi.report.ReportModels;
import vongdoi.report.ReportPage;
import vongdoi.report.ReportQuality;
import vongdoi.segment.AssignSegments;
import vongdoi.segment.DrawHoldouts;
import vongdoi.segment.LearnUplift;
import vongdoi.segment.MeasureCampaigns;
import vongdoi.segment.MeasurePlays;
import vongdoi.segment.PlanActions;
import vongdoi.segment.PlanMoments;

/** The registry: every job, in the order of the stages. */
public final class Jobs {
  private Jobs() {}

  public static List<Job> all(VongdoiConfig config) {
    List<String> blocked = config.identity().blockedValues();
    List<Job> first =
        List.of(
            new IngestSources(config.ingest(), config.sources(), config.erasure()),
            new LinkIdentifiers(config.identity()),
            new MatchRecords(config.identity()),
            new ResolveIdentities(config.identity()),
            new FindHouseholds(config.identity()),
            new ConformProducts(),
            new ConformOrders(config.profile(), blocked),
            new ConformPayments(config.profile(), blocked),
            new ConformVoices(blocked),
            new ConformContacts(blocked),
            new BuildSessions(config.profile(), blocked),
            new BuildCarts(config.profile(), blocked),
            new BuildProfiles(config.profile()),
            new AssignStages(config.lifecycle()),
            new CountTransitions(),
            new ScoreJourneys(config.lifecycle()),
            new ComputeFeatures(config.feature()),
            new LearnSeason(config.feature()),
            new TrainChurn(config.churn()),
            new ScoreChurn(config.churn()),
            new FitClv(config.clv()),
            new LearnHazard(config.clv()),
            new ScoreContracts(config.clv()),
            new ScoreClv(config.clv()),
            new EvaluateRecommendations(config.recommend()),
            new RecommendProducts(config.recommend()),
            new AssignSegments(config.segment()),
            new DrawHoldouts(config.segment()),
            new LearnUplift(config.segment()),
            new PlanActions(config.segment()),
            new MeasurePlays(config.segment()),
            new MeasureCampaigns(config.segment().results()),
            new PlanMoments(config.segment()),
            new PublishAudiences(config.export(), config.privacy().eraseWithinDays()),
            new PublishMoments(config.export(), config.privacy().eraseWithinDays()),
            new PublishConversions(config.export(), config.privacy().eraseWithinDays()),
            new ReportModels());
    List<Job> last =
        List.of(
            new ReportPage(config.report(), config.export().leastMembers()),
            new RememberErased(config.erasure()),
            new ErasePeople(config.erasure()),
            new RetainData(config.maintain().retention(), config.filesOfSources()),
            new MaintainTables(config.maintain()));
    List<Job> jobs = new ArrayList<>(first);
    jobs.addAll(last);
    jobs.add(first.size(), new ReportQuality(List.copyOf(jobs)));
    return List.copyOf(jobs);
  }

  /** All jobs without a configuration of the user's: their names and facts do not hang on one. */
  public static List<Job> known() {
    return all(ConfigFile.load(null, Map.of()).settings());
  }
}
