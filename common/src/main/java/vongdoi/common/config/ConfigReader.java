package vongdoi.common.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads HOCON into records, once: a component {@code trainEveryDays} is the key {@code
 * train-every-days}. It goes on after a mistake, so that all of them are reported at once, each
 * with file and line; a key that no record knows is a mistake, with the nearest known key as a
 * suggestion. A map that is missing is empty; every other missing value but an optional one is a
 * mistake.
 *
 * @param <R> record of the whole configuration
 */
public final class ConfigReader<R extends Record> {
  private final ConfigObject root;
  private final Secrets secrets;
  private final R settings;
  private final List<ConfigProblem> problems = new ArrayList<>();
  private final Map<ConfigPath, Object> blocks = new HashMap<>();

  private ConfigReader(ConfigObject root, Class<R> type) {
    this.root = root;
    this.secrets = Secrets.in(root, type);
    this.settings = type.cast(record(root, ConfigPath.ROOT, Declared.of(type)));
  }

  public static <R extends Record> ConfigReader<R> read(Config config, Class<R> type) {
    return new ConfigReader<>(config.root(), type);
  }

  /** The range that the records declare for a setting, in words; empty where they declare none. */
  public static String range(Class<? extends Record> type, ConfigPath path) {
    return Declared.of(type, path).range().toString();
  }

  /** What was wrong so far; empty where the settings can be used. */
  public List<ConfigProblem> problems() {
    return List.copyOf(problems);
  }

  /** The whole, or null where a problem keeps it from being made. */
  public R settings() {
    return settings;
  }

  /** A block, which can be there where another one has mistakes. */
  public <B extends Record> Optional<B> block(Class<B> type, ConfigPath path) {
    return Optional.ofNullable(type.cast(blocks.get(path)));
  }

  /** Those blocks of a map that can be read, by their keys. */
  public <B extends Record> Map<String, B> blocks(Class<B> type, ConfigPath map) {
    Map<String, B> readable = new TreeMap<>();
    keys(map).forEach(key -> block(type, map.at(key)).ifPresent(b -> readable.put(key, b)));
    return readable;
  }

  /** The keys of a map, also of what cannot be read. */
  public Set<String> keys(ConfigPath map) {
    return found(map) instanceof ConfigObject object ? object.keySet() : Set.of();
  }

  /** Notes what only the owner of a block, or of several, can know of. */
  public void note(List<Mistake> mistakes) {
    for (Mistake mistake : mistakes) {
      String value = secrets.shown(mistake.path(), mistake.value());
      note(mistake.path(), new Mistake(mistake.path(), value, mistake.remedy()).toString());
    }
  }

  private void note(ConfigPath path, String message) {
    problems.add(new ConfigProblem(path, place(nearest(path).origin()), message));
  }

  private Object record(ConfigObject object, ConfigPath path, Declared declared) {
    Map<String, Declared> components = declared.components();
    unknownKeys(object, path, components.keySet());
    List<Object> values = new ArrayList<>();
    components.forEach(
        (key, component) -> values.add(component(object.get(key), path.at(key), component)));
    if (values.contains(null)) {
      return null;
    }
    Object made = construct(declared.raw(), values, path);
    blocks.put(path, made);
    return made;
  }

  private void unknownKeys(ConfigObject object, ConfigPath path, Collection<String> known) {
    for (String key : object.keySet()) {
      if (!known.contains(key)) {
        note(path.at(key), "Unknown key " + path.at(key) + Suggestion.of(key, known));
      }
    }
  }

  private Object component(ConfigValue value, ConfigPath path, Declared declared) {
    if (value == null || value.valueType() == ConfigValueType.NULL) {
      if (declared.isOptional()) {
        return Optional.empty();
      }
      if (declared.raw() == Map.class) {
        return Map.of();
      }
      note(path, "Missing " + path + " (must be " + declared.words() + "). Add it");
      return null;
    }
    Object read = value(value, path, declared);
    return declared.isOptional() && read != null ? Optional.of(read) : read;
  }

  private Object value(ConfigValue value, ConfigPath path, Declared declared) {
    if (declared.raw().isRecord()) {
      return value instanceof ConfigObject object
          ? record(object, path, declared)
          : wrong(value, path, declared);
    } else if (declared.raw() == List.class) {
      return value instanceof ConfigList list
          ? list(list, path, declared.element())
          : wrong(value, path, declared);
    } else if (declared.raw() == Map.class) {
      return value instanceof ConfigObject object
          ? map(object, path, declared.value())
          : wrong(value, path, declared);
    }
    return HoconText.isNested(value) ? wrong(value, path, declared) : scalar(value, path, declared);
  }

