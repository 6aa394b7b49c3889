package vongdoi.ingest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import vongdoi.ingest.lines.CsvDialect;
import vongdoi.ingest.lines.RawColumns;
import vongdoi.ingest.source.Format;

/**
 * What the first lines of a file say against its source: another format, encoding or delimiter, a
 * header further down, columns of other names.
 */
final class FileGuess {
  /** What exporters put between fields, as the ingest looks for it. */
  static final List<String> DELIMITERS = List.of(",", ";", "\t", "|");

  private static final int DEEPEST = 30;

  private final Look look;
  private final Head head;
  private final CsvDialect dialect;
  private final Mend mend;

  FileGuess(Look look, Head head) {
    this.look = look;
    this.head = head;
    this.dialect = CsvDialect.of(look.source().options());
    this.mend = look.mend();
  }

  List<Finding> findings() {
    Format format = look.source().format();
    if (head.bytes().length == 0 || format == Format.PARQUET || format == Format.DELTA) {
      return List.of();
    }
    Optional<Finding> other = otherFormat(format);
    if (other.isPresent()) {
      return List.of(other.get());
    }
    if (format != Format.CSV) {
      return List.of();
    }
    List<Finding> found = new ArrayList<>();
    String encoding = dialect.encoding();
    Optional<String> instead = Encodings.instead(head.bytes(), encoding, look.country());
    instead.ifPresent(
        set ->
            found.add(
                Finding.doubt(
                    "options.encoding",
                    "the file is not written in " + dialect.encoding(),
                    mend.option("encoding", set))));
    if (dialect.hasHeader() && !look.sample().setAside().isEmpty()) {
      header(head.lines(instead.orElse(encoding)), found);
    }
    return found;
  }

  private Optional<Finding> otherFormat(Format format) {
    if (head.startsWith("PK\3\4")) {
      return Optional.of(
          Finding.breaks("format", "the file is a workbook or a zip: save it as CSV", null));
    }
    if (head.startsWith("PAR1")) {
      return Optional.of(
          Finding.breaks("format", "the file is Parquet", mend.setting("format", "parquet")));
    }
    char first = head.first();
    if (first == '[' && format != Format.CSV) {
      return Optional.of(
          Finding.breaks(
              "format",
              "the file is one JSON array: write one object per line (jq -c '.[]')",
              null));
    }
    if (first == '{' && format == Format.CSV) {
      return Optional.of(
          Finding.breaks("format", "the file holds JSON objects", mend.setting("format", "json")));
    }
    return first != '{' && format == Format.JSON
        ? Optional.of(
            Finding.breaks(
                "format", "the file holds no JSON objects", mend.setting("format", "csv")))
        : Optional.empty();
  }

  /** Where the header may be, and how many of the wanted columns it names there. */
  private record Place(int line, String delimiter, int wanted) {}

  /** The ingest looks for the header by itself, unless the options say where it is. */
  private void header(List<String> lines, List<Finding> found) {
    String stated = dialect.delimiter();
    Place best = place(lines, dialect.skipRows(), stated == null ? DELIMITERS.get(0) : stated);
    for (int line = 0; line < Math.min(DEEPEST, lines.size()); line++) {
      for (String delimiter : DELIMITERS) {
        Place place = place(lines, line, delimiter);
        best = place.wanted() > best.wanted() ? place : best;
      }
    }
    if (stated != null && !best.delimiter().equals(stated)) {
      found.add(
          Finding.breaks(
              "options.delimiter",
              "another delimiter gives more of the columns",
              mend.option("delimiter", best.delimiter().replace("\t", "\\t"))));
    }
    if (best.line() < dialect.skipRows()) {
      found.add(
          Finding.breaks(
              "options.skip-rows",
              "the header stands in line %d".formatted(best.line() + 1),
              mend.option("skip-rows", "" + best.line())));
    }
    List<String> names = names(lines, best);
    missing(names).forEach(name -> found.add(renamed(name, names)));
  }

  private Place place(List<String> lines, int line, String delimiter) {
    Set<String> names =
        names(lines, new Place(line, delimiter, 0)).stream()
            .map(FileGuess::folded)
            .collect(Collectors.toSet());
    long wanted = wanted().stream().filter(w -> names.contains(folded(w))).count();
    return new Place(line, delimiter, (int) wanted);
  }

  private List<String> names(List<String> lines, Place place) {
    return place.line() >= lines.size()
        ? List.of()
        : RawText.fields(lines.get(place.line()), place.delimiter(), dialect.quote()).stream()
            .map(String::strip)
            .toList();
  }

  /** Raw columns that the file must have, and that this header lacks. */
  private Set<String> missing(List<String> header) {
    Set<String> names = header.stream().map(FileGuess::folded).collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>(named());
    look.sample().required().stream()
        .filter(r -> !look.source().columns().containsKey(r))
        .forEach(missing::add);
    missing.removeIf(m -> names.contains(folded(m)));
    return missing;
  }

  private Set<String> wanted() {
    Set<String> wanted = named();
    look.canonical().stream()
        .map(c -> c.name())
        .filter(c -> !look.source().columns().containsKey(c))
        .forEach(wanted::add);
    return wanted;
  }

  private Set<String> named() {
    RawColumns named = new RawColumns();
    look.source().columns().values().forEach(named::addReferencesOf);
    look.source().where().ifPresent(named::addReferencesOf);
    return new TreeSet<>(named.names());
  }

  private static String folded(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /** A column that is not there, with the one that may be meant. */
  private Finding renamed(String missing, List<String> names) {
    Optional<String> near =
        names.stream()
            .filter(n -> !n.isBlank())
            .filter(n -> KnownNames.match(n, missing) || isNear(n, missing))
            .findFirst();
    String problem =
        "the header lacks "
            + missing
            + near.map(n -> ", and %s looks like it".formatted(n)).orElse("");
    for (var column : look.source().columns().entrySet()) {
      if (new RawColumns().addReferencesOf(column.getValue()).names().contains(missing)) {
        return Finding.breaks(
            column.getKey(),
            problem,
            near.map(n -> mend.column(column.getKey(), replaced(column.getValue(), missing, n)))
                .orElse(null));
      }
    }
    boolean isFilter = named().contains(missing);
    return Finding.breaks(
        isFilter ? "where" : missing,
        problem,
        near.map(
                n ->
                    isFilter
                        ? mend.setting(
                            "where", replaced(look.source().where().orElse(""), missing, n))
                        : mend.columnTo(missing, n))
            .orElse(null));
  }

  private static boolean isNear(String name, String missing) {
    String a = KnownNames.plain(name).replace(" ", "");
    String b = KnownNames.plain(missing).replace(" ", "");
    return a.equals(b) || new LevenshteinDistance().apply(a, b) <= Math.max(1, b.length() / 5);
  }

  private static String replaced(String sql, String missing, String name) {
    String other = Matcher.quoteReplacement(Mend.quoted(name));
    String quoted = Mend.quoted(missing);
    return sql.contains(quoted)
        ? sql.replace(quoted, Mend.quoted(name))
        : sql.replaceAll("(?<![\\w.`])" + Pattern.quote(missing) + "(?![\\w`(])", other);
  }
}
