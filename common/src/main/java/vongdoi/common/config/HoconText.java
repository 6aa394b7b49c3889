package vongdoi.common.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Values of HOCON as they were typed, whatever HOCON takes them for. */
public final class HoconText {
  private static final String KEY = "text";

  private HoconText() {}

  /** {@code 001090012345} and {@code 1900.50} as they stand, which HOCON reads as numbers. */
  static String of(ConfigValue scalar) {
    return scalar.valueType() == ConfigValueType.NULL ? "null" : scalar.atKey(KEY).getString(KEY);
  }

  /** Texts of a block by their whole keys: {@code a { b.c = x }} is {@code a.b.c}. */
  public static SortedMap<String, String> flat(ConfigObject block) {
    SortedMap<String, String> texts = new TreeMap<>();
    block
        .toConfig()
        .entrySet()
        .forEach(
            entry -> {
              if (!isNested(entry.getValue())) {
                texts.put(String.join(".", keys(entry.getKey())), of(entry.getValue()));
              }
            });
    return texts;
  }

  static boolean isNested(ConfigValue value) {
    return value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST;
  }

  static List<String> keys(String path) {
    return ConfigUtil.splitPath(path);
  }
}
