package vongdoi.ingest.lines;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import vongdoi.ingest.lines.RowStarts.Hypothesis;

/** Where lines begin in a range of a file whose rows have one each. */
final class LineStarts {
  private static final int BUFFER = 1 << 16;

  private LineStarts() {}

  static RowStarts of(RangeOpener file, long from, long to, LineLimits limits) throws IOException {
    long begin = Math.max(0, from - 1);
    try (InputStream in = file.at(begin)) {
      byte[] buffer = new byte[BUFFER];
      long at = begin;
      long first = from == 0 ? 0 : -1;
      long lines = 0;
      while (true) {
        int n = in.read(buffer, 0, BUFFER);
        if (n <= 0) {
          return new RowStarts(List.of(new Hypothesis(first < 0 ? at : first, at, lines)));
        }
        for (int i = 0; i < n; i++) {
          if (buffer[i] != '\n') {
            continue;
          }
          long after = at + i + 1;
          if (first < 0) {
            first = after;
            lines = 0;
          } else {
            lines++;
          }
          if (after >= to) {
            return new RowStarts(List.of(new Hypothesis(first, Math.max(first, after), lines)));
          }
        }
        at += n;
      }
    }
  }
}
