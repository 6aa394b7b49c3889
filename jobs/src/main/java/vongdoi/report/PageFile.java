package vongdoi.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import vongdoi.report.ReportConfig.Language;

/**
 * A page in one file that needs nothing else: what it shows, its script, style and the charts'
 * library. That is D3 as its WebJar brings it, with its licence on top.
 */
public final class PageFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where the WebJar of D3 holds it; the version is that of the parent pom. */
  private static final String D3 = "/META-INF/resources/webjars/d3/7.9.0/";

  private PageFile() {}

  /**
   * The page of some data.
   *
   * @param script which page it is: report or customer
   * @param language language that it opens in
   * @param data what the script shows, with {@code title} and {@code date}
   */
  public static String of(String script, Language language, JsonNode data) {
    StringBuilder page = new StringBuilder();
    for (String part : resource("page.html").split("(?<=>>)|(?=<<)", -1)) {
      page.append(
          switch (part) {
            case "<<language>>" -> language.name().toLowerCase(Locale.ROOT);
            case "<<title>>" -> escaped(data.get("title").asText());
            case "<<date>>" -> data.get("date").asText();
            case "<<style>>" -> resource("page.css");
            // Within a script only a tag could end it.
            case "<<figures>>" -> text(data).replace("<", "\\u003c");
            case "<<licence>>" -> resource(D3 + "LICENSE");
            case "<<d3>>" -> resource(D3 + "dist/d3.min.js");
            case "<<charts>>" -> resource("charts.js");
            case "<<page>>" -> resource("page.js");
            case "<<content>>" -> resource(script + ".js");
            default -> part;
          });
    }
    return page.toString();
  }

  static String text(JsonNode json) {
    try {
      return JSON.writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write what the page shows", e);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private static String resource(String name) {
    try (InputStream in = PageFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "Cannot make the page: " + name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + name, e);
    }
  }
}
