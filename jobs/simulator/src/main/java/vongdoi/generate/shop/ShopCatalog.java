package vongdoi.generate.shop;

import java.util.ArrayList;
import java.util.List;
import vongdoi.generate.draw.Draws;
import vongdoi.generate.draw.Numbering;

/**
 * The shop's 300 products in twelve categories, the same in every shop. Products of one group
 * (every sixtieth) lie in different categories and are bought together.
 */
public final class ShopCatalog {
  private static final int GROUPS = 60;
  private static final int VARIANTS = 5;

  /** Category, then five kinds of product with their price in thousands of VND. */
  private static final String[][] RANGE = {
    {"Sữa và bơ", "Sữa tươi 1L|36", "Sữa chua|28", "Phô mai|65", "Bơ lạt|72", "Sữa bột|320"},
    {
      "Cà phê và trà",
      "Cà phê rang xay|98",
      "Cà phê hòa tan|62",
      "Trà ô long|115",
      "Trà sen|140",
      "Ca cao|85"
    },
    {
      "Gạo và mì",
      "Gạo thơm 5kg|135",
      "Gạo lứt 2kg|78",
      "Mì gói thùng|118",
      "Bún khô|32",
      "Miến dong|45"
    },
    {"Gia vị", "Nước mắm|58", "Nước tương|29", "Dầu ăn|62", "Hạt nêm|48", "Muối ớt|25"},
    {"Bánh kẹo", "Bánh quy bơ|54", "Kẹo dừa|38", "Sô-cô-la|89", "Bánh gạo|33", "Mứt Tết|120"},
    {
      "Đồ uống",
      "Nước suối thùng|92",
      "Nước ngọt lốc|58",
      "Nước ép trái cây|49",
      "Bia thùng|365",
      "Nước dừa|42"
    },
    {
      "Chăm sóc da",
      "Sữa rửa mặt|145",
      "Kem chống nắng|265",
      "Kem dưỡng ẩm|310",
      "Mặt nạ|35",
      "Nước tẩy trang|189"
    },
    {
      "Chăm sóc tóc",
      "Dầu gội|128",
      "Dầu xả|118",
      "Ủ tóc|165",
      "Tinh dầu bưởi|149",
      "Thuốc nhuộm|175"
    },
    {"Mẹ và bé", "Tã dán|295", "Khăn ướt|39", "Sữa tắm em bé|125", "Bột ăn dặm|88", "Bình sữa|215"},
    {
      "Giặt giũ",
      "Nước giặt|178",
      "Nước xả vải|142",
      "Bột giặt|165",
      "Viên giặt|210",
      "Nước rửa chén|45"
    },
    {
      "Nhà bếp",
      "Chảo chống dính|345",
      "Nồi cơm điện|890",
      "Dao thái|125",
      "Hộp đựng thực phẩm|95",
      "Bình giữ nhiệt|285"
    },
    {
      "Điện gia dụng",
      "Quạt đứng|620",
      "Máy xay sinh tố|750",
      "Ấm siêu tốc|320",
      "Bàn ủi|480",
      "Máy sấy tóc|390"
    }
  };

  private static final String[][] BRANDS = {
    {"Vĩnh Xuân", "An Nhiên", "Phú Quý", "Hoa Sen Trắng", "Mộc Lan"},
    {"Bình Minh", "Sao Mai", "Lạc Việt", "Hương Quê", "Đại Phát"}
  };
  private static final double[] STEPS = {1, 0.85, 1.2, 1.45, 0.7};

  public static final List<Product> PRODUCTS = build();
  private static final double[] POPULARITY = popularity();

  private ShopCatalog() {}

  private static List<Product> build() {
    List<Product> products = new ArrayList<>();
    for (int category = 0; category < RANGE.length; category++) {
      for (int kind = 1; kind < RANGE[category].length; kind++) {
        String[] parts = RANGE[category][kind].split("\\|");
        for (int variant = 0; variant < VARIANTS; variant++) {
          String brand = BRANDS[category % 2][variant];
          long price = Math.round(Integer.parseInt(parts[1]) * STEPS[variant]) * 1000;
          int number = products.size();
          products.add(
              new Product(
                  "SP" + Numbering.padded(number + 1, 4),
                  parts[0] + " " + brand,
                  RANGE[category][0],
                  brand,
                  price));
        }
      }
    }
    return List.copyOf(products);
  }

  /** Zipf's law, over the products in a shuffled order. */
  private static double[] popularity() {
    double[] weights = new double[PRODUCTS.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 1.0 / (10 + i * 127 % weights.length);
    }
    return Draws.cumulative(weights);
  }

  public static Product product(int number) {
    return PRODUCTS.get(number);
  }

  public static int popular(Draws draws) {
    return draws.weighted(POPULARITY);
  }

  /** Another product of the same group. */
  public static int companion(Draws draws, int product) {
    int rest = PRODUCTS.size() / GROUPS - 1;
    return (product + GROUPS * draws.between(1, rest)) % PRODUCTS.size();
  }

  /** One thing to sell; its price is in whole VND. */
  public record Product(String id, String name, String category, String brand, long price) {}
}
