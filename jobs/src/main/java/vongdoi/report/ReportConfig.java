package vongdoi.report;

/**
 * The {@code report} block.
 *
 * @param title heading of the page
 * @param language language that the page opens in: en or vi
 */
public record ReportConfig(String title, Language language) {

  /** Languages of the page. */
  public enum Language {
    EN,
    VI
  }
}
