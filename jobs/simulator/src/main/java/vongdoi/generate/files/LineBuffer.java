package vongdoi.generate.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One line of JSON written straight as UTF-8 bytes: most of a generator's time goes into text, and
 * this way costs a third of building strings. Absent (null) values are left out.
 */
final class LineBuffer {
  private byte[] bytes = new byte[2048];
  private int size;

  LineBuffer clear() {
    size = 0;
    return this;
  }

  int size() {
    return size;
  }

  /** Cuts the line short, as a writer does that is stopped half way. */
  void truncate(int length) {
    size = Math.min(size, length);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }

  LineBuffer open() {
    comma();
    add('{');
    return this;
  }

  LineBuffer open(String name) {
    name(name);
    add('{');
    return this;
  }

  LineBuffer openArray(String name) {
    name(name);
    add('[');
    return this;
  }

  LineBuffer close() {
    add('}');
    return this;
  }

  LineBuffer closeArray() {
    add(']');
    return this;
  }

  LineBuffer put(String name, String value) {
    if (value != null) {
      name(name);
      add('"');
      escaped(value);
      add('"');
    }
    return this;
  }

  LineBuffer put(String name, long value) {
    name(name);
    number(value);
    return this;
  }

  /** An instant as ISO 8601 in UTC with milliseconds. */
  LineBuffer instant(String name, long millis) {
    name(name);
    add('"');
    long days = Math.floorDiv(millis, 86_400_000L);
    int rest = (int) Math.floorMod(millis, 86_400_000L);
    date(days);
    add('T');
    digits(rest / 3_600_000, 2);
    add(':');
    digits(rest / 60_000 % 60, 2);
    add(':');
    digits(rest / 1000 % 60, 2);
    add('.');
    digits(rest % 1000, 3);
    add('Z');
    add('"');
    return this;
  }

  /** Civil date of a count of days since 1970, by Howard Hinnant's days algorithm. */
  private void date(long epochDays) {
    long z = epochDays + 719_468;
    long era = Math.floorDiv(z, 146_097L);
    int dayOfEra = (int) (z - era * 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shifted = (5 * dayOfYear + 2) / 153;
    int month = shifted < 10 ? shifted + 3 : shifted - 9;
    int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
    digits(year, 4);
    add('-');
    digits(month, 2);
    add('-');
    digits(dayOfYear - (153 * shifted + 2) / 5 + 1, 2);
  }

  private void digits(int value, int width) {
    reserve(width);
    int left = value;
    for (int i = size + width - 1; i >= size; i--) {
      bytes[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
    size += width;
  }

  private void number(long value) {
    if (value < 0) {
      plain(Long.toString(value));
      return;
    }
    int width = 1;
    for (long left = value / 10; left > 0; left /= 10) {
      width++;
    }
    reserve(width);
    long left = value;
    for (int i = size + width - 1; i >= size; i--) {
      bytes[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
    size += width;
  }

  private void name(String name) {
    comma();
    add('"');
    plain(name);
    add('"');
    add(':');
  }

  private void comma() {
    if (size > 0 && bytes[size - 1] != '{' && bytes[size - 1] != '[' && bytes[size - 1] != ':') {
      add(',');
    }
  }

  private void plain(String ascii) {
    int length = ascii.length();
    reserve(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) ascii.charAt(i);
    }
  }

  private void escaped(String value) {
    int length = value.length();
    reserve(length * 6);
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        bytes[size++] = '\\';
        bytes[size++] = (byte) c;
      } else if (c < 0x80) {
        bytes[size++] = (byte) (c < 0x20 ? ' ' : c);
      } else if (c < 0x800) {
        bytes[size++] = (byte) (0xC0 | (c >> 6));
        bytes[size++] = (byte) (0x80 | (c & 0x3F));
      } else {
        bytes[size++] = (byte) (0xE0 | (c >> 12));
        bytes[size++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        bytes[size++] = (byte) (0x80 | (c & 0x3F));
      }
    }
  }

  private void add(char ascii) {
    reserve(1);
    bytes[size++] = (byte) ascii;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
