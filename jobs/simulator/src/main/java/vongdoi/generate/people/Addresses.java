package vongdoi.generate.people;

import vongdoi.generate.draw.Draws;

/** Vietnamese postal addresses, with the cities' real weight. */
public final class Addresses {
  private static final String[] CITIES = {
    "Thành phố Hồ Chí Minh",
    "Hà Nội",
    "Đà Nẵng",
    "Hải Phòng",
    "Cần Thơ",
    "Đồng Nai",
    "Khánh Hòa",
    "Thừa Thiên Huế"
  };
  private static final double[] SHARES = Draws.cumulative(34, 28, 9, 7, 6, 7, 5, 4);
  private static final String[][] DISTRICTS = {
    {"Quận 1", "Quận 3", "Quận 7", "Quận Bình Thạnh", "Quận Gò Vấp", "Quận Tân Bình", "Thủ Đức"},
    {"Ba Đình", "Hoàn Kiếm", "Cầu Giấy", "Đống Đa", "Hai Bà Trưng", "Thanh Xuân", "Long Biên"},
    {"Hải Châu", "Thanh Khê", "Sơn Trà", "Ngũ Hành Sơn"},
    {"Hồng Bàng", "Lê Chân", "Ngô Quyền"},
    {"Ninh Kiều", "Cái Răng", "Bình Thủy"},
    {"Biên Hòa", "Long Khánh", "Long Thành"},
    {"Nha Trang", "Cam Ranh"},
    {"Phú Xuân", "Thuận Hóa", "Hương Thủy"}
  };
  private static final String[] STREETS = {
    "Lê Lợi",
    "Nguyễn Huệ",
    "Trần Hưng Đạo",
    "Hai Bà Trưng",
    "Lý Thường Kiệt",
    "Nguyễn Trãi",
    "Điện Biên Phủ",
    "Cách Mạng Tháng Tám",
    "Phan Chu Trinh",
    "Hoàng Diệu",
    "Quang Trung",
    "Lê Duẩn",
    "Nguyễn Văn Cừ",
    "Võ Văn Kiệt",
    "Phạm Văn Đồng",
    "Nguyễn Thị Minh Khai"
  };

  private Addresses() {}

  static Address of(Draws draws) {
    int city = draws.weighted(SHARES);
    String alley = draws.chance(0.35) ? "/" + draws.between(1, 60) : "";
    String street = draws.between(1, 450) + alley + " " + draws.pick(STREETS);
    String ward = "Phường " + draws.between(1, 18);
    return new Address(street, ward, draws.pick(DISTRICTS[city]), CITIES[city]);
  }

  /** One postal address; its parts belong together. */
  public record Address(String street, String ward, String district, String city) {}
}
