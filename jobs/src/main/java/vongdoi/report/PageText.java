package vongdoi.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vongdoi.common.job.Run;
import vongdoi.report.Charts.Piece;
import vongdoi.report.Figures.Line;
import vongdoi.report.ReportConfig.Language;

/** The page as HTML: figures in, text out. */
final class PageText {
  private static final List<String> STAGES =
      List.of("reach", "purchase", "develop", "retain", "advocate");
  private static final List<String> BEGINNINGS =
      List.of("new", "reach", "purchase", "develop", "retain", "advocate");
  private static final List<String> ENDS =
      List.of("reach", "purchase", "develop", "retain", "advocate", "gone");
  private static final List<String> STATUSES = List.of("active", "cooling", "at-risk", "lapsed");
  private static final List<String> TIERS =
      List.of("platinum", "gold", "silver", "bronze", "medium", "low");

  private final ReportConfig config;
  private final Run run;
  private final Figures figures;
  private final List<SegmentName> segments;
  private final StringBuilder html = new StringBuilder();

  PageText(ReportConfig config, Run run, Figures figures, List<SegmentName> segments) {
    this.config = config;
    this.run = run;
    this.figures = figures;
    this.segments = segments;
  }

  String html() {
    head();
    headlines();
    stages();
    transitions();
    segments();
    plays();
    values();
    churn();
    models();
    exports();
    quality();
    return html.append("</main></body></html>\n").toString();
  }

