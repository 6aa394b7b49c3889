package vongdoi.generate.files;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Gzip at its fastest level: raw files are read once or twice, and written as often. */
final class FastGzip extends GZIPOutputStream {
  FastGzip(OutputStream out) throws IOException {
    super(out, 16 * 1024);
    def.setLevel(Deflater.BEST_SPEED);
  }
}