  private Object list(ConfigList list, ConfigPath path, Declared element) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      values.add(value(list.get(i), path.at(i), element));
    }
    return values.contains(null) ? null : Collections.unmodifiableList(values);
  }

  private Object map(ConfigObject object, ConfigPath path, Declared element) {
    Map<String, Object> values = new TreeMap<>();
    if (element.raw().isRecord() || element.raw() == List.class) {
      object.forEach((key, v) -> values.put(key, value(v, path.at(key), element)));
    } else {
      for (Map.Entry<String, ConfigValue> entry : object.toConfig().entrySet()) {
        ConfigPath keys = new ConfigPath(HoconText.keys(entry.getKey()));
        values.put(String.join(".", keys.keys()), value(entry.getValue(), path.at(keys), element));
      }
    }
    return values.containsValue(null) ? null : Collections.unmodifiableMap(values);
  }

  private Object scalar(ConfigValue value, ConfigPath path, Declared declared) {
    Class<?> raw = declared.raw();
    String text = HoconText.of(value);
    try {
      if (raw == String.class) {
        return text;
      } else if (raw == int.class || raw == Integer.class) {
        return within(declared.range(), Integer.valueOf(text), text, path);
      } else if (raw == long.class || raw == Long.class) {
        return within(declared.range(), Long.valueOf(text), text, path);
      } else if (raw == double.class || raw == Double.class) {
        Double number = Double.valueOf(text);
        return Double.isFinite(number)
            ? within(declared.range(), number, text, path)
            : wrong(value, path, declared);
      } else if (raw == boolean.class || raw == Boolean.class) {
        return bool(value, path, declared);
      } else if (raw == LocalDate.class) {
        return LocalDate.parse(text);
      } else if (raw == ZoneId.class) {
        return ZoneId.of(text);
      } else if (raw.isEnum()) {
        return constant(text, path, declared);
      }
    } catch (NumberFormatException | DateTimeException e) {
      return wrong(value, path, declared);
    }
    throw new IllegalStateException("Cannot read " + path + ": no reader for " + raw);
  }

  /** The number, also where it is out of range: what else is wrong with its block can be seen. */
  private Number within(Range range, Number number, String text, ConfigPath path) {
    if (!range.holds(number)) {
      note(List.of(Mistake.of(path, text, "must be " + range)));
    }
    return number;
  }

  private Object bool(ConfigValue value, ConfigPath path, Declared declared) {
    return switch (HoconText.of(value).toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> Boolean.TRUE;
      case "false", "no", "off" -> Boolean.FALSE;
      default -> wrong(value, path, declared);
    };
  }

  private Object constant(String text, ConfigPath path, Declared declared) {
    for (Object constant : declared.raw().getEnumConstants()) {
      if (Declared.kebab(constant.toString()).equals(text)
          || constant.toString().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    note(List.of(Mistake.unknown(path, text, declared.names())));
    return null;
  }

  private Object wrong(ConfigValue value, ConfigPath path, Declared declared) {
    String shown =
        switch (value.valueType()) {
          case OBJECT -> "a block";
          case LIST -> "a list";
          default -> HoconText.of(value);
        };
    note(List.of(Mistake.of(path, shown, "must be " + declared.words())));
    return null;
  }

  private Object construct(Class<?> type, List<Object> values, ConfigPath path) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof InvalidSettings invalid) {
        note(invalid.mistakes().stream().map(mistake -> mistake.under(path)).toList());
        return null;
      }
      throw new IllegalStateException("Cannot make " + type + " of " + path, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot make " + type, e);
    }
  }

  private ConfigValue found(ConfigPath path) {
    ConfigValue value = root;
    for (String key : path.keys()) {
      value = value == null ? null : step(value, key);
    }
    return value;
  }

  /** The value that stands at a path or, where there is none, the block that lacks it. */
  private ConfigValue nearest(ConfigPath path) {
    ConfigValue nearest = root;
    for (String key : path.keys()) {
      ConfigValue next = step(nearest, key);
      if (next == null) {
        break;
      }
      nearest = next;
    }
    return nearest;
  }

  private static ConfigValue step(ConfigValue value, String key) {
    if (value instanceof ConfigObject object) {
      return object.get(key);
    }
    return value instanceof ConfigList list && key.matches("\\[\\d{1,9}]")
        ? list.get(Integer.parseInt(key.substring(1, key.length() - 1)))
        : null;
  }

  /** File and line of a value, as far as known. */
  public static String place(ConfigOrigin origin) {
    String file = origin.filename() != null ? origin.filename() : origin.resource();
    if (file == null) {
      return origin.description();
    }
    return origin.lineNumber() > 0 ? file + ":" + origin.lineNumber() : file;
  }
}
