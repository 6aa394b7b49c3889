package vongdoi.ingest.landing;

/**
 * What became of the rows of one file; rows that the source's filter left out are not among them.
 *
 * @param accepted rows taken in
 * @param duplicate rows known already, or of somebody who was erased
 * @param erased those of them that are of somebody who was erased
 * @param quarantined rows set aside; 1 for a file that is set aside whole
 * @param filtered rows that the filter left out
 * @param late accepted rows dated before the run date by over a day
 * @param future accepted rows dated after the run date or their own receipt
 */
public record FileCounts(
    long accepted,
    long duplicate,
    long erased,
    long quarantined,
    long filtered,
    long late,
    long future) {
  static final FileCounts NONE = new FileCounts(0, 0, 0, 0, 0, 0, 0);
  static final FileCounts SET_ASIDE = new FileCounts(0, 0, 0, 1, 0, 0, 0);

  static FileCounts ofErased(long rows) {
    return new FileCounts(0, rows, rows, 0, 0, 0, 0);
  }

  long rowsIn() {
    return accepted + duplicate + quarantined;
  }

  FileCounts plus(FileCounts other) {
    return new FileCounts(
        accepted + other.accepted,
        duplicate + other.duplicate,
        erased + other.erased,
        quarantined + other.quarantined,
        filtered + other.filtered,
        late + other.late,
        future + other.future);
  }
}
