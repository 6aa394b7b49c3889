package vongdoi.recommend.ways;

import java.io.Serializable;

/** A way to suggest products after it has learnt: says how well each product fits a customer. */
public interface Scorer extends Serializable {

  /** Adds to the score of each product, all zero before; not above zero is no suggestion. */
  void score(BuyerHistory history, float[] scores);

  /** The product bought before that speaks most for another; -1: none by itself. */
  int because(BuyerHistory history, int product);

  /** Word for the kind of reason: together, next, taste or shop. */
  String kind();
}
