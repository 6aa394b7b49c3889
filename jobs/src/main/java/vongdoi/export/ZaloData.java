package vongdoi.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.apache.spark.sql.api.java.UDF2;

/**
 * Data of a Zalo template: the fields of a message's payload as texts in the template's own
 * spelling, amounts whole, moments as days {@code dd/MM/yyyy} of the business zone, and the name
 * that Zalo demands as the personal part, cut to its most common limit (template parameters of
 * developers.zalo.me, read 2026-11).
 */
final class ZaloData implements UDF2<String, String, String> {
  static final String NAME = "zalo_data";
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final int NAME_LENGTH = 30;
  private static final String CUSTOMER = "customer_name";

  private final ZoneId zone;

  ZaloData(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * @param payload JSON object of the message
   * @param name of the customer; without one there is no field of it
   */
  @Override
  public String call(String payload, String name) throws JsonProcessingException {
    ObjectNode data = JSON.createObjectNode();
    if (name != null && !name.isBlank()) {
      data.put(CUSTOMER, start(name.strip()));
    }
    if (payload != null) {
      JSON.readTree(payload)
          .properties()
          .forEach(
              field -> {
                if (!field.getKey().equals(CUSTOMER) && !field.getValue().isNull()) {
                  data.put(field.getKey(), text(field.getValue()));
                }
              });
    }
    return data.isEmpty() ? null : data.toString();
  }

  private static String start(String name) {
    int end = Math.min(NAME_LENGTH, name.codePointCount(0, name.length()));
    return name.substring(0, name.offsetByCodePoints(0, end)).strip();
  }

  private String text(JsonNode value) {
    if (value.isNumber()) {
      return value.decimalValue().setScale(0, RoundingMode.HALF_UP).toPlainString();
    }
    if (!value.isTextual()) {
      return value.isContainerNode() ? value.toString() : value.asText().toLowerCase(Locale.ROOT);
    }
    return day(value.textValue());
  }

  /** A moment or date as the day that it is in the business zone; any other text as it is. */
  private String day(String text) {
    try {
      LocalDate day =
          text.length() == "2026-01-31".length()
              ? LocalDate.parse(text)
              : Instant.parse(text).atZone(zone).toLocalDate();
      return DAY.format(day);
    } catch (DateTimeParseException e) {
      return text;
    }
  }
}
