package io.sluice.records.body;

import io.sluice.records.api.BadRecordException;

/** Checks one datum of a schema. */
public abstract class BodyStep {
  BodyStep() {}

  /** Moves the cursor past the datum. */
  public abstract void skip(BodyCursor cursor) throws BadRecordException;

  /** Null, float, double and fixed, which have a fixed length. */
  static final class Bytes extends BodyStep {
    private final int count;

    Bytes(int count) {
      this.count = count;
    }

    @Override
    public void skip(BodyCursor cursor) throws BadRecordException {
      cursor.skip(count);
    }
  }

  static final class Bool extends BodyStep {
    @Override
    public void skip(BodyCursor cursor) throws BadRecordException {
      byte value = cursor.readByte();
      if (value != 0 && value != 1) {
        throw BodyCursor.malformed("a boolean is " + value);
      }
    }
  }

  static final class Varint extends BodyStep {
    /** The width in memory; on the wire both are varints. */
    enum Kind {
      INT,
      LONG
    }

    private final Kind kind;

    Varint(Kind kind) {
      this.kind = kind;
    }

    @Override
    public void skip(BodyCursor cursor) throws BadRecordException {
      if (kind == Kind.INT) {
        cursor.readInt();
      } else {
        cursor.readLong();
      }
    }
  }

  /** Bytes without a logical type. */
  static final class Sized extends BodyStep {
    @Override
    public void skip(BodyCursor cursor) throws BadRecordException {
      cursor.skip(cursor.readLength());
    }
  }

  /** An enum's symbol. */
  static final class Symbol extends BodyStep {
    private final int count;

    Symbol(int count) {
      this.count = count;
    }

    @Override
    public void skip(BodyCursor cursor) throws BadRecordException {
      index(cursor, count, "symbol");
    }
  }

  static final class Union extends BodyStep {
    private final BodyStep[] branches;

    Union(BodyStep[] branches) {
      this.branches = branches;
    }

    @Override
    public void skip(BodyCursor cursor) throws BadRecordException {
      branches[index(cursor, branches.length, "branch")].skip(cursor);
    }
  }

  static final class Fields extends BodyStep {
    private final BodyStep[] fields;

    /**
     * A record.
     *
     * @param fields may be filled later, because a record may be recursive
     */
    Fields(BodyStep[] fields) {
      this.fields = fields;
    }

    @Override
    public void skip(BodyCursor cursor) throws BadRecordException {
      cursor.enter();
      for (BodyStep field : fields) {
        field.skip(cursor);
      }
      cursor.leave();
    }
  }

  /** An array or a map: blocks of items, each block with its count, the last one empty. */
  static final class Blocks extends BodyStep {
    /** States whether an item takes at least one byte. */
    enum Width {
      NONE,
      SOME
    }

    private final BodyStep[] item;
    private final Width width;

    Blocks(BodyStep[] item, Width width) {
      this.item = item;
      this.width = width;
    }

    @Override
    public void skip(BodyCursor cursor) throws BadRecordException {
      for (long count = cursor.readLong(); count != 0; count = cursor.readLong()) {
        if (count > 0) {
          items(cursor, count);
        } else {
          sizedItems(cursor, -count);
        }
      }
    }

    /** Items of a block with its size in bytes. */
    private void sizedItems(BodyCursor cursor, long count) throws BadRecordException {
      int size = cursor.readLength();
      int left = cursor.remaining() - size;
      items(cursor, count);
      if (cursor.remaining() != left) {
        throw BodyCursor.malformed(
            "a block of " + (size + left - cursor.remaining()) + " bytes that says it has " + size);
      }
    }

    private void items(BodyCursor cursor, long count) throws BadRecordException {
      if (width == Width.NONE) {
        cursor.addWithoutWidth(count);
        return;
      }
      if (count < 0 || count > cursor.remaining()) {
        throw BodyCursor.malformed("a block of " + count + " items");
      }
      for (long left = count; left > 0; left--) {
        for (BodyStep part : item) {
          part.skip(cursor);
        }
      }
    }
  }

  /**
   * Reads the index of a union's branch or an enum's symbol.
   *
   * @param count number of valid indexes
   */
  public static int index(BodyCursor cursor, int count, String what) throws BadRecordException {
    int index = cursor.readInt();
    if (index < 0 || index >= count) {
      throw BodyCursor.malformed("a " + what + " of number " + index + " where there are " + count);
    }
    return index;
  }
}
