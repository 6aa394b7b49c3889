package vongdoi.export;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vongdoi.common.config.AtLeast;

/**
 * The {@code export} block.
 *
 * @param taskRows delivered rows of one audience that one task writes
 * @param tiktokPhonePlus whether {@code tiktok_phone} keeps the plus sign
 * @param defaults what holds for destinations that say nothing else
 * @param contacts profile columns that a channel needs: shown only where the channel is allowed
 * @param destinations by key
 */
public record ExportConfig(
    @AtLeast(1) long taskRows,
    boolean tiktokPhonePlus,
    Defaults defaults,
    Map<String, List<String>> contacts,
    Map<String, Destination> destinations) {

  /** How the files are written. */
  public enum Format {
    CSV,
    JSON_LINES,
    PARQUET
  }

  /** Whom the files are for. */
  public enum Dialect {
    /** Systems: strict, a row that breaks a column's pattern is refused. */
    MACHINE,
    /** Spreadsheets: with a byte order mark, cells that would be formulas defused. */
    HUMAN
  }

  /** What a run writes. */
  public enum Mode {
    /** The whole list. */
    FULL,
    /** Rows that are new to the list, and rows that have left it since the last list. */
    CHANGES
  }

  /** Who of a segment goes to a destination. */
  public enum Takes {
    /** Those whom the segment's play sends a message on a channel of the destination. */
    MESSAGES,
    /** The same, and of them only service messages. */
    SERVICE_MESSAGES,
    /** Every member who agreed to a channel of the destination, whatever the play does. */
    MEMBERS
  }

  /** What an audience is called at the destination. */
  public enum Naming {
    /** By the segment's key. */
    SEGMENT,
    /** By a name that tells nothing about its members. */
    NEUTRAL
  }

  /** What a column holds; text unless it says otherwise. */
  public enum Type {
    STRING,
    INTEGER,
    NUMBER,
    AMOUNT,
    BOOLEAN,
    DATE,
    TIMESTAMP,
    /** JSON: an object within JSON lines, text elsewhere. */
    JSON
  }

  /**
   * What holds for destinations that say nothing else.
   *
   * @param purposes of consent that each must be granted
   */
  public record Defaults(Mode mode, Takes takes, Naming names, List<String> purposes) {}

  /**
   * A system or person that fetches audiences.
   *
   * @param segments segment keys, or {@code all}
   * @param channels channels that the destination sends on: one of them must be allowed
   * @param maxBytes size that no file exceeds
   * @param columns of the file, in order
   * @param maxRows rows that no file exceeds
   * @param uniqueBy headers whose cells together may stand in one row of the list only
   */
  public record Destination(
      Format format,
      Dialect dialect,
      List<String> segments,
      List<String> channels,
      @AtLeast(1) long maxBytes,
      List<Cell> columns,
      @AtLeast(1) Optional<Long> maxRows,
      Optional<List<String>> uniqueBy,
      Optional<Mode> mode,
      Optional<Takes> takes,
      Optional<Naming> names,
      Optional<List<String>> purposes) {

    /** Whether a segment goes to this destination. */
    boolean takes(String segment) {
      return segments.contains("all") || segments.contains(segment);
    }

    List<String> headers() {
      return columns.stream().map(Cell::header).toList();
    }
  }

  /**
   * A column of the file.
   *
   * @param header its name in the first line
   * @param value SQL over the columns of an audience
   * @param pattern regular expression that a machine destination demands of the whole cell
   * @param type what it is in JSON lines and Parquet
   */
  public record Cell(String header, String value, Optional<String> pattern, Optional<Type> type) {

    Type holds() {
      return type.orElse(Type.STRING);
    }
  }

  Mode mode(String destination) {
    return destinations.get(destination).mode().orElse(defaults.mode());
  }

  Takes takes(String destination) {
    return destinations.get(destination).takes().orElse(defaults.takes());
  }

  Naming names(String destination) {
    return destinations.get(destination).names().orElse(defaults.names());
  }

  /** Purposes of consent that a destination needs, all of them. */
  List<String> purposes(String destination) {
    return destinations.get(destination).purposes().orElse(defaults.purposes());
  }
}
