package vongdoi.ingest.check;

import vongdoi.common.config.ConfigPath;
import vongdoi.ingest.lines.LineJson;

/** Lines of HOCON that mend a source: they may stand behind everything else in a user's file. */
final class Mend {
  private final ConfigPath source;

  Mend(String source) {
    this.source = ConfigPath.of("sources", source);
  }

  /** Maps a canonical column by another SQL expression. */
  String column(String column, String sql) {
    return line(source.at("columns", column), sql);
  }

  /** Maps a canonical column to a raw one as it stands. */
  String columnTo(String column, String raw) {
    return column(column, quoted(raw));
  }

  String option(String option, String value) {
    return line(source.at("options", option), value);
  }

  String setting(String key, String value) {
    return line(source.at(key), value);
  }

  /** A raw column as SQL names it. */
  static String quoted(String raw) {
    return "`" + raw.replace("`", "``") + "`";
  }

  private static String line(ConfigPath path, String value) {
    StringBuilder line = new StringBuilder(path.toString()).append(" = ");
    LineJson.quote(line, value);
    return line.toString();
  }
}
