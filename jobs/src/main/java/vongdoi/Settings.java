package vongdoi;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import vongdoi.common.config.ConfigProblem;

/** Mistakes that only show when settings are held against each other. */
final class Settings {
  private Settings() {}

  static List<ConfigProblem> check(Config merged, VongdoiConfig settings) {
    List<ConfigProblem> problems = new ArrayList<>();
    return problems;
  }
}
