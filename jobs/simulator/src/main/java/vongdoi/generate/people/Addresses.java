package vongdoi.generate.people;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import vongdoi.generate.draw.Draws;

/**
 * Vietnamese postal addresses, with the cities' real weight, under the places of before July 2025
 * and of today.
 */
public final class Addresses {
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

  /** A ward of before and those that it became. */
  private record Ward(String name, String[] today) {}

  private record District(String name, Ward[] wards) {}

  private record Province(String name, String today, List<District> districts) {}

  private static final List<Province> PROVINCES = new ArrayList<>();
  private static final double[] SHARES = read();

  private Addresses() {}

  private static double[] read() {
    List<Double> shares = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Addresses.class.getResourceAsStream("places.txt")),
                StandardCharsets.UTF_8))) {
      for (String line : lines.lines().filter(text -> !text.startsWith("#")).toList()) {
        String[] parts = line.substring(1).split("\\|");
        if (line.startsWith("=")) {
          PROVINCES.add(new Province(parts[0], parts[2], new ArrayList<>()));
          shares.add(Double.valueOf(parts[1]));
        } else {
          PROVINCES
              .get(PROVINCES.size() - 1)
              .districts
              .add(
                  new District(
                      parts[0],
                      Stream.of(parts[1].split("; ")).map(Addresses::ward).toArray(Ward[]::new)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the places of the made-up shop", e);
    }
    return Draws.cumulative(shares.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static Ward ward(String text) {
    String[] parts = text.split(" > ");
    return new Ward(parts[0], parts[1].split(", "));
  }

  static Home of(Draws draws) {
    Province province = PROVINCES.get(draws.weighted(SHARES));
    String alley = draws.chance(0.35) ? "/" + draws.between(1, 60) : "";
    String street = draws.between(1, 450) + alley + " " + draws.pick(STREETS);
    District district = province.districts.get(draws.below(province.districts.size()));
    Ward ward = draws.pick(district.wards);
    String today = ward.today[Math.floorMod(street.hashCode(), ward.today.length)];
    return new Home(
        new Address(street, ward.name, district.name, province.name),
        new Address(street, "Phường " + today, null, province.today));
  }

  /**
   * Where somebody lives.
   *
   * @param before the address as it was until June 2025
   * @param today the same one since
   */
  public record Home(Address before, Address today) {

    /** The address as one of many systems has it: before or today, in full or in short. */
    Address written(Draws draws) {
      Address address = draws.chance(0.4) ? today : before;
      return draws.chance(0.3) ? address.shortened() : address;
    }
  }

  /**
   * One postal address as written; its parts belong together.
   *
   * @param district null since July 2025
   */
  public record Address(String street, String ward, String district, String city) {

    private Address shortened() {
      return new Address(street, shortened(ward), shortened(district), shortened(city));
    }

    private static String shortened(String place) {
      return place == null
          ? null
          : place
              .replace("Phường ", "P. ")
              .replace("Xã ", "X. ")
              .replace("Quận ", "Q. ")
              .replace("Thành phố ", "TP. ")
              .replace("Tỉnh ", "");
    }
  }
}
