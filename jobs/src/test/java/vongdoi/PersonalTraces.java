package vongdoi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/**
 * Searches all bytes of a folder for people: Parquet and gz unpacked, e-mails and names in any
 * case, phones in any spelling, record ids, and hashes of e-mails and phones as exports and
 * platforms write them.
 */
final class PersonalTraces {
  private static final Pattern SPACERS = Pattern.compile("[ .()\\u00a0-]");
  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}|[A-Za-z0-9+/]{43}=");
  private final Set<String> words = new HashSet<>();
  private final Set<String> hashes = new HashSet<>();
  private final Pattern phones;

  /**
   * @param words lower-case texts that stand in the e-mails, names and record ids of all, and in
   *     nothing else
   * @param numbers national phones that begin alike, such as 0987110001
   * @param prefix what they begin with, the zero left out
   */
  PersonalTraces(List<String> words, List<String> emails, List<String> numbers, String prefix) {
    this.words.addAll(words);
    this.phones = Pattern.compile("(?:0|84)" + prefix + "\\d{" + (9 - prefix.length()) + "}");
    emails.forEach(
        email -> Stream.of(email, email.toUpperCase(Locale.ROOT)).forEach(this::addHashes));
    for (String number : numbers) {
      String bare = number.substring(1);
      Stream.of(number, "84" + bare, "+84" + bare, "0084" + bare, bare).forEach(this::addHashes);
    }
  }

  private void addHashes(String text) {
    for (String algorithm : List.of("SHA-256", "SHA-1", "MD5")) {
      try {
        byte[] hash =
            MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
        hashes.add(HexFormat.of().formatHex(hash));
        hashes.add(Base64.getEncoder().encodeToString(hash));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Files that tell of somebody, each with what it tells by. */
  Set<String> in(Path folder) throws IOException {
    Set<String> telling = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        for (String by : in(name + "\n" + content(file))) {
          telling.add(name + " by " + by);
        }
      }
    }
    return telling;
  }

  private Set<String> in(String text) {
    Set<String> by = new TreeSet<>();
    String lower = text.toLowerCase(Locale.ROOT).replace("%40", "@");
    words.stream().filter(lower::contains).forEach(by::add);
    if (phones.matcher(SPACERS.matcher(text).replaceAll("")).find()) {
      by.add("a phone");
    }
    Matcher hash = HASH.matcher(text);
    while (hash.find()) {
      String found = hash.group();
      if (hashes.contains(found) || hashes.contains(found.toLowerCase(Locale.ROOT))) {
        by.add("a hash");
      }
    }
    return by;
  }

  private static String content(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".parquet") && Files.size(file) > 0) {
      return parquet(file);
    }
    byte[] bytes = Files.readAllBytes(file);
    if (name.endsWith(".gz")) {
      bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String parquet(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    try (ParquetReader<Group> rows =
        ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
            .build()) {
      for (Group row = rows.read(); row != null; row = rows.read()) {
        text.append(row).append('\n');
      }
    }
    // Statistics and footers, which no reader of rows shows.
    return text.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
        .toString();
  }
}
