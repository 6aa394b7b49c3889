package vongdoi.platform;

import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vongdoi.churn.ChurnConfig;
import vongdoi.clv.ClvConfig;
import vongdoi.common.config.AtLeast;
import vongdoi.common.job.Sizes;
import vongdoi.customer.ErasureRules;
import vongdoi.export.ExportConfig;
import vongdoi.feature.FeatureConfig;
import vongdoi.identity.IdentityConfig;
import vongdoi.ingest.IngestConfig;
import vongdoi.ingest.source.Entity;
import vongdoi.ingest.source.Format;
import vongdoi.ingest.source.SourceConfig;
import vongdoi.lifecycle.LifecycleConfig;
import vongdoi.maintain.MaintainConfig;
import vongdoi.privacy.PrivacyConfig;
import vongdoi.profile.ProfileConfig;
import vongdoi.recommend.RecommendConfig;
import vongdoi.report.ReportConfig;
import vongdoi.segment.SegmentConfig;

/**
 * All settings of the platform; {@code conf/application.conf} documents each key.
 *
 * @param lake URI under which tables/, models/, exports/ and report/ lie
 * @param zone business zone: dates, midnight and quiet hours are its own
 * @param currency ISO 4217 code of amounts that come without one
 * @param country ISO 3166 code that phones without a prefix belong to
 * @param vars free names for substitutions in the file itself
 * @param spark Spark settings by their own names
 * @param run how a run is carried out
 * @param access who is shown personal columns by queries
 * @param watch who is told of it
 */
public record VongdoiConfig(
    String lake,
    ZoneId zone,
    String currency,
    String country,
    Map<String, String> vars,
    Map<String, String> spark,
    RunConfig run,
    AccessConfig access,
    WatchConfig watch,
    Map<String, SourceConfig> sources,
    IngestConfig ingest,
    IdentityConfig identity,
    ProfileConfig profile,
    LifecycleConfig lifecycle,
    FeatureConfig feature,
    ChurnConfig churn,
    ClvConfig clv,
    RecommendConfig recommend,
    SegmentConfig segment,
    ExportConfig export,
    ReportConfig report,
    PrivacyConfig privacy,
    MaintainConfig maintain) {

  /** How people who were erased are known again. */
  public ErasureRules erasure() {
    Map<String, String> recordSources = new TreeMap<>();
    sources.keySet().forEach(s -> recordSources.put(s, SourceConfig.recordSource(s, sources)));
    return new ErasureRules(privacy.salted(), privacy.actsAnew(), recordSources);
  }

  /** Sources of events, whose people are known as logins and devices whatever source saw them. */
  public Set<String> sourcesOfEvents() {
    Set<String> names = new TreeSet<>();
    sources.forEach(
        (name, source) -> {
          if (source.entity() == Entity.EVENTS) {
            names.add(name);
          }
        });
    return names;
  }

  /** Path of each source whose landed files are its own, not those of a table. */
  Map<String, String> filesOfSources() {
    Map<String, String> paths = new TreeMap<>();
    sources.forEach(
        (name, source) -> {
          if (source.format() != Format.DELTA) {
            paths.put(name, source.path());
          }
        });
    return paths;
  }

  /** Without the maps that may hold secrets. */
  @Override
  public String toString() {
    return "VongdoiConfig[lake=" + lake + "]";
  }

  /**
   * How a run is carried out.
   *
   * @param lanes jobs side by side
   * @param localMib size of its inputs' files up to which a job holds its rows in the driver's
   *     memory, in MiB
   * @param interpretedMib size up to which its expressions are interpreted, in MiB
   */
  public record RunConfig(
      @AtLeast(1) int lanes, @AtLeast(0) int localMib, @AtLeast(0) int interpretedMib) {
    /** Which scale a job runs at. */
    public Sizes sizes() {
      return Sizes.ofMib(localMib, interpretedMib);
    }
  }
}
