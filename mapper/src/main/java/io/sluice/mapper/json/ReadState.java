package io.sluice.mapper.json;

import java.util.Arrays;

/**
 * What is remembered while one text is read: where the fields of its records were written, as a
 * stack, since a record within a record has a frame above; and how often branches of unions were
 * tried.
 */
final class ReadState {
  private static final int UNSET = -1;

  /** Branches within branches multiply: a text made for that would be read for ever. */
  private static final int MOST_TRIES = 10_000;

  private int[] starts = new int[64];
  private int[] lengths = new int[64];
  private int top;
  private int tries;

  /** To be called before each text. */
  void clear() {
    top = 0;
    tries = 0;
  }

  /** Whether one more branch may be tried. */
  boolean mayTry() {
    return ++tries <= MOST_TRIES;
  }

  int top() {
    return top;
  }

  /** Begins a frame of so many fields and gives its number. */
  int push(int fields) {
    int frame = top;
    top += fields;
    if (top > starts.length) {
      starts = Arrays.copyOf(starts, top * 2);
      lengths = Arrays.copyOf(lengths, top * 2);
    }
    Arrays.fill(starts, frame, top, UNSET);
    return frame;
  }

  /** Drops all frames from this one on. */
  void popTo(int frame) {
    top = frame;
  }

  boolean isSet(int frame, int field) {
    return starts[frame + field] != UNSET;
  }

  void set(int frame, int field, int start, int length) {
    starts[frame + field] = start;
    lengths[frame + field] = length;
  }

  int start(int frame, int field) {
    return starts[frame + field];
  }

  int length(int frame, int field) {
    return lengths[frame + field];
  }
}
