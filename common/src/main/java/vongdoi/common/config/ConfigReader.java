package vongdoi.common.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads HOCON into records: a component {@code trainEveryDays} is the key {@code train-every-days}.
 * It goes on after a mistake, so that all of them are reported at once, each with file and line; a
 * key that no record knows is a mistake, with the nearest known key as a suggestion. A map that is
 * missing is empty; every other missing value but an optional one is a mistake.
 */
public final class ConfigReader {
  private final List<ConfigProblem> problems = new ArrayList<>();

  /** What was wrong so far; empty where the values that were read can be used. */
  public List<ConfigProblem> problems() {
    return problems;
  }

  /** Notes a mistake that only the owner of the record can know of. */
  public void problem(ConfigOrigin origin, String message) {
    problems.add(new ConfigProblem(place(origin), message));
  }

  /** The record, or null where a problem keeps it from being made. */
  public <R extends Record> R read(Config config, Class<R> type) {
    return type.cast(record(config.root(), "", type));
  }

  private Object record(ConfigObject object, String path, Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Map<String, RecordComponent> known = new LinkedHashMap<>();
    for (RecordComponent c : components) {
      known.put(kebab(c.getName()), c);
    }
    unknownKeys(object, path, known.keySet());
    Object[] values = new Object[components.length];
    int before = problems.size();
    int i = 0;
    for (Map.Entry<String, RecordComponent> entry : known.entrySet()) {
      String key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      ConfigValue value = object.get(entry.getKey());
      values[i++] = component(object, key, value, entry.getValue().getGenericType());
    }
    return problems.size() > before ? null : construct(type, components, values, object);
  }

  private Object component(ConfigObject parent, String key, ConfigValue value, Type type) {
    boolean optional = raw(type) == Optional.class;
    if (value == null || value.valueType() == ConfigValueType.NULL) {
      if (optional) {
        return Optional.empty();
      }
      if (raw(type) == Map.class) {
        return Map.of();
      }
      problem(parent.origin(), "Missing " + key + " (must be " + describe(type) + "). Add it");
      return null;
    }
    return optional
        ? Optional.ofNullable(value(key, value, argument(type, 0)))
        : value(key, value, type);
  }

  private Object value(String key, ConfigValue value, Type type) {
    Class<?> raw = raw(type);
    if (raw.isRecord()) {
      return value instanceof ConfigObject object
          ? record(object, key, raw)
          : wrong(key, value, type);
    }
    if (raw == List.class) {
      return list(key, value, argument(type, 0));
    }
    if (raw == Map.class) {
      return map(key, value, argument(type, 1));
    }
    if (value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST) {
      return wrong(key, value, type);
    }
    return scalar(key, value, raw);
  }

  private Object list(String key, ConfigValue value, Type element) {
    if (!(value instanceof ConfigList list)) {
      return wrong(key, value, List.class);
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      values.add(value(key + "[" + i + "]", list.get(i), element));
    }
    return Collections.unmodifiableList(values);
  }

  private Object map(String key, ConfigValue value, Type element) {
    if (!(value instanceof ConfigObject object)) {
      return wrong(key, value, Map.class);
    }
    Map<String, Object> values = new TreeMap<>();
    if (raw(element).isRecord()) {
      object.forEach((k, v) -> values.put(k, value(key + "." + k, v, element)));
    } else if (raw(element) == List.class) {
      object.forEach((k, v) -> values.put(k, value(key + "." + k, v, element)));
    } else {
      for (Map.Entry<String, ConfigValue> entry : object.toConfig().entrySet()) {
        String flat = String.join(".", ConfigUtil.splitPath(entry.getKey()));
        values.put(flat, value(key + "." + flat, entry.getValue(), element));
      }
    }
    return Collections.unmodifiableMap(values);
  }

  private Object scalar(String key, ConfigValue value, Class<?> raw) {
    String text = String.valueOf(value.unwrapped());
    try {
      if (raw == String.class) {
        return text;
      } else if (raw == int.class || raw == Integer.class) {
        return Integer.valueOf(text);
      } else if (raw == long.class || raw == Long.class) {
        return Long.valueOf(text);
      } else if (raw == double.class || raw == Double.class) {
        return Double.valueOf(text);
      } else if (raw == boolean.class || raw == Boolean.class) {
        return bool(key, value, text);
      } else if (raw == LocalDate.class) {
        return LocalDate.parse(text);
      } else if (raw == ZoneId.class) {
        return ZoneId.of(text);
      } else if (raw.isEnum()) {
        return constant(key, value, raw, text);
      }
    } catch (NumberFormatException | DateTimeException e) {
      return wrong(key, value, raw);
    }
    throw new IllegalStateException("Cannot read " + key + ": no reader for " + raw);
  }

  private Object bool(String key, ConfigValue value, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> Boolean.TRUE;
      case "false", "no", "off" -> Boolean.FALSE;
      default -> wrong(key, value, boolean.class);
    };
  }

  private Object constant(String key, ConfigValue value, Class<?> type, String text) {
    for (Object constant : type.getEnumConstants()) {
      if (kebab(constant.toString()).equals(text) || constant.toString().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    List<String> names = names(type);
    problem(
        value.origin(),
        "Invalid %s: %s (must be one of %s)%s"
            .formatted(key, text, String.join(", ", names), Suggestion.of(text, names)));
    return null;
  }

  private static List<String> names(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(c -> c.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
        .toList();
  }

  private Object wrong(String key, ConfigValue value, Type type) {
    String shown =
        value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST
            ? "a " + value.valueType().name().toLowerCase(Locale.ROOT)
            : Secrets.mask(key, String.valueOf(value.unwrapped()));
    problem(value.origin(), "Invalid %s: %s (must be %s)".formatted(key, shown, describe(type)));
    return null;
  }

  private void unknownKeys(ConfigObject object, String path, Collection<String> known) {
    object.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            String full = path.isEmpty() ? key : path + "." + key;
            problem(value.origin(), "Unknown key " + full + Suggestion.of(key, known));
          }
        });
  }

  private Object construct(
      Class<?> type, RecordComponent[] components, Object[] values, ConfigObject object) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      problem(object.origin(), String.valueOf(e.getCause().getMessage()));
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot make " + type, e);
    }
  }

  /** File and line of a value, without the folders before the file's own. */
  public static String place(ConfigOrigin origin) {
    String file = origin.filename() != null ? origin.filename() : origin.resource();
    if (file == null) {
      return origin.description();
    }
    return origin.lineNumber() > 0 ? file + ":" + origin.lineNumber() : file;
  }

  /** {@code trainEveryDays} and {@code TRAIN_EVERY_DAYS} as {@code train-every-days}. */
  static String kebab(String name) {
    return name.toUpperCase(Locale.ROOT).equals(name)
        ? name.toLowerCase(Locale.ROOT).replace('_', '-')
        : name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static String describe(Type type) {
    Class<?> raw = raw(type);
    if (raw == Optional.class) {
      return describe(argument(type, 0));
    } else if (raw.isEnum()) {
      return "one of " + String.join(", ", names(raw));
    } else if (raw.isRecord()) {
      return "a block { … }";
    }
    return switch (raw.getSimpleName()) {
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

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType parameterized
        ? (Class<?>) parameterized.getRawType()
        : (Class<?>) type;
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }
}
