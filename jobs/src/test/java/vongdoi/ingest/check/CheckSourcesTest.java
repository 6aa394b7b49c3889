package vongdoi.ingest.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vongdoi.common.job.Run;
import vongdoi.common.spark.LocalSpark;
import vongdoi.platform.ConfigFile;
import vongdoi.platform.VongdoiConfig;
import vongdoi.profile.OrderStatuses;

/**
 * Each way in which a source is broken is named with the line that mends it, and then it is not.
 */
class CheckSourcesTest {
  private static final Path ROOT = Path.of(System.getProperty("vongdoi.root", ".."));
  private static final Path SAMPLES = ROOT.resolve("jobs/src/test/resources/samples");
  private static final Instant LANDED = Instant.parse("2026-01-20T00:00:00Z");

  /** Samples of American shops, which the settings' default is not. */
  private static final Set<String> AMERICAN =
      Set.of("adobe-commerce-orders", "bigcommerce-orders", "salesforce-contacts");

  /**
   * A source that is broken in one way.
   *
   * @param settings of the source beside its path
   * @param mends lines of HOCON that are proposed, all of them
   */
  private record Broken(
      String way, String settings, String encoding, List<String> mends, List<String> lines) {
    @Override
    public String toString() {
      return way;
    }
  }

  private static Broken broken(String way, String settings, String mend, String... lines) {
    return new Broken(way, settings, "UTF-8", List.of(mend), List.of(lines));
  }

