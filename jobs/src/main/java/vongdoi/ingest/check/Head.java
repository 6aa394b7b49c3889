package vongdoi.ingest.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import vongdoi.common.storage.FileContent;
import vongdoi.common.storage.Unpacking;

/** The beginning of a file, unpacked: whole lines of it. */
record Head(byte[] bytes) {
  private static final int LONGEST = 1 << 18;

  /** The first lines of a file; none of what cannot be unpacked. */
  static Head of(String file, Configuration conf) {
    try (InputStream in = new FileContent(conf).open(file, 1, Unpacking.ANY)) {
      byte[] bytes = in.readNBytes(LONGEST);
      return new Head(bytes.length < LONGEST ? bytes : Arrays.copyOf(bytes, lastLine(bytes)));
    } catch (IOException e) {
      return new Head(new byte[0]);
    }
  }

  private static int lastLine(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end == 0 ? bytes.length : end;
  }

  boolean startsWith(String magic) {
    byte[] first = magic.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    return bytes.length >= first.length && Arrays.equals(first, Arrays.copyOf(bytes, first.length));
  }

  /** First visible character; a blank where there is none. */
  char first() {
    for (byte b : bytes) {
      if (b > ' ') {
        return (char) b;
      }
    }
    return ' ';
  }

  List<String> lines(String encoding) {
    String text = new String(bytes, Charset.forName(encoding));
    return Arrays.stream((text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r?\n", -1))
        .toList();
  }
}
