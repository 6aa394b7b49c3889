package vongdoi.common.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps the secrets of a configuration out of everything that is printed. A component of a record
 * says itself whether it is secret ({@link Secret}). In a map with keys of the user's own the whole
 * path tells it, at any depth; and what is a secret in one place is one in all such maps, because a
 * substitution may have copied it.
 */
public final class Secrets {
  private static final String MASK = "******";
  private static final String NAMES =
      "password|passwd|passphrase|secret|token|credential|authorization|signature|salt"
          + "|(?:access|account|private|api|encryption|shared|sas)[._-]?key";
  private static final Pattern NAMED =
      Pattern.compile(NAMES + "|(?<![a-z])(?:sas|sig|pwd)(?![a-z])");

  /** {@code user:password} of an address, and {@code -Dpassword=x} or {@code ?sig=x} in a text. */
  private static final Pattern WITHIN =
      Pattern.compile(
          "(?<=://)[^/@\\s:]*:[^/@\\s]*(?=@)"
              + "|(?i)(?<=(?:%s)[\\w.-]{0,40}=)[^\\s,;&]+".formatted(NAMES)
              + "|(?<=[?&]sig=)[^\\s&]+");

  /** Equal to a shorter one, or with one of less than twice that in it, a text may be by chance. */
  private static final int TELLING = 4;

  private final Class<? extends Record> type;
  private final Set<String> texts = new HashSet<>();

  private Secrets(Class<? extends Record> type) {
    this.type = type;
  }

  static Secrets in(ConfigObject root, Class<? extends Record> type) {
    Secrets secrets = new Secrets(type);
    secrets.gather(root, Declared.of(type), ConfigPath.ROOT);
    return secrets;
  }

  /** The configuration with all secrets masked, and with texts as they were typed. */
  public static ConfigObject masked(ConfigObject root, Class<? extends Record> type) {
    Secrets secrets = in(root, type);
    return (ConfigObject) secrets.masked(root, Declared.of(type), ConfigPath.ROOT);
  }

  /** What stands for a secret where a change of it must show, as in the settings of a job. */
  public static String fingerprint(String secret) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot find SHA-256, which every JVM has", e);
    }
  }

  /** What may be printed of the value at a path, or of a sentence that tells of it. */
  String shown(ConfigPath path, String value) {
    return shown(Declared.of(type, path), path, value);
  }

  private String shown(Declared here, ConfigPath path, String value) {
    if (isSecret(here, path) || here.isFree() && texts.contains(value)) {
      return MASK;
    }
    String shown = WITHIN.matcher(value).replaceAll(MASK);
    for (String secret : texts) {
      shown = secret.length() < 2 * TELLING ? shown : shown.replace(secret, MASK);
    }
    return shown;
  }

  private static boolean isSecret(Declared here, ConfigPath path) {
    return here.isSecret()
        || here.isFree()
            && NAMED.matcher(String.join(".", path.keys()).toLowerCase(Locale.ROOT)).find();
  }

  private void gather(ConfigValue value, Declared here, ConfigPath path) {
    if (value instanceof ConfigObject object) {
      object.forEach((key, v) -> gather(v, here.at(key), path.at(key)));
    } else if (value instanceof ConfigList list) {
      for (int i = 0; i < list.size(); i++) {
        gather(list.get(i), here.at("[" + i + "]"), path.at(i));
      }
    } else if (isSecret(here, path) && HoconText.of(value).length() >= TELLING) {
      texts.add(HoconText.of(value));
    }
  }

  private ConfigValue masked(ConfigValue value, Declared here, ConfigPath path) {
    if (value instanceof ConfigObject object) {
      ConfigObject all = object;
      for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
        String key = entry.getKey();
        all = all.withValue(key, masked(entry.getValue(), here.at(key), path.at(key)));
      }
      return all;
    } else if (value instanceof ConfigList list) {
      List<ConfigValue> all = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        all.add(masked(list.get(i), here.at("[" + i + "]"), path.at(i)));
      }
      return ConfigValueFactory.fromIterable(all);
    } else if (value.valueType() == ConfigValueType.NULL) {
      return value;
    }
    String text = HoconText.of(value);
    String shown = shown(here, path, text);
    boolean isAsTyped = here.raw() != String.class || text.equals(value.unwrapped().toString());
    return shown.equals(text) && isAsTyped ? value : ConfigValueFactory.fromAnyRef(shown);
  }
}
