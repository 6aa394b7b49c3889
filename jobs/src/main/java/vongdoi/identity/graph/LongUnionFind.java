package vongdoi.identity.graph;

import java.util.Arrays;

/**
 * Disjoint sets of longs in flat arrays (Tarjan 1975, with path halving). The root of a set is its
 * smallest member, so that the outcome does not depend on the order of the unions.
 */
public final class LongUnionFind {
  private long[] names = new long[1024];
  private int[] parents = new int[1024];
  private int[] slots = new int[4096];
  private int size;

  public void union(long a, long b) {
    int x = root(place(a));
    int y = root(place(b));
    if (x == y) {
      return;
    }
    if (names[x] < names[y]) {
      parents[y] = x;
    } else {
      parents[x] = y;
    }
  }

  /** Smallest member of the set. */
  public long find(long name) {
    return names[root(place(name))];
  }

  int size() {
    return size;
  }

  long member(int index) {
    return names[index];
  }

  private int root(int i) {
    while (parents[i] != i) {
      parents[i] = parents[parents[i]];
      i = parents[i];
    }
    return i;
  }

  private int place(long name) {
    int slot = slot(name);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    if (size == names.length) {
      grow();
      slot = slot(name);
    }
    names[size] = name;
    parents[size] = size;
    slots[slot] = ++size;
    return size - 1;
  }

  private int slot(long name) {
    long mixed = name * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & (slots.length - 1);
    while (slots[slot] != 0 && names[slots[slot] - 1] != name) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private void grow() {
    names = Arrays.copyOf(names, 2 * size);
    parents = Arrays.copyOf(parents, 2 * size);
    slots = new int[8 * size];
    for (int i = 0; i < size; i++) {
      slots[slot(names[i])] = i + 1;
    }
  }
}
