package vongdoi.ingest.check;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names that shops, tills and sheets give the canonical columns, in English and Vietnamese. */
final class KnownNames {
  private static final Map<String, List<String>> OF = names();

  private KnownNames() {}

  private static Map<String, List<String>> names() {
    Map<String, List<String>> of = new HashMap<>();
    of.put(
        "order_id",
        List.of(
            "order id",
            "order",
            "order number",
            "order no",
            "order name",
            "invoice",
            "invoice no",
            "invoice number",
            "invoiceno",
            "orderid",
            "ordernumber",
            "receipt",
            "ma don",
            "ma don hang",
            "so don hang",
            "ma hoa don",
            "so hoa don",
            "madon",
            "mahoadon"));
    of.put(
        "ordered_at",
        List.of(
            "order date",
            "ordered at",
            "order time",
            "date",
            "created at",
            "created",
            "date created",
            "purchase date",
            "invoice date",
            "invoicedate",
            "orderdate",
            "ngay",
            "ngay dat hang",
            "ngay ban",
            "ngay tao",
            "ngay hoa don",
            "thoi gian"));
    of.put(
        "record_id",
        List.of(
            "customer id",
            "customerid",
            "customer",
            "customer no",
            "customer code",
            "client id",
            "contact id",
            "record id",
            "ma khach hang",
            "ma kh",
            "makhachhang",
            "id khach hang"));
    of.put(
        "email",
        List.of(
            "email",
            "e mail",
            "mail",
            "email address",
            "customer email",
            "billing email",
            "contact email",
            "dia chi email"));
    of.put(
        "phone",
        List.of(
            "phone",
            "phone number",
            "mobile",
            "mobile phone",
            "mobile number",
            "tel",
            "telephone",
            "customer phone",
            "billing phone",
            "so dien thoai",
            "dien thoai",
            "sdt",
            "di dong"));
    of.put(
        "full_name",
        List.of("name", "full name", "customer name", "ho ten", "ho va ten", "ten khach hang"));
    of.put("given_name", List.of("first name", "firstname", "given name"));
    of.put("family_name", List.of("last name", "lastname", "surname", "family name"));
    of.put("birth_date", List.of("birthday", "birth date", "date of birth", "dob", "ngay sinh"));
    of.put("gender", List.of("gender", "sex", "gioi tinh"));
    of.put(
        "city",
        List.of("city", "town", "province", "thanh pho", "tinh thanh pho", "tinh thanh", "tinh"));
    of.put("postcode", List.of("zip", "zip code", "postcode", "postal code", "ma buu dien"));
    of.put(
        "status", List.of("status", "state", "order status", "trang thai", "trang thai don hang"));
    of.put(
        "total_amount",
        List.of(
            "total",
            "total amount",
            "grand total",
            "order total",
            "tong",
            "tong tien",
            "tong cong",
            "tongtien"));
    of.put("amount", List.of("amount", "total", "so tien", "sotien"));
    of.put("currency", List.of("currency", "currency code", "tien te", "loai tien"));
    of.put(
        "product_id",
        List.of(
            "product id",
            "product code",
            "productid",
            "sku",
            "item code",
            "item sku",
            "stock code",
            "stockcode",
            "article",
            "ma hang",
            "ma san pham",
            "ma sp"));
    of.put("quantity", List.of("quantity", "qty", "units", "so luong", "sl", "soluong"));
    of.put(
        "unit_price_amount",
        List.of("price", "unit price", "unitprice", "item price", "don gia", "gia ban", "dongia"));
    of.put("payment_id", List.of("payment id", "transaction id", "transaction no", "ma giao dich"));
    of.put("created_at", List.of("created at", "created", "date", "payment date", "ngay tao"));
    of.put("started_at", List.of("started at", "start", "start date", "ngay bat dau"));
    of.put("given_at", List.of("given at", "date", "created at", "timestamp", "ngay"));
    of.put("occurred_at", List.of("timestamp", "time", "event time", "occurred at", "created at"));
    of.put("event_id", List.of("event id", "eventid", "message id", "messageid"));
    of.put(
        "updated_at",
        List.of(
            "updated at",
            "modified",
            "modified at",
            "last modified",
            "last modified date",
            "date modified",
            "ngay cap nhat"));
    return of;
  }

  /** Whether a raw column bears a name of a canonical one. */
  static boolean match(String raw, String canonical) {
    String name = plain(raw);
    return name.equals(canonical.replace('_', ' '))
        || OF.getOrDefault(canonical, List.of()).contains(name);
  }

  /** Small letters without accents, words apart by one blank. */
  static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .replace('đ', 'd')
        .replace('Đ', 'D')
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }
}
