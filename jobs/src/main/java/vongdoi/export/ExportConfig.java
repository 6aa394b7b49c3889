package vongdoi.export;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vongdoi.common.config.AtLeast;

/**
 * The {@code export} block.
 *
 * @param taskRows delivered rows of one audience that one task writes
 * @param tiktokPhonePlus whether {@code tiktok_phone} keeps the plus sign
 * @param zaloTemplates number of the approved template by the action that it is for
 * @param accounts numbers at the destinations that bodies of requests name
 * @param whenMissing what stands for a place that a profile lacks
 * @param defaults what holds for destinations that say nothing else
 * @param contacts profile columns that a channel needs: shown only where the channel is allowed
 * @param destinations by key
 * @param conversions destinations of orders, by key
 */
public record ExportConfig(
    @AtLeast(1) long taskRows,
    boolean tiktokPhonePlus,
    Map<String, String> zaloTemplates,
    Map<String, String> accounts,
    WhenMissing whenMissing,
    Defaults defaults,
    Map<String, List<String>> contacts,
    Map<String, Destination> destinations,
    Map<String, Conversions> conversions) {

  /** How the files are written. */
  public enum Format {
    CSV,
    JSON_LINES,
    /** Bodies of requests: the rows as a list within a text. */
    JSON,
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

  /** What stands for a place that a profile lacks, where nearly all customers live in one. */
  public record WhenMissing(Optional<String> country, Optional<String> postcode) {}

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
   * @param matchedBy headers that the destination finds people by: a row has a cell under one of
   *     them, or under all of several that are joined by {@code " + "}
   * @param leastMembers members below which the destination makes no use of a list
   * @param body text of a request, in which {@code {rows}} stands for the rows
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
      Optional<List<String>> matchedBy,
      @AtLeast(1) Optional<Long> leastMembers,
      Optional<Mode> mode,
      Optional<Takes> takes,
      Optional<Naming> names,
      Optional<List<String>> purposes,
      Optional<String> body) {

    /** Whether a segment goes to this destination. */
    boolean takes(String segment) {
      return segments.contains("all") || segments.contains(segment);
    }

    /**
     * The same with what the requests of an audience name.
     *
     * @param name of the audience of the segment
     */
    Destination of(String segment, String name, Map<String, String> accounts) {
      return new Destination(
          format,
          dialect,
          segments,
          channels,
          maxBytes,
          columns,
          maxRows,
          uniqueBy,
          matchedBy,
          leastMembers,
          mode,
          takes,
          names,
          purposes,
          body.map(b -> RequestBody.filled(b, segment, name, accounts)));
    }

    /** Headers as configured, one that is repeated as often as it stands in the file. */
    List<String> headers() {
      return columns.stream()
          .flatMap(c -> Collections.nCopies(c.repeated(), c.header()).stream())
          .toList();
    }

    /** Groups of headers of which one must have all its cells. */
    List<List<String>> identifiers() {
      return matchedBy.orElse(List.of()).stream().map(m -> List.of(m.split(" \\+ "))).toList();
    }
  }

  /**
   * A platform that is told of orders.
   *
   * @param isOn whether it is told
   * @param windowDays days after its own day for which an order is still told
   * @param where which orders: a condition over the columns of an order
   * @param channels of consent, one of which must be allowed
   * @param purposes of consent that each must be granted
   */
  public record Conversions(
      boolean isOn,
      @AtLeast(1) int windowDays,
      Optional<String> where,
      Format format,
      List<String> channels,
      List<String> purposes,
      @AtLeast(1) long maxBytes,
      @AtLeast(1) Optional<Long> maxRows,
      Optional<List<String>> matchedBy,
      Optional<String> body,
      List<Cell> columns) {
    /** What the orders of a platform are called, where a list bears the name of its segment. */
    static final String NAME = "conversions";

    /** The same as a destination of a list. */
    Destination destination() {
      return new Destination(
          format,
          Dialect.MACHINE,
          isOn ? List.of(NAME) : List.of(),
          channels,
          maxBytes,
          columns,
          maxRows,
          Optional.empty(),
          matchedBy,
          Optional.empty(),
          Optional.of(Mode.FULL),
          Optional.of(Takes.MEMBERS),
          Optional.of(Naming.SEGMENT),
          Optional.of(purposes),
          body);
    }
  }

  /**
   * A column of the file.
   *
   * @param header its name in the first line, in which {@code {segment}} stands for the audience's
   *     name
   * @param value SQL over the columns of an audience; of a repeated column an array of texts
   * @param pattern regular expression that a machine destination demands of the whole cell
   * @param type what it is in JSON lines and Parquet
   * @param times how often the column stands in the file, for its first so many values
   */
  public record Cell(
      String header,
      String value,
      Optional<String> pattern,
      Optional<Type> type,
      @AtLeast(2) Optional<Integer> times) {

    int repeated() {
      return times.orElse(1);
    }

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

  /** The same settings with the destinations of orders instead of those of lists. */
  ExportConfig ofConversions() {
    Map<String, Destination> told = new TreeMap<>();
    conversions.forEach(
        (key, to) -> {
          if (to.isOn()) {
            told.put(key, to.destination());
          }
        });
    return new ExportConfig(
        taskRows,
        tiktokPhonePlus,
        zaloTemplates,
        accounts,
        whenMissing,
        defaults,
        contacts,
        told,
        Map.of());
  }

  /** The same settings without those of orders. */
  ExportConfig ofLists() {
    return new ExportConfig(
        taskRows,
        tiktokPhonePlus,
        zaloTemplates,
        accounts,
        whenMissing,
        defaults,
        contacts,
        destinations,
        Map.of());
  }

  /** Of each destination that makes no use of smaller lists, the least members of one. */
  public Map<String, Long> leastMembers() {
    Map<String, Long> least = new TreeMap<>();
    destinations.forEach(
        (key, to) -> to.leastMembers().ifPresent(members -> least.put(key, members)));
    return least;
  }
}