  static List<Broken> ways() {
    String orders =
        "entity = orders, format = csv, columns { order_id = MaDon, ordered_at = Ngay,"
            + " record_id = Khach, total_amount = Tong }";
    String crm =
        "entity = customers, format = csv, columns { record_id = MaKH, full_name = Ten, phone = SDT }";
    return List.of(
        broken(
            "another delimiter",
            orders + ", options { delimiter = \",\" }",
            "sources.x.options.delimiter = \";\"",
            "MaDon;Ngay;Khach;Tong",
            "HD1;2026-01-02 08:00:00;KH1;120000",
            "HD2;2026-01-02 09:00:00;KH2;80000"),
        new Broken(
            "another encoding",
            crm + ", country = FR",
            "windows-1252",
            List.of("sources.x.options.encoding = \"windows-1252\""),
            List.of("MaKH,Ten,SDT", "1,Zoé Lefèvre,06 11 22 33 44", "2,René Noël,06 11 22 33 45")),
        broken(
            "month before day",
            orders,
            "sources.x.date-order = \"month-first\"",
            "MaDon,Ngay,Khach,Tong",
            "HD1,01/02/2026 08:00,KH1,120000",
            "HD2,01/14/2026 09:00,KH2,80000"),
        broken(
            "month before day, seen by the future alone",
            orders,
            "sources.x.date-order = \"month-first\"",
            "MaDon,Ngay,Khach,Tong",
            "HD1,01/11/2026 08:00,KH1,120000",
            "HD2,01/12/2026 09:00,KH2,80000"),
        broken(
            "another pattern of times",
            orders.replace(
                "ordered_at = Ngay", "ordered_at = \"to_timestamp(Ngay, 'yyyy-MM-dd HH:mm')\""),
            "sources.x.columns.ordered_at = \"`Ngay`\"",
            "MaDon,Ngay,Khach,Tong",
            "HD1,14/01/2026 08:00,KH1,120000",
            "HD2,15/01/2026 09:00,KH2,80000"),
        broken(
            "another pattern in the other order",
            orders.replace(
                "ordered_at = Ngay", "ordered_at = \"to_timestamp(Ngay, 'dd/MM/yyyy')\""),
            "sources.x.columns.ordered_at = \"to_timestamp(trim(`Ngay`), 'M/d/yyyy H:mm')\"",
            "MaDon,Ngay,Khach,Tong",
            "HD1,1/14/2026 8:00,KH1,120000",
            "HD2,1/15/2026 9:00,KH2,80000"),
        broken(
            "a row of explanations",
            "entity = orders, format = csv, columns { order_id = MaDon, ordered_at = Ngay,"
                + " product_id = Hang, quantity = SL, line_amount = Tien }",
            "sources.x.options.skip-rows-after-header = \"1\"",
            "MaDon,Ngay,Hang,SL,Tien",
            "Platform order.,Time of the order.,Seller's article.,Units sold.,What they cost.",
            "HD1,2026-01-02 08:00:00,TEA-1,2,120000",
            "HD2,2026-01-02 09:00:00,POT-1,1,80000"),
        broken(
            "a row of sums",
            "entity = orders, format = csv, columns { order_id = MaDon, ordered_at = Ngay,"
                + " product_id = Hang, quantity = SL, line_amount = Tien }",
            "sources.x.where = \"`SL` rlike '^[^a-zA-Z]*[0-9]'\"",
            "MaDon,Ngay,Hang,SL,Tien",
            "HD1,2026-01-02 08:00:00,TEA-1,2,120000",
            "HD2,2026-01-02 09:00:00,POT-1,1,80000",
            "Tổng,2026-01-02 09:00:00,all,three units,two hundred"),
        broken(
            "lines that are none",
            orders + ", options { skip-rows = 2 }",
            "sources.x.options.skip-rows = \"0\"",
            "MaDon,Ngay,Khach,Tong",
            "HD1,2026-01-02 08:00:00,KH1,120000",
            "HD2,2026-01-02 09:00:00,KH2,80000"),
        broken(
            "a phone that is another column",
            crm.replace("phone = SDT", "phone = Nhom"),
            "sources.x.columns.phone = \"`DiDong`\"",
            "MaKH,Ten,Nhom,DiDong",
            "1,Lê An,vip,0912 345 701",
            "2,Trần Bình,moi,0912 345 702"),
        broken(
            "phones that are blackened",
            crm,
            "sources.x.columns.phone = \"if(SDT like '%*%', null, SDT)\"",
            "MaKH,Ten,SDT",
            "1,Lê An,(+84)91*****01",
            "2,Trần Bình,(+84)91*****02"),
        broken(
            "phones of another country",
            crm,
            "sources.x.country = \"US\"",
            "MaKH,Ten,SDT",
            "1,Ann Lee,617-555-0150",
            "2,Bob Ray,617-555-0151"),
        broken(
            "amounts in thousands",
            orders,
            "sources.x.columns.total_amount = \"1000 * cast(Tong as decimal(18,2))\"",
            "MaDon,Ngay,Khach,Tong",
            "HD1,2026-01-02 08:00:00,KH1,120",
            "HD2,2026-01-02 09:00:00,KH2,80"),
        broken(
            "amounts with words",
            orders,
            "sources.x.columns.total_amount = \"nullif(regexp_replace(Tong, '[^0-9.,-]', ''), '')\"",
            "MaDon,Ngay,Khach,Tong",
            "HD1,2026-01-02 08:00:00,KH1,khoảng 120.000 gồm VAT",
            "HD2,2026-01-02 09:00:00,KH2,80.000"),
        broken(
            "ids with a point",
            crm.replace("record_id = MaKH", "record_id = \"concat('kh-', MaKH)\""),
            "sources.x.columns.record_id = \"regexp_replace(concat('kh-', MaKH), '[.]0+$', '')\"",
            "MaKH,Ten,SDT",
            "17850.0,Lê An,0912345701",
            "17851.0,Trần Bình,0912345702"),
        broken(
            "a required column that nobody maps",
            orders.replace("order_id = MaDon, ", ""),
            "sources.x.columns.order_id = \"`Mã đơn`\"",
            "Mã đơn,Ngay,Khach,Tong",
            "HD1,2026-01-02 08:00:00,KH1,120000",
            "HD2,2026-01-02 09:00:00,KH2,80000"),
        broken(
            "a column that was renamed",
            crm,
            "sources.x.columns.full_name = \"`Tên`\"",
            "MaKH,Tên,SDT",
            "1,Lê An,0912345701",
            "2,Trần Bình,0912345702"),
        broken(
            "e-mails that nobody maps",
            crm,
            "sources.x.columns.email = \"`Liên hệ`\"",
            "MaKH,Ten,SDT,Liên hệ",
            "1,Lê An,0912345701,an.le@example.com",
            "2,Trần Bình,0912345702,binh.tran@example.com"),
        broken(
            "another format",
            crm,
            "sources.x.format = \"json\"",
            "{\"MaKH\":\"1\",\"Ten\":\"Lê An\",\"SDT\":\"0912345701\"}",
            "{\"MaKH\":\"2\",\"Ten\":\"Trần Bình\",\"SDT\":\"0912345702\"}"));
  }

