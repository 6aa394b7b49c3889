package vongdoi.common.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the records say of a setting.
 *
 * @param type of its value, that of an optional one without the {@code Optional}
 * @param isOptional whether it may be left out
 * @param range of its numbers
 * @param isSecret whether its record says that it is never printed
 * @param isFree whether its key is the user's own, so that no record can say that it is secret
 */
record Declared(Type type, boolean isOptional, Range range, boolean isSecret, boolean isFree) {
  private static final Declared NOTHING = new Declared(Object.class, true, Range.ANY, false, true);

  static Declared of(Class<? extends Record> type) {
    return new Declared(type, false, Range.ANY, false, false);
  }

  /** What is said of the setting at a path. */
  static Declared of(Class<? extends Record> type, ConfigPath path) {
    Declared here = of(type);
    for (String key : path.keys()) {
      here = here.at(key);
    }
    return here;
  }

  private static Declared of(RecordComponent component, boolean isSecret) {
    Type type = component.getGenericType();
    boolean isOptional = raw(type) == Optional.class;
    return new Declared(
        isOptional ? argument(type, 0) : type,
        isOptional,
        Range.of(component),
        isSecret || component.isAnnotationPresent(Secret.class),
        false);
  }

  /** The settings of the record by their keys, in its order. */
  Map<String, Declared> components() {
    Map<String, Declared> components = new LinkedHashMap<>();
    for (RecordComponent c : raw().getRecordComponents()) {
      components.put(kebab(c.getName()), of(c, isSecret));
    }
    return components;
  }

  /** An element of the list. */
  Declared element() {
    return new Declared(argument(type, 0), false, range, isSecret, isFree);
  }

  /** A value of the map. Values that are no records may stand at any depth of blocks. */
  Declared value() {
    Type value = argument(type, 1);
    return new Declared(value, false, range, isSecret, !raw(value).isRecord());
  }

  /** What is said of the setting under a key or of an element, of which perhaps nothing is said. */
  Declared at(String key) {
    if (raw().isRecord()) {
      return components().getOrDefault(key, NOTHING.within(this));
    } else if (raw() == Map.class) {
      return value();
    } else if (raw() == List.class) {
      return element();
    }
    return isFree ? this : NOTHING.within(this);
  }

  private Declared within(Declared block) {
    return new Declared(type, isOptional, range, block.isSecret, isFree);
  }

  Class<?> raw() {
    return raw(type);
  }

  /** {@code trainEveryDays} and {@code TRAIN_EVERY_DAYS} as {@code train-every-days}. */
  static String kebab(String name) {
    return name.toUpperCase(Locale.ROOT).equals(name)
        ? name.toLowerCase(Locale.ROOT).replace('_', '-')
        : name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  /** What its value must be, in words. */
  String words() {
    String kind = kind();
    return range.bounds().isEmpty() || !isNumber() ? kind : kind + ", " + range;
  }

  private boolean isNumber() {
    return raw().isPrimitive() && raw() != boolean.class || Number.class.isAssignableFrom(raw());
  }

  private String kind() {
    if (raw().isEnum()) {
      return "one of " + String.join(", ", names());
    } else if (raw().isRecord()) {
      return "a block { … }";
    }
    return switch (raw().getSimpleName()) {
      case "String" -> "text";
      case "int", "Integer", "long", "Long" -> "a whole number";
      case "double", "Double" -> "a number";
      case "boolean", "Boolean" -> "true or false";
      case "LocalDate" -> "a date such as 2026-10-31";
      case "ZoneId" -> "a time zone such as Asia/Ho_Chi_Minh";
      case "List" -> "a list [ … ]";
      default -> "a block { … }";
    };
  }

  /** The words of an enumeration. */
  List<String> names() {
    return Arrays.stream(raw().getEnumConstants())
        .map(c -> c.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
        .toList();
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType parameterized
        ? (Class<?>) parameterized.getRawType()
        : (Class<?>) type;
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }
}
