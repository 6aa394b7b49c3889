package vongdoi.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;

class FindHouseholdsTest {
  private static final String STREET =
      ",\"family_name\":\"%s\",\"street\":\"12 Lê Lợi\",\"city\":\"%s\"";

  private final TestLake lake = TestLake.empty();
  private final List<String> customers = new ArrayList<>();
  private final List<String> records = new ArrayList<>();
  private final List<String> links = new ArrayList<>();

  private void customer(String id, String name, String more) {
    customers.add(
        "{\"customer_id\":\"%s\",\"status\":\"active\",\"founding_source\":\"crm\"}".formatted(id));
    records.add(
        "{\"source\":\"crm\",\"record_id\":\"%s\",\"kind\":\"customer\",\"customer_id\":\"%s\",\"full_name\":\"%s\"%s}"
            .formatted(id, id, name, more));
  }

  private void phone(String id, String value) {
    links.add(
        "{\"source\":\"crm\",\"record_id\":\"%s\",\"kind\":\"customer\",\"type\":\"phone\",\"value\":\"%s\"}"
            .formatted(id, value));
  }

  private Map<String, String> households(String date, String column) {
    lake.run(new FindHouseholds(Settings.usual()), date);
    Map<String, String> found = new TreeMap<>();
    for (Row row : lake.read(Silver.HOUSEHOLDS).select("customer_id", column).collectAsList()) {
      found.put(row.getString(0), row.getString(1));
    }
    return found;
  }

  @Test
  void relativesOnOnePhoneOrAddressAreAHouseholdWithAnIdThatStays() {
    customer("c1", "Nguyễn Văn An", "");
    customer("c2", "Trần Thị Mai", STREET.formatted("Trần", "Huế"));
    customer("c3", "Trần Thị Bình", STREET.formatted("Tran", "Hue"));
    customer("c4", "Lê Thị Hoa", STREET.formatted("Lê", "Huế"));
    customer("c5", "Phạm Hà", ",\"birth_date\":\"1990-01-01\"");
    customer("c6", "Phạm Hà", ",\"birth_date\":\"1960-07-09\"");
    customer("c7", "Phạm Thu Hà", "");
    customer("c8", "Phạm Thu Hà", "");
    phone("c1", "+84912000001");
    phone("c2", "+84912000001");
    phone("c5", "+84912000002");
    phone("c6", "+84912000002");
    phone("c7", "+84912000003");
    phone("c8", "+84912000003");
    for (int i = 10; i < 30; i++) {
      customer("d" + i, "Người " + (char) ('a' + i - 10) + "ng", "");
      phone("d" + i, "+84912000004");
    }
    List<String> identifiers = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      identifiers.add(
          "{\"type\":\"phone\",\"value\":\"+8491200000%d\",\"status\":\"shared\"}".formatted(i));
    }
    lake.put(Silver.CUSTOMERS, customers.toArray(String[]::new));
    lake.put(Silver.CUSTOMER_RECORDS, records.toArray(String[]::new));
    lake.put(Silver.IDENTIFIER_LINKS, links.toArray(String[]::new));
    lake.put(Silver.CUSTOMER_IDENTIFIERS, identifiers.toArray(String[]::new));

    assertEquals(
        Map.of(
            "c1", "shared phone",
            "c2", "same address and family name, shared phone",
            "c3", "same address and family name",
            "c5", "shared phone",
            "c6", "shared phone"),
        households("2026-01-05", "reason"));
    Map<String, String> ids = households("2026-01-05", "household_id");
    assertEquals(ids.get("c1"), ids.get("c3"), "by way of c2");
    assertNotEquals(ids.get("c1"), ids.get("c5"));

    lake.put(
        Silver.CUSTOMERS,
        "{\"customer_id\":\"a0\",\"status\":\"active\",\"founding_source\":\"crm\"}");
    lake.put(
        Silver.CUSTOMER_RECORDS,
        "{\"source\":\"crm\",\"record_id\":\"a0\",\"kind\":\"customer\",\"customer_id\":\"a0\",\"full_name\":\"Nguyễn"
            + " Thị Tư\"}");
    lake.put(
        Silver.IDENTIFIER_LINKS,
        "{\"source\":\"crm\",\"record_id\":\"a0\",\"kind\":\"customer\",\"type\":\"phone\",\"value\":\"+84912000001\"}");
    Map<String, String> grown = households("2026-01-06", "household_id");
    assertEquals(ids.get("c3"), grown.get("c3"));
    assertEquals(ids.get("c3"), grown.get("a0"));
    assertEquals(ids.get("c5"), grown.get("c5"));
  }

  @Test
  void relativesWhoseAddressIsWrittenAsBeforeAndAsTodayAreAHousehold() {
    String before =
        ",\"family_name\":\"Trần\",\"street\":\"%s\",\"ward\":\"P. Đa Kao\","
            + "\"district\":\"Quận 1\",\"city\":\"TP.HCM\"";
    String today =
        ",\"family_name\":\"Tran\",\"street\":\"%s\",\"ward\":\"Phường %s\","
            + "\"city\":\"Hồ Chí Minh\"";
    customer("c1", "Trần Văn An", before.formatted("12 Lê Lợi"));
    customer("c2", "Trần Thị Bình", today.formatted("12 Lê Lợi", "Tân Định"));
    customer("c3", "Trần Thị Cúc", today.formatted("14 Lê Lợi", "Tân Định"));
    customer("c4", "Trần Thị Dung", today.formatted("12 Lê Lợi", "Bến Thành"));
    lake.put(Silver.CUSTOMERS, customers.toArray(String[]::new));
    lake.put(Silver.CUSTOMER_RECORDS, records.toArray(String[]::new));
    assertEquals(
        Map.of("c1", "same address and family name", "c2", "same address and family name"),
        households("2026-01-05", "reason"));
  }
}
