package vongdoi.models.saving;

/**
 * The names that estimators and models bear in what was saved while all of them lay in one package:
 * MLlib's metadata hold the name of the class, and what is saved must load for good.
 */
public final class FormerNames {

  private static final String PACKAGE = "vongdoi.common.ml.";

  private FormerNames() {}

  /** The former name of a class. */
  public static String of(Class<?> type) {
    return PACKAGE + type.getSimpleName();
  }
}
