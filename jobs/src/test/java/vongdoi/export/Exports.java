package vongdoi.export;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import vongdoi.common.config.ConfigReader;

/** The {@code export} block for tests, and a strict reader of RFC 4180. */
final class Exports {
  private Exports() {}

  static ExportConfig shipped() {
    return read(ConfigFactory.parseResources("application.conf").resolve());
  }

  static ExportConfig of(String dialect, int maxBytes) {
    return read(text(dialect, maxBytes));
  }

  static Config text(String dialect, int maxBytes) {
    return ConfigFactory.parseString(
        """
            export {
              task-rows = 1000, tiktok-phone-plus = false, zalo-templates {}, accounts {}, when-missing {}, conversions {}
              defaults { mode = full, takes = messages, names = segment, purposes = [marketing] }
              contacts { email = [email], zalo = [phone] }
              destinations { shop { format = csv, dialect = %s, segments = [all]
                channels = [email, zalo], max-bytes = %d
                columns = [
                  { header = customer_id, value = customer_id }
                  { header = email, value = email, pattern = "([^@ ]+@[^@ ]+)?" }
                  { header = phone, value = phone }
                  { header = name, value = full_name }
                ] } }
            }
            """
            .formatted(dialect, maxBytes));
  }

  static ExportConfig read(Config config) {
    ConfigReader<ExportConfig> reader =
        ConfigReader.read(config.getConfig("export"), ExportConfig.class);
    if (!reader.problems().isEmpty()) {
      throw new IllegalArgumentException(reader.problems().toString());
    }
    return reader.settings();
  }

  /** Rows of cells; fails on anything that is not RFC 4180 with all cells quoted. */
  static List<List<String>> parse(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    int i = text.startsWith("\uFEFF") ? 1 : 0;
    while (i < text.length()) {
      if (text.charAt(i) != '"') {
        throw new IllegalArgumentException("cell without quote at " + i);
      }
      StringBuilder cell = new StringBuilder();
      i++;
      while (text.charAt(i) != '"' || text.startsWith("\"\"", i)) {
        cell.append(text.charAt(i));
        i += text.charAt(i) == '"' ? 2 : 1;
      }
      row.add(cell.toString());
      i++;
      if (text.startsWith("\r\n", i)) {
        rows.add(row);
        row = new ArrayList<>();
        i += 2;
      } else if (text.charAt(i) == ',') {
        i++;
      } else {
        throw new IllegalArgumentException("text after a cell at " + i);
      }
    }
    return rows;
  }
}
