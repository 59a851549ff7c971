package io.sluice.mapper.json.value;

import io.sluice.records.api.BadRecordException;
import io.sluice.records.body.BodyShape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * State of the reader of one JSON text: the places of the fields of its records, as a stack, since
 * a nested record has a frame of its own; the keys of its maps; the attempts at branches of unions,
 * and the losses of the values.
 */
public final class ReadState {
  private static final int UNSET = -1;

  /**
   * Branches within branches multiply: a text made for that would be read for ever. What is read
   * again may be so many times the text, and as many bytes more.
   */
  private static final long MOST_TIMES = 20;

  private static final long MORE_BYTES = 1 << 22;

  /** Fixed cost of reading a part again, in bytes. */
  private static final long PER_PART = 32;

  private int[] starts = new int[64];
  private int[] lengths = new int[64];
  private int[] names = new int[64];
  private int top;
  private String[] keys = new String[64];
  private int keyTop;
  private int depth;
  private long readAgain;
  private long mostReadAgain;
  private int trials;
  private long losses;
  private boolean givenUp;

  /** Heights of the stacks, to go back to after a branch that did not fit. */
  record Mark(int top, int keyTop, int depth, int trials, long losses) {}

  /**
   * To be called before each text.
   *
   * @param length of the text
   */
  public void begin(int length) {
    top = 0;
    keyTop = 0;
    depth = 0;
    readAgain = 0;
    mostReadAgain = MOST_TIMES * length + MORE_BYTES;
    trials = 0;
    losses = 0;
    givenUp = false;
  }

  Mark mark() {
    return new Mark(top, keyTop, depth, trials, losses);
  }

  void backTo(Mark mark) {
    top = mark.top();
    keyTop = mark.keyTop();
    depth = mark.depth();
    trials = mark.trials();
    losses = mark.losses();
  }

  /** A record begins within those that have begun. */
  void enterRecord(String where) throws BadRecordException {
    if (++depth > BodyShape.MAX_DEPTH) {
      throw giveUp(
          "json-too-deep",
          where + " lies within more than " + BodyShape.MAX_DEPTH + " records within each other.");
    }
  }

  void leaveRecord() {
    depth--;
  }

  /** Branches of a union are about to be tried. */
  void beginTrial() {
    trials++;
  }

  void endTrial() {
    trials--;
  }

  /** Whether losses matter, since branches are being tried. */
  boolean isTrying() {
    return trials > 0;
  }

  /** A part of the text was read for a branch of a union, and may be for others. */
  void addRead(long bytes) {
    readAgain += bytes + PER_PART;
  }

  /** To be called before a part of the text is read for one more branch. */
  void checkRead(String where) throws BadRecordException {
    if (readAgain > mostReadAgain) {
      throw giveUp(
          "json-ambiguous", where + " lies within too many unions whose branches look alike.");
    }
  }

  /** Whether no other branch is to be tried. */
  boolean isGivenUp() {
    return givenUp;
  }

  private BadRecordException giveUp(String errorClass, String message) {
    givenUp = true;
    return new BadRecordException(errorClass, message);
  }

  void lose(ConversionLoss loss) {
    long sum = losses + loss.weight();
    losses = sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** The sum of what was lost since the text began. */
  long losses() {
    return losses;
  }

  /** Sets the sum again, once it is known which branch is taken. */
  void losses(long sum) {
    losses = sum;
  }

  /** Begins a frame of so many fields and gives its number. */
  int push(int fields) {
    int frame = top;
    top += fields;
    if (top > starts.length) {
      starts = Arrays.copyOf(starts, top * 2);
      lengths = Arrays.copyOf(lengths, top * 2);
      names = Arrays.copyOf(names, top * 2);
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

  /**
   * A field was written.
   *
   * @param name by which it was found: 0 for its own, then its aliases
   */
  void set(int frame, int field, int name, int start, int length) {
    starts[frame + field] = start;
    lengths[frame + field] = length;
    names[frame + field] = name;
  }

  int name(int frame, int field) {
    return names[frame + field];
  }

  int start(int frame, int field) {
    return starts[frame + field];
  }

  int length(int frame, int field) {
    return lengths[frame + field];
  }

  /** Begins the keys of a map and gives their first place. */
  int beginKeys() {
    return keyTop;
  }

  /** Adds a key to those since a place; false if it is there already. */
  boolean addKey(int begin, String key) {
    for (int i = begin; i < keyTop; i++) {
      if (keys[i].equals(key)) {
        return false;
      }
    }
    if (keyTop == keys.length) {
      keys = Arrays.copyOf(keys, keyTop * 2);
    }
    keys[keyTop++] = key;
    return true;
  }

  /** The keys since a place as a set, for maps of many keys; null if there are not many yet. */
  @Nullable Set<String> manyKeys(int begin, int many) {
    return keyTop - begin < many ? null : new HashSet<>(Arrays.asList(keys).subList(begin, keyTop));
  }

  void endKeys(int begin) {
    Arrays.fill(keys, begin, keyTop, "");
    keyTop = begin;
  }
}
