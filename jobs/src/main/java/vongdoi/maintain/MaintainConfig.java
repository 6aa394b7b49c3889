package vongdoi.maintain;

import vongdoi.common.config.AtLeast;

/**
 * The {@code maintain} block.
 *
 * @param compactFrom number of data files from which a table is compacted
 * @param keepHours hours for which files of old versions stay
 * @param keepQualityDays days for which the checks of a past run date stay
 * @param keepFeaturesDays days for which the features of a past date stay
 * @param retention how long files and rows stay
 */
public record MaintainConfig(
    @AtLeast(1) int compactFrom,
    @AtLeast(value = 168, because = "a reader at work may need younger files") int keepHours,
    @AtLeast(1) int keepQualityDays,
    @AtLeast(1) int keepFeaturesDays,
    RetentionConfig retention) {}
