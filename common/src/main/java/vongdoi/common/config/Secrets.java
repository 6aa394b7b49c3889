package vongdoi.common.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.Map;
import java.util.regex.Pattern;

/** Keeps secret settings out of everything that is printed. */
public final class Secrets {
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|secret|token|credential|access[.-]?key|salt).*");
  private static final String MASK = "******";

  private Secrets() {}

  /** The value, or a mask where the key names a secret. */
  public static String mask(String key, String value) {
    return SECRET.matcher(key).matches() ? MASK : value;
  }

  /** The object with every secret masked, at any depth. */
  public static ConfigObject mask(ConfigObject object) {
    ConfigObject masked = object;
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      ConfigValue value = entry.getValue();
      if (value instanceof ConfigObject inner) {
        masked = masked.withValue(entry.getKey(), mask(inner));
      } else if (SECRET.matcher(entry.getKey()).matches()) {
        masked = masked.withValue(entry.getKey(), ConfigValueFactory.fromAnyRef(MASK));
      }
    }
    return masked;
  }
}
