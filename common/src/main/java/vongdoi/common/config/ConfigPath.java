package vongdoi.common.config;

import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a setting stands: its keys from the top down. An element of a list is the key {@code [0]}.
 */
public record ConfigPath(List<String> keys) {
  /** The whole configuration. */
  public static final ConfigPath ROOT = new ConfigPath(List.of());

  public ConfigPath {
    keys = List.copyOf(keys);
  }

  public static ConfigPath of(String... keys) {
    return new ConfigPath(List.of(keys));
  }

  /** What stands under these keys of it. */
  public ConfigPath at(String... further) {
    return at(new ConfigPath(List.of(further)));
  }

  /** What a path leads to that starts here. */
  public ConfigPath at(ConfigPath further) {
    List<String> all = new ArrayList<>(keys);
    all.addAll(further.keys);
    return new ConfigPath(all);
  }

  /** An element of the list that stands here, counted from 0. */
  public ConfigPath at(int index) {
    return at("[" + index + "]");
  }

  /** As it is written for {@code --set}: keys with dots or blanks in quotes. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String key : keys) {
      boolean isElement = key.startsWith("[") && key.endsWith("]");
      text.append(text.length() == 0 || isElement ? "" : ".");
      text.append(isElement ? key : ConfigUtil.joinPath(key));
    }
    return text.toString();
  }
}
