package vongdoi.identity;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** An iterator over what a function makes of each element; what it makes null is left out. */
final class Mapped<A, B> implements Iterator<B> {
  private final Iterator<A> from;
  private final Function<A, B> function;
  private B next;

  Mapped(Iterator<A> from, Function<A, B> function) {
    this.from = from;
    this.function = function;
  }

  @Override
  public boolean hasNext() {
    while (next == null && from.hasNext()) {
      next = function.apply(from.next());
    }
    return next != null;
  }

  @Override
  public B next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    B result = next;
    next = null;
    return result;
  }
}
