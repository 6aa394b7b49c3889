package vongdoi.identity.comparing;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vongdoi.customer.CompanyName;
import vongdoi.customer.DateOfBirth;
import vongdoi.customer.Emails;
import vongdoi.customer.FullName;
import vongdoi.customer.Names;
import vongdoi.customer.Phones;
import vongdoi.customer.Scripts;
import vongdoi.customer.places.Address;
import vongdoi.customer.places.AddressReader;

/**
 * Brings the columns of a customer record into the forms that are compared. These are for matching
 * only: an e-mail that no mail could reach still says something about who wrote it.
 */
public final class Normaliser implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern NUMBER = Pattern.compile("[-._]?[0-9]+$");

  private static final List<String> ADDRESS =
      List.of("street", "ward", "district", "city", "country");

  /** A column that is taken out of the street. */
  private static final String HOUSE_NUMBER = "house_number";

  private static final List<String> OF_A_PERSON =
      List.of("family_name", "given_name", "birth_date", "gender");

  private final List<Field> fields;
  private final String country;
  private final Set<String> blockedValues;
  private final Set<String> blockedPhones = new HashSet<>();
  private final Set<String> blockedMailboxes;
  private final Set<String> roleMailboxes;

  /**
   * @param country ISO 3166 code that phones without a prefix belong to
   * @param blockedValues lower-case values that mean nobody; one that ends with @ is a mailbox
   * @param roleMailboxes mailbox names of offices
   */
  public Normaliser(
      List<Field> fields, String country, List<String> blockedValues, List<String> roleMailboxes) {
    this.fields = List.copyOf(fields);
    this.country = country;
    this.blockedValues = new HashSet<>();
    this.blockedMailboxes = new HashSet<>();
    this.roleMailboxes = new HashSet<>(roleMailboxes);
    for (String value : blockedValues) {
      if (value.endsWith("@")) {
        blockedMailboxes.add(value.substring(0, value.length() - 1));
      } else {
        this.blockedValues.add(value);
        blockedPhones.add(phone(value));
      }
    }
  }

  /** Raw columns that a profile is made from. */
  public List<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    fields.forEach(f -> columns.add(f.column().equals(HOUSE_NUMBER) ? "street" : f.column()));
    columns.addAll(OF_A_PERSON);
    columns.addAll(List.of("full_name", "company"));
    columns.addAll(ADDRESS);
    return List.copyOf(columns);
  }

  /**
   * @param written text of a column; null where missing
   */
  public Profile profile(UnaryOperator<String> written) {
    Address address = address(written);
    UnaryOperator<String> raw = asOfToday(written, address);
    boolean isOfBefore = address != null && address.district() != null;
    String[] values = new String[fields.size()];
    String[] marked = new String[fields.size()];
    boolean isBusiness = isBusiness(raw);
    FullName whole = isBusiness ? null : FullName.of(raw.apply("full_name"));
    FullName parts = hasParts(raw) ? null : whole;
    for (int f = 0; f < values.length; f++) {
      Field field = fields.get(f);
      boolean isName = field.comparison() == Comparison.NAME;
      String text = text(field.column(), raw, parts, isBusiness);
      text = isName && parts == null && !isBusiness ? FullName.part(text) : text;
      values[f] = text == null || text.isBlank() ? null : normal(field, text);
      if (isName && values[f] != null) {
        String accented = accented(text);
        marked[f] = accented.equals(values[f]) ? null : accented;
      } else if (!isName) {
        marked[f] = mark(field, text, values[f], isOfBefore);
      }
    }
    return new Profile(values, marked, isBusiness, isBusiness ? 0 : generation(whole, raw));
  }

  /** What there is to tell of a value that is no name. */
  private static String mark(Field field, String text, String value, boolean isOfBefore) {
    return switch (field.column()) {
      case "email", "phone" ->
          value == null && text != null && !text.isBlank() ? Profile.SAYS_NOTHING : null;
      case "ward", "city" -> value != null && isOfBefore ? Profile.AS_OF_TODAY : null;
      default -> null;
    };
  }

  private static boolean hasParts(UnaryOperator<String> raw) {
    return raw.apply("family_name") != null || raw.apply("given_name") != null;
  }

  private static int generation(FullName whole, UnaryOperator<String> raw) {
    if (whole != null && whole.generation() > 0) {
      return whole.generation();
    }
    int family = FullName.generation(raw.apply("family_name"));
    return family > 0 ? family : FullName.generation(raw.apply("given_name"));
  }

  /**
   * The record with a Vietnamese address as of today, so that one written before the reform of 2025
   * agrees with the same one written after it. A ward that was divided is named by all that it
   * became: it shares words with each.
   */
  private static UnaryOperator<String> asOfToday(UnaryOperator<String> written, Address address) {
    if (address == null) {
      return written;
    }
    return column ->
        switch (column) {
          case "street" -> address.street();
          case "ward" ->
              address.wards().isEmpty() ? address.unknownWard() : String.join(" ", address.wards());
          case "district" -> address.district();
          case "city" -> address.province();
          default -> written.apply(column);
        };
  }

  private Address address(UnaryOperator<String> written) {
    return AddressReader.read(
        written.apply("street"),
        written.apply("ward"),
        written.apply("district"),
        written.apply("city"),
        written.apply("country"),
        country);
  }

  /** Words with their marks, each tone mark in one place: hoà is hòa. */
  private static String accented(String text) {
    return Names.words(text).stream().map(Names::tonesLast).collect(Collectors.joining(" "));
  }

  private static boolean isBusiness(UnaryOperator<String> raw) {
    String person = OF_A_PERSON.stream().map(raw).filter(Objects::nonNull).findFirst().orElse(null);
    return CompanyName.isOfAFirm(raw.apply("full_name"), raw.apply("company"), person);
  }

  private static String text(
      String column, UnaryOperator<String> raw, FullName parts, boolean isBusiness) {
    if (column.equals(HOUSE_NUMBER)) {
      String street = raw.apply("street");
      return street == null ? null : StreetAddress.of(street).number();
    }
    String own = raw.apply(column);
    if (isBusiness && own == null && column.equals("company")) {
      return raw.apply("full_name");
    }
    if (parts == null || own != null) {
      return own;
    }
    return switch (column) {
      case "family_name" -> parts.family();
      case "middle_name" -> parts.middle();
      case "given_name" -> parts.given();
      default -> null;
    };
  }

  private String normal(Field field, String text) {
    String normal =
        switch (field.comparison()) {
          case NAME -> String.join(" ", Names.words(Names.fold(Scripts.latin(text))));
          case TEXT -> String.join(" ", Names.words(Names.fold(text)));
          case STREET -> StreetAddress.of(text).street();
          case COMPANY -> CompanyName.core(text);
          case DATE -> date(text);
          case EMAIL -> email(text);
          case NUMBER -> number(field, text);
          case CODE -> Names.fold(text).strip().replaceAll("\\s+", " ");
          case CATEGORY -> category(field, text);
        };
    return normal == null || normal.isEmpty() || isBlocked(field, text, normal) ? null : normal;
  }

  private boolean isBlocked(Field field, String text, String normal) {
    if (field.comparison() == Comparison.EMAIL && normal.indexOf('@') > 0) {
      String mailbox = normal.substring(0, normal.indexOf('@'));
      return blockedMailboxes.contains(mailbox)
          || roleMailboxes.contains(NUMBER.matcher(mailbox).replaceAll(""));
    }
    return blockedValues.contains(text.strip().toLowerCase(Locale.ROOT))
        || field.column().equals("phone") && blockedPhones.contains(normal);
  }

  private static String date(String text) {
    String shaped = DateOfBirth.shape(text);
    return DateOfBirth.isShaped(shaped) ? shaped : null;
  }

  private static String category(Field field, String text) {
    return field.column().equals("gender") ? Names.gender(text) : Names.fold(text).strip();
  }

  private static String email(String text) {
    String clean = Emails.clean(text);
    return clean == null ? text.strip().toLowerCase(Locale.ROOT) : Emails.matchKey(clean);
  }

  private String number(Field field, String text) {
    return switch (field.column()) {
      case "phone" -> phone(text);
      case HOUSE_NUMBER -> text;
      default -> bare(text);
    };
  }

  private String phone(String text) {
    String e164 = Phones.e164(text, country);
    return e164 == null ? text.replaceAll("[^0-9]", "") : e164;
  }

  /** Letters and digits in upper case; null for nothing but zeros. */
  private static String bare(String text) {
    String bare = text.replaceAll("[^\\p{L}\\p{N}]", "").toUpperCase(Locale.ROOT);
    return bare.matches("0*") ? null : bare;
  }

  /** All words of the names of a profile, sorted: equal whatever their order and place. */
  public static String[] nameWords(List<Field> fields, Profile profile) {
    List<String> words = new ArrayList<>();
    for (int f = 0; f < fields.size(); f++) {
      if (fields.get(f).comparison() == Comparison.NAME && profile.value(f) != null) {
        words.addAll(Arrays.asList(profile.value(f).split(" ")));
      }
    }
    return words.stream().sorted().toArray(String[]::new);
  }

  /** All words of the lines of a profile's address, sorted: equal whatever line they are in. */
  public static String[] addressWords(List<Field> fields, Profile profile) {
    List<String> words = new ArrayList<>();
    for (int f = 0; f < fields.size(); f++) {
      if (fields.get(f).isOfALine() && profile.value(f) != null) {
        words.addAll(Arrays.asList(UsualWords.words(profile.value(f))));
      }
    }
    return words.stream().sorted().toArray(String[]::new);
  }
}
