package vongdoi.ingest.check;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds out in which character set a file is written. */
final class Encodings {
  /** What Windows programs of a country write, where it is not the Western set. */
  private static final Map<String, String> OF_COUNTRY =
      Map.ofEntries(
          Map.entry("VN", "windows-1258"),
          Map.entry("JP", "windows-31j"),
          Map.entry("CN", "GB18030"),
          Map.entry("TW", "Big5"),
          Map.entry("HK", "Big5"),
          Map.entry("KR", "EUC-KR"),
          Map.entry("TH", "x-windows-874"),
          Map.entry("RU", "windows-1251"),
          Map.entry("UA", "windows-1251"),
          Map.entry("BG", "windows-1251"),
          Map.entry("RS", "windows-1250"),
          Map.entry("PL", "windows-1250"),
          Map.entry("CZ", "windows-1250"),
          Map.entry("SK", "windows-1250"),
          Map.entry("HU", "windows-1250"),
          Map.entry("RO", "windows-1250"),
          Map.entry("HR", "windows-1250"),
          Map.entry("SI", "windows-1250"),
          Map.entry("GR", "windows-1253"),
          Map.entry("TR", "windows-1254"),
          Map.entry("IL", "windows-1255"));

  private Encodings() {}

  /** The character set to set instead; empty where the stated one can be right. */
  static Optional<String> instead(byte[] bytes, String stated, String country) {
    if (isAscii(bytes)) {
      return Optional.empty();
    }
    if (bytes.length > 1 && (bytes[0] & bytes[1] & 0xFE) == 0xFE) {
      return stated.toUpperCase(Locale.ROOT).startsWith("UTF-16")
          ? Optional.empty()
          : Optional.of("UTF-16");
    }
    boolean isUtf8 = reads(bytes, "UTF-8");
    if (Charset.forName(stated).equals(StandardCharsets.UTF_8)) {
      return isUtf8
          ? Optional.empty()
          : List.of(OF_COUNTRY.getOrDefault(country, "windows-1252"), "windows-1252", "ISO-8859-1")
              .stream()
              .filter(set -> reads(bytes, set))
              .findFirst();
    }
    return isUtf8 ? Optional.of("UTF-8") : Optional.empty();
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether the bytes, which may end within a character, are text of a set. */
  private static boolean reads(byte[] bytes, String set) {
    try {
      Charset.forName(set)
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
