package vongdoi.feature;

import java.util.List;

/**
 * Which as-of dates are computed beside the run date, for the jobs that train on the past.
 *
 * @param snapshotsBackDays days before the training date of each snapshot
 * @param snapshotsEveryDays the training date is the last day with an epoch day divisible by this
 */
public record FeatureConfig(List<Integer> snapshotsBackDays, int snapshotsEveryDays) {}
