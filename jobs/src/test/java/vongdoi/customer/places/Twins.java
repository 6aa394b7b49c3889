package vongdoi.customer.places;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Twenty addresses as written before the reform of July 2025 and since, by the resolutions of June
 * 2025.
 */
public final class Twins {
  /** One address, written both ways. */
  public record Twin(Map<String, String> before, Map<String, String> today) {}

  private static final String[] STREETS = {
    "12 Lê Lợi", "7/15 Nguyễn Trãi", "301 Quang Trung", "48 Hai Bà Trưng", "5 Hoàng Diệu"
  };

  /** Ward, district and province of before; ward and province of today. */
  private static final String[][] PLACES = {
    {"Phường Bến Nghé", "Quận 1", "Thành phố Hồ Chí Minh", "Phường Sài Gòn", "TP.HCM"},
    {"P. Cầu Kho", "Q.1", "TP. Hồ Chí Minh", "Phường Cầu Ông Lãnh", "Hồ Chí Minh"},
    {"Phường 14", "Quận 3", "TPHCM", "P. Nhiêu Lộc", "Thành phố Hồ Chí Minh"},
    {"P.05", "Q. Bình Thạnh", "HCM", "Phường Bình Lợi Trung", "TP Hồ Chí Minh"},
    {"Thảo Điền", "Quận 2", "Hồ Chí Minh", "Phường An Khánh", "Ho Chi Minh City"},
    {"Phường Linh Trung", "TP. Thủ Đức", "TP.HCM", "Linh Xuân", "Hồ Chí Minh"},
    {"Phường Phú Cường", "TP. Thủ Dầu Một", "Bình Dương", "Phường Thủ Dầu Một", "TP.HCM"},
    {"P. Lái Thiêu", "Thuận An", "Tỉnh Bình Dương", "Phường Lái Thiêu", "Hồ Chí Minh"},
    {"Phường 8", "Thành phố Vũng Tàu", "Bà Rịa - Vũng Tàu", "Phường Tam Thắng", "TP.HCM"},
    {"Trúc Bạch", "Ba Đình", "Hà Nội", "Phường Ba Đình", "Thành phố Hà Nội"},
    {"P. Phúc Tân", "Q. Hoàn Kiếm", "TP. Hà Nội", "P. Hồng Hà", "Ha Noi"},
    {"Phường Thọ Quang", "Quận Sơn Trà", "Đà Nẵng", "Phường Sơn Trà", "Da Nang"},
    {"Phường Minh Khai", "Hồng Bàng", "Hải Phòng", "Phường Hồng Bàng", "TP. Hải Phòng"},
    {"Phường Xuân Khánh", "Ninh Kiều", "Cần Thơ", "Phường Ninh Kiều", "Cần Thơ"},
    {"Phường Hoá An", "Biên Hoà", "Đồng Nai", "Phường Biên Hòa", "Đồng Nai"},
    {"Phường Thuận Hoà", "Quận Phú Xuân", "Thừa Thiên Huế", "Phường Phú Xuân", "TP. Huế"},
    {"Phường Lộc Thọ", "Nha Trang", "Khánh Hoà", "Phường Nha Trang", "Khánh Hòa"},
    {"Xã Mĩ Hạnh Nam", "Huyện Đức Hoà", "Long An", "Xã Mỹ Hạnh", "Tây Ninh"},
    {"Phường Phạm Ngũ Lão", "Quận 1", "TP.HCM", "Phường Bến Thành", "Hồ Chí Minh"},
    {"Phường Đa Kao", "Quận 1", "TP.HCM", "Phường Tân Định", "Hồ Chí Minh"}
  };

  private Twins() {}

  public static List<Twin> all() {
    return IntStream.range(0, PLACES.length)
        .mapToObj(i -> twin(STREETS[i % STREETS.length], PLACES[i]))
        .toList();
  }

  private static Twin twin(String street, String[] place) {
    return new Twin(
        address(street, place[0], place[1], place[2]), address(street, place[3], null, place[4]));
  }

  private static Map<String, String> address(
      String street, String ward, String district, String city) {
    Map<String, String> address = new LinkedHashMap<>();
    address.put("street", street);
    address.put("ward", ward);
    address.put("district", district);
    address.put("city", city);
    return address;
  }
}