  private void head() {
    String title = Words.escape(config.title());
    boolean vietnamese = config.language() == Language.VI;
    html.append("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .append("<title>")
        .append(title)
        .append(" ")
        .append(run.date())
        .append("</title><style>")
        .append(style())
        .append("</style></head><body>")
        .append(language("en", "English", !vietnamese))
        .append(language("vi", "Tiếng Việt", vietnamese))
        .append("<header><h1>")
        .append(title)
        .append("</h1><p>")
        .append(Words.both("Customers at the end of ", "Khách hàng tính đến hết ngày "))
        .append("<b>")
        .append(run.date())
        .append("</b></p></header><main>\n");
  }

  private static String language(String code, String name, boolean chosen) {
    return "<input type=\"radio\" name=\"language\" id=\"%s\"%s><label for=\"%s\">%s</label>"
        .formatted(code, chosen ? " checked" : "", code, name);
  }

  private static String style() {
    try (InputStream in = PageText.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read report.css", e);
    }
  }

  private void headlines() {
    html.append("<section class=\"headlines\">");
    headline("Customers", "Khách hàng", Words.whole(figures.sum("people", 0)));
    headline("Have bought", "Đã mua", Words.whole(figures.sum("people", 1)));
    headline("Orders", "Đơn hàng", Words.whole(figures.sum("people", 2)));
    headline("Net sales", "Doanh thu thuần", amounts(figures.sums("sales", 1, Line::key)));
    headline(
        "Customer value ahead",
        "Giá trị khách hàng tương lai",
        amounts(figures.sums("tiers", 1, Line::detail)));
    html.append("</section>\n");
  }

  /** Amounts of several currencies, the business's first; they are never added. */
  private String amounts(SortedMap<String, Double> byCurrency) {
    String own = Words.amount(byCurrency.getOrDefault(run.currency(), 0.0), run.currency());
    return Stream.concat(
            byCurrency.containsKey(run.currency()) || byCurrency.isEmpty()
                ? Stream.of(own)
                : Stream.empty(),
            byCurrency.entrySet().stream()
                .filter(e -> !e.getKey().equals(run.currency()))
                .map(e -> Words.amount(e.getValue(), e.getKey())))
        .collect(Collectors.joining(" + "));
  }

  private void headline(String en, String vi, String value) {
    html.append("<div><span>")
        .append(Words.both(en, vi))
        .append("</span><b>")
        .append(value)
        .append("</b></div>");
  }

  private void stages() {
    section("Where customers stand", "Khách hàng đang ở đâu");
    Map<String, List<Piece>> bars = new LinkedHashMap<>();
    for (String stage : STAGES) {
      List<Piece> pieces = new ArrayList<>();
      SortedMap<String, Double> byStatus = new TreeMap<>();
      for (Line line : figures.section("funnel")) {
        if (line.key().equals(stage)) {
          byStatus.merge(line.detail(), line.value(0), Double::sum);
        }
      }
      byStatus.forEach((status, customers) -> pieces.add(new Piece(status(status), customers)));
      pieces.sort(Comparator.comparing(Piece::colour));
      bars.put(stage, pieces);
    }
    html.append("<p class=\"legend\">");
    for (String status : STATUSES) {
      html.append("<i class=\"")
          .append(status(status))
          .append("\"></i>")
          .append(Words.known(status));
    }
    html.append("</p>").append(Charts.stacked(bars));
    table(
        "Stage|Giai đoạn",
        "Customers|Số khách",
        "Days in the stage, mean|Số ngày ở giai đoạn, trung bình");
    for (String stage : STAGES) {
      double customers = 0;
      double days = 0;
      for (Line line : figures.section("funnel")) {
        if (line.key().equals(stage)) {
          customers += line.value(0);
          days += line.value(0) * line.value(3);
        }
      }
      row(Words.known(stage), number(customers), number(customers == 0 ? 0 : days / customers));
    }
    end();
  }

  /** Rows are where customers began the month, columns where they are now. */
  private void transitions() {
    if (figures.section("transitions").isEmpty()) {
      return;
    }
    section("Where customers went this month", "Khách hàng chuyển đi đâu trong tháng");
    html.append("<table><tr>");
    head("From → to|Từ → đến");
    for (String to : ENDS) {
      html.append("<th>").append(Words.known(to)).append("</th>");
    }
    html.append("</tr>");
    for (String from : BEGINNINGS) {
      List<String> cells = new ArrayList<>(List.of(Words.known(from)));
      for (String to : ENDS) {
        String cell = "";
        for (Line line : figures.section("transitions")) {
          if (line.key().equals(from) && line.detail().equals(to)) {
            cell = number(line.value(0)) + " · " + Words.percent(line.value(1));
          }
        }
        cells.add(cell);
      }
      row(cells.toArray(String[]::new));
    }
    end();
  }

  private static String status(String status) {
    return "s" + (STATUSES.indexOf(status) + 1);
  }

  private void segments() {
    section("Segments", "Phân khúc");
    Map<String, Line> sizes = new LinkedHashMap<>();
    figures.section("segments").forEach(line -> sizes.put(line.key(), line));
    double most = sizes.values().stream().mapToDouble(l -> l.value(0)).max().orElse(0);
    table(
        "Segment|Phân khúc",
        "Play|Hành động",
        "Members|Số khách",
        "|",
        "Change|Thay đổi",
        "In|Vào",
        "Out|Ra");
    for (SegmentName name : segments) {
      Line line = sizes.getOrDefault(name.key(), new Line(name.key(), "", List.of(0d, 0d, 0d, 0d)));
      row(
          Words.both(name.en(), name.vi()),
          "<code>" + (name.action() == null ? "" : Words.escape(name.action())) + "</code>",
          number(line.value(0)),
          Charts.cell(most == 0 ? 0 : line.value(0) / most),
          "<b>" + Words.change(line.value(0) - line.value(1)) + "</b>",
          number(line.value(2)),
          number(line.value(3)));
    }
    end();
  }

  /**
   * Plays whose messages had time to work; where nobody was held out there is no effect to tell.
   */
  private void plays() {
    if (figures.section("plays").isEmpty()) {
      return;
    }
    section("What the plays brought", "Hiệu quả các hành động");
    table(
        "Segment|Phân khúc",
        "Sent to|Đã gửi",
        "Reached the goal|Đạt mục tiêu",
        "Held out|Nhóm đối chứng",
        "Reached it anyway|Tự đạt",
        "Effect|Hiệu quả",
        "Revenue brought|Doanh thu tăng thêm");
    for (Line line : figures.section("plays")) {
      boolean isMeasured = line.value(0) > 0 && line.value(2) > 0;
      row(
          Words.escape(line.key()),
          number(line.value(0)),
          number(line.value(1))
              + " · "
              + Words.percent(line.value(0) == 0 ? 0 : line.value(1) / line.value(0)),
          number(line.value(2)),
          isMeasured ? Words.percent(line.value(3)) : "",
          isMeasured
              ? "<b>%s</b> (%s … %s)"
                  .formatted(
                      Words.points(line.value(4)),
                      Words.points(line.value(5)),
                      Words.points(line.value(6)))
              : "",
          isMeasured ? Words.amount(line.value(7), run.currency()) : "");
    }
    end();
  }

  private void values() {
    section("Customer value by tier", "Giá trị khách hàng theo hạng");
    table("Tier|Hạng", "Customers|Số khách", "|", "Value ahead|Giá trị tương lai");
    figures.sums("tiers", 1, Line::detail).forEach(this::tiers);
    end();
  }

  private void tiers(String currency, double all) {
    for (String tier : TIERS) {
      for (Line line : figures.section("tiers")) {
        if (line.key().equals(tier) && line.detail().equals(currency)) {
          double share = all == 0 ? 0 : line.value(1) / all;
          row(
              Words.known(tier),
              number(line.value(0)),
              Charts.cell(share),
              Words.amount(line.value(1), currency) + " · " + Words.percent(share));
        }
      }
    }
  }

  private void churn() {
    section("Probability of no further purchase", "Xác suất không mua nữa");
    List<String> labels = new ArrayList<>();
    List<String> colours = new ArrayList<>();
    double[] values = new double[10];
    for (int i = 0; i < values.length; i++) {
      labels.add(i * 10 + "–" + (i + 1) * 10 + "%");
      colours.add("s" + Math.min(4, 1 + i * 4 / 10));
    }
    for (Line line : figures.section("churn")) {
      values[Integer.parseInt(line.key())] = line.value(0);
    }
    html.append(Charts.columns(labels, values, colours)).append("</section>\n");
  }

  private void models() {
    section("Models in use", "Mô hình đang dùng");
    table("Model|Mô hình", "Metric|Chỉ số", "Value|Giá trị");
    for (Line line : figures.section("metrics")) {
      row(
          Words.escape(line.key()),
          "<code>" + Words.escape(line.detail()) + "</code>",
          String.format(Locale.ROOT, "%.4g", line.value(0)));
    }
    end();
  }

  private void exports() {
    section("Files of the day", "Tệp trong ngày");
    table(
        "Destination|Nơi nhận",
        "Segment|Phân khúc",
        "Members|Số khách",
        "Delivered|Đã xuất",
        "Held out|Nhóm đối chứng",
        "Files|Tệp");
    for (Line line : figures.section("exports")) {
      String path = "exports/" + line.key() + "/" + line.detail() + "/latest.json";
      row(
          Words.escape(line.key()),
          Words.escape(line.detail()),
          number(line.value(0)),
          number(line.value(1)),
          number(line.value(2)),
          "<code>" + Words.escape(path) + "</code>");
    }
    end();
  }

  private void quality() {
    section("Checks of the tables", "Kiểm tra dữ liệu");
    table("Table|Bảng", "Passed|Đạt", "Broken|Không đạt");
    for (Line line : figures.section("quality")) {
      String broken = number(line.value(1));
      row(
          "<code>" + Words.escape(line.key()) + "</code>",
          number(line.value(0)),
          line.value(1) > 0 ? "<b class=\"bad\">" + broken + "</b>" : broken);
    }
    end();
  }

  private void section(String en, String vi) {
    html.append("<section><h2>").append(Words.both(en, vi)).append("</h2>");
  }

  /** Starts a table; each head is English and Vietnamese with a bar between. */
  private void table(String... heads) {
    html.append("<table><tr>");
    for (String head : heads) {
      head(head);
    }
    html.append("</tr>");
  }

  private void head(String head) {
    int bar = head.indexOf('|');
    html.append("<th>")
        .append(Words.both(head.substring(0, bar), head.substring(bar + 1)))
        .append("</th>");
  }

  private void row(String... cells) {
    html.append("<tr>");
    for (String cell : cells) {
      html.append("<td>").append(cell).append("</td>");
    }
    html.append("</tr>\n");
  }

  private void end() {
    html.append("</table></section>\n");
  }

  private static String number(double value) {
    return "<span class=\"number\">" + Words.whole(value) + "</span>";
  }
}
