package vongdoi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vongdoi.common.catalog.Gold;
import vongdoi.common.catalog.Silver;
import vongdoi.common.job.TestLake;
import vongdoi.platform.ConfigFile;
import vongdoi.platform.VongdoiConfig;
import vongdoi.profile.BuildProfiles;
import vongdoi.segment.AssignSegments;

/** Customers whose addresses were written before the reform of 2025 are found under today's. */
class ReformedPlacesTest {
  private static final String CUSTOMER =
      "{\"customer_id\":\"%s\",\"status\":\"active\",\"founding_source\":\"crm\"}";
  private static final String RECORD =
      "{\"source\":\"crm\",\"record_id\":\"%1$s\",\"kind\":\"customer\",\"customer_id\":\"%1$s\","
          + "\"full_name\":\"Trần %1$s\"%2$s}";

  @TempDir private Path folder;

  private static String address(String ward, String district, String city) {
    return ",\"street\":\"12 Lê Lợi\",\"ward\":\"%s\",\"district\":\"%s\",\"city\":\"%s\""
        .formatted(ward, district, city);
  }

  @Test
  void aSegmentOfHoChiMinhCityHoldsCustomersStillWrittenAsBinhDuong() throws IOException {
    Map<String, String> written =
        Map.of(
            "binhduong", address("P. Phú Cường", "TP. Thủ Dầu Một", "Tỉnh Bình Dương"),
            "vungtau", address("Phường 8", "Vũng Tàu", "Bà Rịa - Vũng Tàu"),
            "dakao", address("Phường Đa Kao", "Quận 1", "TP.HCM"),
            "today", address("Phường Thủ Dầu Một", "", "Hồ Chí Minh"),
            "hue", address("Vỹ Dạ", "TP. Huế", "Thừa Thiên Huế"),
            "oslo", address("Grünerløkka", "", "Oslo") + ",\"country\":\"NO\"");
    TestLake lake = TestLake.empty();
    lake.put(
        Silver.CUSTOMERS,
        written.keySet().stream().map(CUSTOMER::formatted).toArray(String[]::new));
    lake.put(
        Silver.CUSTOMER_RECORDS,
        written.entrySet().stream()
            .map(e -> RECORD.formatted(e.getKey(), e.getValue()))
            .toArray(String[]::new));
    Path file = folder.resolve("shop.conf");
    Files.writeString(
        file,
        """
        include "application.conf"
        segment.segments = null
        segment.segments { hcmc {
          name { en = "Ho Chi Minh City", vi = "TP. Hồ Chí Minh" }
          rule = "province = 'Hồ Chí Minh'", reason = "'lives there'"
        } }
        """);
    VongdoiConfig settings = ConfigFile.load(file, Map.of()).settings();
    lake.run(new BuildProfiles(settings.profile()), "2026-01-06");
    assertEquals(
        Set.of(
            "binhduong: Hồ Chí Minh, Thủ Dầu Một [Thủ Dầu Một], P. Phú Cường, Tỉnh Bình Dương",
            "dakao: Hồ Chí Minh, - [Sài Gòn, Tân Định], Phường Đa Kao, TP.HCM",
            "hue: Huế, Vỹ Dạ [Vỹ Dạ], Vỹ Dạ, Thừa Thiên Huế",
            "oslo: -, Grünerløkka -, Grünerløkka, Oslo",
            "today: Hồ Chí Minh, Thủ Dầu Một [Thủ Dầu Một], Phường Thủ Dầu Một, Hồ Chí Minh",
            "vungtau: Hồ Chí Minh, Tam Thắng [Tam Thắng], Phường 8, Bà Rịa - Vũng Tàu"),
        lake.values(
            Silver.PROFILES,
            "concat(customer_id, ': ', coalesce(province, '-'), ', ', coalesce(ward, '-'), ' ',"
                + " coalesce(cast(wards as string), '-'), ', ', written_ward, ', ', city)"));
    lake.run(new AssignSegments(settings.segment()), "2026-01-06");
    assertEquals(
        Set.of("binhduong", "dakao", "today", "vungtau"),
        lake.values(Gold.SEGMENT_MEMBERS, "customer_id"));
  }
}
