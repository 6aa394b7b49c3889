package vongdoi.platform;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOriginFactory;
import java.io.File;

/**
 * Includes that must be there. The library leaves out what it does not find, without a word: with a
 * misspelt name a run would go by defaults, to another lake.
 */
final class RequiredIncludes
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderClasspath {
  private final String file;
  private final ConfigIncluder library;

  private RequiredIncludes(String file, ConfigIncluder library) {
    this.file = file;
    this.library = library;
  }

  /**
   * Those of a file, and of the files that it includes.
   *
   * @param file named where one is missing
   */
  static ConfigIncluder of(String file) {
    return new RequiredIncludes(file, null);
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return library == null ? new RequiredIncludes(file, fallback) : this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    return required(what, library.include(context, what));
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    return required(what.getPath(), ((ConfigIncluderFile) library).includeFile(context, what));
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    return required(what, ((ConfigIncluderClasspath) library).includeResources(context, what));
  }

  private ConfigObject required(String what, ConfigObject included) {
    if (included.isEmpty()) {
      throw new ConfigException.IO(
          ConfigOriginFactory.newFile(file),
          ("Cannot include \"%s\": there is no such file beside this one or among those that travel"
                  + " with Vongdoi, or it holds nothing. Mend its name or take the line out")
              .formatted(what));
    }
    return included;
  }
}
