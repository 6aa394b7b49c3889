package vongdoi.generate.people;

import vongdoi.generate.draw.Draws;

/**
 * Vietnamese names in their real proportions: fourteen family names cover nine people in ten, Văn
 * and Thị are the commonest middle names, and people are called by the last word.
 */
final class VietnameseNames {
  /** Family names with their share in per mille; the first is borne by nearly four in ten. */
  private static final String[] FAMILY = {
    "Nguyễn", "Trần", "Lê", "Phạm", "Phan", "Hoàng", "Huỳnh", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ",
    "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Trương", "Đoàn", "Lâm", "Mai", "Trịnh", "Đào", "Cao",
    "Hà", "Tạ", "Lương", "Tô", "Châu", "Thái", "Quách", "Vương", "La", "Triệu"
  };

  private static final double[] FAMILY_SHARES =
      Draws.cumulative(
          384, 110, 95, 71, 45, 26, 25, 20, 19, 21, 20, 14, 13, 13, 10, 5, 12, 12, 9, 8, 8, 8, 8, 7,
          7, 6, 6, 4, 4, 3, 3, 2, 1, 1);

  private static final String[] MALE_MIDDLE = {
    "Văn",
    "",
    "Hữu",
    "Đức",
    "Minh",
    "Quang",
    "Công",
    "Thanh",
    "Xuân",
    "Đình",
    "Ngọc",
    "Quốc",
    "Anh",
    "Hoàng",
    "Gia",
    "Tuấn",
    "Bá",
    "Hoàng Minh",
    "Văn Minh"
  };
  private static final double[] MALE_MIDDLE_SHARES =
      Draws.cumulative(30, 4, 6, 6, 7, 5, 4, 5, 4, 4, 4, 4, 3, 4, 3, 2, 2, 1.5, 1.5);
  private static final String[] FEMALE_MIDDLE = {
    "Thị",
    "",
    "Thị Thu",
    "Thị Ngọc",
    "Ngọc",
    "Thu",
    "Thanh",
    "Phương",
    "Minh",
    "Kim",
    "Bích",
    "Hồng",
    "Mỹ",
    "Khánh",
    "Thùy",
    "Quỳnh",
    "Bảo",
    "Thị Thanh"
  };
  private static final double[] FEMALE_MIDDLE_SHARES =
      Draws.cumulative(36, 4, 5, 4, 7, 5, 5, 5, 4, 4, 3, 3, 3, 3, 3, 2, 2, 2);

  private static final String[] MALE_GIVEN = {
    "Anh", "Hùng", "Dũng", "Tuấn", "Minh", "Nam", "Long", "Hiếu", "Huy", "Khoa", "Phong", "Sơn",
    "Thắng", "Trung", "Tùng", "Việt", "Vinh", "Đạt", "Đức", "Hải", "Hoàng", "Kiên", "Lâm", "Nghĩa",
    "Nhân", "Phúc", "Quân", "Quang", "Tài", "Tân", "Thành", "Thịnh", "Tiến", "Toàn", "Trí", "Bình",
    "Cường", "Duy", "Khánh", "Lộc"
  };
  private static final String[] FEMALE_GIVEN = {
    "Anh", "Hương", "Lan", "Linh", "Mai", "Nga", "Ngọc", "Nhung", "Oanh", "Phương", "Thảo", "Thủy",
    "Trang", "Trinh", "Tuyết", "Uyên", "Vân", "Yến", "Hà", "Hạnh", "Hằng", "Hiền", "Hoa", "Hồng",
    "Huệ", "Loan", "Ly", "My", "Ngân", "Nhi", "Quyên", "Quỳnh", "Thanh", "Thu", "Thúy", "Trâm",
    "Tú", "Châu", "Diễm", "Dung", "Giang"
  };

  private VietnameseNames() {}

  static String family(Draws draws) {
    return FAMILY[draws.weighted(FAMILY_SHARES)];
  }

  static VietnameseName of(Draws draws, String family, boolean female) {
    String middle =
        female
            ? FEMALE_MIDDLE[draws.weighted(FEMALE_MIDDLE_SHARES)]
            : MALE_MIDDLE[draws.weighted(MALE_MIDDLE_SHARES)];
    return new VietnameseName(family, middle, draws.pick(female ? FEMALE_GIVEN : MALE_GIVEN));
  }
}
