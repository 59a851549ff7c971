package io.sluice.proof.search;

import java.util.Arrays;

/** Many small arrays of one length, each once, in the order in which they came. */
final class States {
  private static final int FIRST = 1 << 16;

  private final int width;
  private int[] all;
  private int[] before = new int[FIRST];
  private int[] table = new int[FIRST * 2];
  private int count;

  /** Arrays of that length. */
  States(int width) {
    this.width = width;
    this.all = new int[width * FIRST];
  }

  /** Adds a state that came out of another; false if it is known. */
  boolean add(int[] state, int from) {
    int slot = slot(state);
    if (table[slot] != 0) {
      return false;
    }
    if (count == before.length) {
      grow();
      slot = slot(state);
    }
    System.arraycopy(state, 0, all, count * width, width);
    before[count] = from;
    count++;
    table[slot] = count;
    return true;
  }

  private int slot(int[] state) {
    int hash = 0;
    for (int each : state) {
      hash = (hash ^ each) * 0x9E3779B9;
      hash ^= hash >>> 15;
    }
    int slot = hash & table.length - 1;
    while (table[slot] != 0 && !isAt(table[slot] - 1, state)) {
      slot = slot + 1 & table.length - 1;
    }
    return slot;
  }

  private boolean isAt(int index, int[] state) {
    return Arrays.equals(all, index * width, (index + 1) * width, state, 0, width);
  }

  private void grow() {
    int more = before.length + before.length / 4;
    all = Arrays.copyOf(all, Math.multiplyExact(more, width));
    before = Arrays.copyOf(before, more);
    if (table.length < more * 2) {
      table = new int[table.length * 2];
      for (int i = 0; i < count; i++) {
        table[slot(at(i))] = i + 1;
      }
    }
  }

  int[] at(int index) {
    return Arrays.copyOfRange(all, index * width, (index + 1) * width);
  }

  /** The state that it came out of first. */
  int before(int index) {
    return before[index];
  }

  int count() {
    return count;
  }
}
