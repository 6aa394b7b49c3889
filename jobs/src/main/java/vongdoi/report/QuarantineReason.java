package vongdoi.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reasons of bronze.quarantine in Vietnamese. Names of columns, settings and encodings stay as
 * they are written. The table keeps the English ones, by which they are counted.
 */
public final class QuarantineReason {
  private static final Map<Pattern, String> WORDS = new LinkedHashMap<>();

  static {
    // A value; before the rows, whose words may stand for any column.
    put("it does not fit", "giá trị không hợp");
    put("a value of type (.+) does not fit", "giá trị kiểu $1 không hợp");
    put("(.+) throws on what is there", "$1 báo lỗi với giá trị này");
    put("it is no JSON array of its elements", "không phải mảng JSON của các phần tử");
    put(
        "it is neither true nor false: map it to a condition",
        "không phải true hay false: ánh xạ bằng một điều kiện");
    put("it is no ISO 4217 code such as VND: map it", "không phải mã ISO 4217 như VND: hãy ánh xạ");
    put("it is no number", "không phải là số");
    put("it is no whole number", "không phải số nguyên");
    put("it is out of range", "vượt giới hạn");
    put(
        "a spreadsheet has shortened it and its last digits are lost: export the column as a plain"
            + " number",
        "bảng tính đã rút gọn, mất các chữ số cuối: xuất cột dưới dạng số thường");
    put(
        "a spreadsheet has shortened it and its last digits are lost: export the column as text",
        "bảng tính đã rút gọn, mất các chữ số cuối: xuất cột dưới dạng văn bản");
    put("it is an amount of money", "đây là một số tiền");
    put(
        "it is written in another currency than (.+): map the column currency, or set the source's"
            + " currency",
        "ghi bằng tiền tệ khác $1: ánh xạ cột currency hoặc đặt currency của nguồn");
    put(
        "it is not clear which mark is the decimal one: set decimal-mark = dot or comma in the"
            + " source",
        "không rõ dấu nào là dấu thập phân: đặt decimal-mark = dot hoặc comma ở nguồn");
    put(
        "day and month can be read in two orders: set date-order = day-first or month-first in the"
            + " source",
        "ngày và tháng đọc được theo hai thứ tự: đặt date-order = day-first hoặc month-first ở"
            + " nguồn");
    put(
        "its month is over 12: set date-order = (.+) in the source if all of them are written so",
        "tháng lớn hơn 12: đặt date-order = $1 ở nguồn nếu tất cả đều viết như vậy");
    put(
        "it is no time of a known form: map it with (.+)",
        "không phải thời điểm ở dạng đã biết: ánh xạ bằng $1");
    put(
        "it lies outside the years (\\d+) to (\\d+) \\(ingest.plausible-years\\): map what it means",
        "nằm ngoài các năm $1 đến $2 (ingest.plausible-years): hãy ánh xạ theo ý nghĩa");
    put(
        "it is longer than (\\d+) characters \\(ingest.limits.id-length\\), too long for an id",
        "dài hơn $1 ký tự (ingest.limits.id-length), quá dài cho một mã");
    put(
        "an id over (.+) does not fit a floating number: write the column as text",
        "mã lớn hơn $1 không vừa số thực: ghi cột dưới dạng văn bản");
    // A row.
    put("(.+) is missing", "thiếu $1");
    put("(.+) is not a number", "$1 không phải là số");
    put("(.+) is out of range", "$1 vượt giới hạn");
    put("(.+) is not a time", "$1 không phải là thời điểm");
    put("unknown event type", "loại sự kiện không rõ");
    put("the event bears no time", "sự kiện không có thời điểm");
    put(
        "the event lies outside the years of ingest.plausible-years",
        "sự kiện nằm ngoài các năm của ingest.plausible-years");
    put("not JSON", "không phải JSON");
    put("not a JSON object", "không phải một đối tượng JSON");
    put("not one JSON object: text follows it", "có chữ nằm sau đối tượng JSON");
    put("an object has more than (\\d+) fields", "một đối tượng có hơn $1 trường");
    put(
        "the JSON is nested deeper than (\\d+) levels, or a name or number in it is too long",
        "JSON lồng sâu hơn $1 tầng, hoặc có tên hay số quá dài");
    put("not (.+) text: set options.encoding", "không phải văn bản $1: đặt options.encoding");
    put("the line is longer than (\\d+) bytes", "dòng dài hơn $1 byte");
    put("(\\d+) columns instead of (\\d+)", "$1 cột thay vì $2");
    put("a quote is not closed", "dấu ngoặc kép chưa đóng");
    put("text after a closing quote", "có chữ sau dấu ngoặc kép đóng");
    put(
        "the filter cannot be computed: (.+) throws on this row",
        "không tính được bộ lọc: $1 báo lỗi ở dòng này");
    // A file.
    put("the file is damaged or cut off", "tệp hỏng hoặc bị cắt ngang");
    put("the file is damaged: its rows cannot be read", "tệp hỏng: không đọc được các dòng");
    put("the file is damaged: its packing cannot be read", "tệp hỏng: không giải nén được");
    put("the file is damaged: its footer cannot be read", "tệp hỏng: không đọc được phần cuối");
    put(
        "the file unpacks to more than (.+) bytes \\(ingest.limits.unpacked-ratio\\)",
        "tệp giải nén ra hơn $1 byte (ingest.limits.unpacked-ratio)");
    put("the file has more than (\\d+) columns", "tệp có hơn $1 cột");
    put(
        "the file cannot be read: a column's type or name is none that Spark knows (\\(.*\\))",
        "không đọc được tệp: kiểu hay tên một cột Spark không biết $1");
    put(
        "(.+) does not fit the file's columns, though it fits other files'",
        "$1 không hợp với các cột của tệp này, dù hợp với các tệp khác");
    put("the header lacks (.+)", "dòng tiêu đề thiếu $1");
    put("the header names a mapped column twice: (.+)", "dòng tiêu đề lặp cột đã ánh xạ: $1");
    put("the header names more than (\\d+) columns", "dòng tiêu đề có hơn $1 cột");
    put("not (.+) text \\(set options.encoding\\)", "không phải văn bản $1 (đặt options.encoding)");
  }

  /** What cannot be read, and why not. */
  private static final Pattern UNREAD =
      Pattern.compile("(the header|an id|[\\w.]+) cannot be read: (.+)");

  private static final Map<String, String> PARTS =
      Map.of("the header", "dòng tiêu đề", "an id", "một mã");

  private QuarantineReason() {}

  private static void put(String english, String vietnamese) {
    WORDS.put(Pattern.compile(english), vietnamese);
  }

  /** Empty where no such reason is known. */
  public static Optional<String> vietnamese(String reason) {
    Matcher unread = UNREAD.matcher(reason);
    if (unread.matches()) {
      String what = PARTS.getOrDefault(unread.group(1), unread.group(1));
      return vietnamese(unread.group(2)).map(why -> "không đọc được %s: %s".formatted(what, why));
    }
    for (Map.Entry<Pattern, String> words : WORDS.entrySet()) {
      Matcher matcher = words.getKey().matcher(reason);
      if (matcher.matches()) {
        return Optional.of(matcher.replaceFirst(words.getValue()));
      }
    }
    return Optional.empty();
  }
}
