package vongdoi.generate.people;

import vongdoi.generate.draw.Draws;
import vongdoi.generate.shop.ShopSettings;

/**
 * The family that a customer's index falls into: blocks of four consecutive indices hold one family
 * of two to four, or strangers. Known from the index alone, so that no lookup is needed.
 *
 * @param member place in the family: father, mother, children; -1 for people who live alone
 * @param sharedDevice anonymous id of the device that all use, or null
 * @param sharesPhone whether mother and children give the father's number
 */
record Household(
    long block,
    int member,
    String familyName,
    Addresses.Home address,
    String sharedDevice,
    boolean sharesPhone) {
  private static final int BLOCK = 4;
  private static final double MEAN_SIZE = 3;

  static Household of(ShopSettings settings, long index) {
    long block = index / BLOCK;
    Draws draws = Draws.of(settings.seed(), "household", block);
    boolean isFamily = draws.chance(settings.behaviour().familyRate() * BLOCK / MEAN_SIZE);
    int size = draws.between(2, 4);
    int member = (int) (index % BLOCK);
    if (!isFamily || member >= size) {
      return new Household(block, -1, null, null, null, false);
    }
    String family = VietnameseNames.family(draws);
    Addresses.Home address = Addresses.of(draws);
    String device = draws.chance(0.7) ? draws.uuid() : null;
    return new Household(block, member, family, address, device, draws.chance(0.4));
  }

  boolean isFamily() {
    return member >= 0;
  }

  long father() {
    return block * BLOCK;
  }
}
