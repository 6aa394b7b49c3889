package vongdoi.command;

import picocli.CommandLine.Option;
import vongdoi.generate.shop.ShopSettings;

/** The options that settle which shop is made up. */
final class ShopSize {
  @Option(
      names = "--customers",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Customers (default: ${DEFAULT-VALUE})")
  private int customers;

  @Option(
      names = "--days",
      defaultValue = "365",
      paramLabel = "N",
      description = "Days of data (default: ${DEFAULT-VALUE})")
  private int days;

  @Option(
      names = "--seed",
      defaultValue = "42",
      paramLabel = "S",
      description = "Equal seeds give equal files (default: ${DEFAULT-VALUE})")
  private long seed;

  ShopSettings settings() {
    return ShopSettings.of(customers, days, seed);
  }
}
