package vongdoi.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Inline SVG: bars drawn from a handful of figures. */
final class Charts {
  private static final int WIDTH = 640;
  private static final int LABEL = 130;
  private static final int ROW = 34;
  private static final int BAR = 22;

  private Charts() {}

  /**
   * A stretch of a bar.
   *
   * @param colour name of a style class
   */
  record Piece(String colour, double value) {}

  /** One horizontal bar for each label, made of pieces one after the other. */
  static String stacked(Map<String, List<Piece>> bars) {
    double most =
        bars.values().stream()
            .mapToDouble(pieces -> pieces.stream().mapToDouble(Piece::value).sum())
            .max()
            .orElse(0);
    StringBuilder svg = new StringBuilder(open(bars.size() * ROW + 4));
    int y = 2;
    for (Map.Entry<String, List<Piece>> bar : bars.entrySet()) {
      int middle = y + BAR / 2 + 5;
      svg.append(
          Words.svgKnown(
              "x=\"%d\" y=\"%d\" text-anchor=\"end\"".formatted(LABEL - 10, middle), bar.getKey()));
      double x = LABEL;
      double total = 0;
      for (Piece piece : bar.getValue()) {
        double width = most == 0 ? 0 : piece.value() / most * (WIDTH - LABEL - 70);
        svg.append(rectangle(piece.colour(), x, y, width, BAR));
        x += width;
        total += piece.value();
      }
      svg.append(text(x + 8, middle, "start", Words.whole(total)));
      y += ROW;
    }
    return svg.append("</svg>").toString();
  }

  /** Upright bars from left to right with a label below each. */
  static String columns(List<String> labels, double[] values, List<String> colours) {
    int height = 180;
    double most = 0;
    for (double value : values) {
      most = Math.max(most, value);
    }
    StringBuilder svg = new StringBuilder(open(height + 44));
    double step = (double) WIDTH / labels.size();
    for (int i = 0; i < values.length; i++) {
      double tall = most == 0 ? 0 : values[i] / most * height;
      double x = i * step;
      svg.append(rectangle(colours.get(i), x + step * 0.12, height - tall + 18, step * 0.76, tall));
      svg.append(text(x + step / 2, height - tall + 12, "middle", Words.whole(values[i])));
      svg.append(text(x + step / 2, height + 36, "middle", labels.get(i)));
    }
    return svg.append("</svg>").toString();
  }

  /** A thin bar for a cell of a table: a share of the widest one. */
  static String cell(double share) {
    return "<svg class=\"cell\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
        + rectangle("c1", 0, 0, 100 * share, 8)
        + "</svg>";
  }

  private static String open(int height) {
    return "<svg viewBox=\"0 0 %d %d\" role=\"img\">".formatted(WIDTH, height);
  }

  private static String rectangle(String colour, double x, double y, double width, double height) {
    return String.format(
        Locale.ROOT,
        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\"/>",
        colour,
        x,
        y,
        width,
        height);
  }

  private static String text(double x, double y, String anchor, String text) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        x,
        y,
        anchor,
        Words.escape(text));
  }
}
