package vongdoi.export;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code export} block.
 *
 * @param controlShare share of each marketing audience that is held out for measurement, 0 to 1
 * @param controlSalt text that decides who is held out; a new one draws new groups
 * @param contacts profile columns that a channel needs: shown only where the channel is allowed
 * @param destinations by key
 */
public record ExportConfig(
    double controlShare,
    String controlSalt,
    Map<String, List<String>> contacts,
    Map<String, Destination> destinations) {

  /** How the files are written. */
  public enum Format {
    CSV
  }

  /** Whom the files are for. */
  public enum Dialect {
    /** Systems: strict, a row that breaks a column's pattern is refused. */
    MACHINE,
    /** Spreadsheets: with a byte order mark, cells that would be formulas defused. */
    HUMAN
  }

  /**
   * A system or person that fetches audiences.
   *
   * @param segments segment keys, or {@code all}
   * @param channels channels that the destination sends on: one of them must be allowed
   * @param maxBytes size that no file exceeds
   * @param columns of the file, in order
   */
  public record Destination(
      Format format,
      Dialect dialect,
      List<String> segments,
      List<String> channels,
      long maxBytes,
      List<Cell> columns) {

    /** Whether a segment goes to this destination. */
    boolean takes(String segment) {
      return segments.contains("all") || segments.contains(segment);
    }
  }

  /**
   * A column of the file.
   *
   * @param header its name in the first line
   * @param value SQL over the columns of an audience
   * @param pattern regular expression that a machine destination demands of the whole cell
   */
  public record Cell(String header, String value, Optional<String> pattern) {}
}