  private static SourceCheck check(String name, String settings, List<String> mends)
      throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of("include \"application.conf\"", "sources.%s { %s }".formatted(name, settings)));
    lines.addAll(mends);
    Path conf = Files.createTempDirectory(Path.of("target"), "check").resolve("shop.conf");
    Files.write(conf, lines);
    VongdoiConfig config = ConfigFile.load(conf, Map.of()).settings();
    Run run = new Run(LocalDate.EPOCH, config.zone(), config.currency(), config.country());
    return new CheckSources(
            LocalSpark.session().newSession(),
            run,
            config.ingest(),
            config.sources(),
            new OrderStatuses(config.profile().orderStatuses())::knows)
        .of(name, 1000);
  }

  private static String path(Broken broken) throws IOException {
    Path file = Files.createTempDirectory(Path.of("target"), "check").resolve("x.csv");
    Files.write(
        file,
        (String.join("\n", broken.lines()) + "\n").getBytes(Charset.forName(broken.encoding())));
    Files.setLastModifiedTime(file, FileTime.from(LANDED));
    return "path = \"" + file.toAbsolutePath() + "\", ";
  }

  @ParameterizedTest
  @MethodSource("ways")
  void namesTheWayAndTheMendAndIsCleanWithIt(Broken broken) throws IOException {
    String settings = path(broken) + broken.settings();
    SourceCheck found = check("x", settings, List.of());
    assertEquals(
        broken.mends(),
        found.findings().stream().map(Finding::mend).flatMap(Optional::stream).toList(),
        found::toString);
    SourceCheck mended = check("x", settings, broken.mends());
    assertEquals(List.of(), mended.findings());
    assertEquals(Map.of(), mended.reasons());
    assertEquals(2, mended.rows());
  }

  @Test
  void unknownStatusesAreNamedSinceTheirOrdersWouldBeNoPurchases() throws IOException {
    Broken shop =
        broken(
            "",
            "entity = orders, format = csv",
            "profile.order-statuses.completed += \"đã chốt\"",
            "order_id,ordered_at,record_id,status,total_amount",
            "HD1,2026-01-02 08:00:00,KH1,Đã chốt,120000",
            "HD2,2026-01-02 09:00:00,KH2,wc-completed,80000");
    String settings = path(shop) + shop.settings();
    List<Finding> found = check("x", settings, List.of()).findings();
    assertEquals(List.of("status"), found.stream().map(Finding::subject).toList());
    assertTrue(found.get(0).problem().startsWith("1 of 2 orders"), found::toString);
    assertTrue(found.get(0).problem().contains("Đã chốt"), found::toString);
    assertEquals(List.of(), check("x", settings, shop.mends()).findings());
  }

  @Test
  void noMendReadsThousandsOrAnotherCurrencyAsBareDigits() throws IOException {
    Broken shop =
        broken(
            "",
            "entity = orders, format = csv",
            "",
            "order_id,ordered_at,record_id,total_amount",
            "HD1,2026-01-02 08:00:00,KH1,150k",
            "HD2,2026-01-02 09:00:00,KH2,$80",
            "HD3,2026-01-02 09:00:00,KH3,90000");
    List<Finding> found = check("x", path(shop) + shop.settings(), List.of()).findings();
    assertEquals(List.of("total_amount"), found.stream().map(Finding::subject).toList());
    assertEquals(Optional.empty(), found.get(0).mend());
  }

  static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void findsNothingAgainstAPresetsSample(Path sample) throws IOException {
    String preset = sample.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
    SourceCheck check =
        check(
            preset,
            "include \"sources/%s.conf\", path = \"%s\", country = %s"
                .formatted(
                    preset, sample.toAbsolutePath(), AMERICAN.contains(preset) ? "US" : "VN"),
            List.of());
    assertEquals(Map.of(), check.reasons());
    assertEquals(List.of(), check.findings());
    assertTrue(check.rows() > 0);
  }

  @Test
  void showsNobodysData() throws IOException {
    SourceCheck check =
        check(
            "shopify-orders",
            "include \"sources/shopify-orders.conf\", path = \"%s\""
                .formatted(SAMPLES.resolve("shopify-orders.csv").toAbsolutePath()),
            List.of());
    ColumnCheck email =
        check.columns().stream().filter(c -> c.column().equals("email")).findFirst().orElseThrow();
    assertEquals(List.of("m•••@e•••", "t•••@e•••"), email.examples());
    ColumnCheck phone =
        check.columns().stream().filter(c -> c.column().equals("phone")).findFirst().orElseThrow();
    assertEquals(List.of("•••01", "•••02"), phone.examples());
    assertFalse(check.toString().contains("mai.do"));
  }

  @Test
  void aMappingThatCannotWorkBreaks() throws IOException {
    Broken wrong =
        broken("", "entity = orders, format = csv, columns { order_id = Nr }", "", "a,b", "1,2");
    SourceCheck check = check("x", path(wrong) + wrong.settings(), List.of());
    assertFalse(check.works());
    assertEquals(
        List.of("the header lacks Nr", "the header lacks ordered_at"),
        check.findings().stream().map(Finding::problem).toList());
  }
}
