package io.sluice.records.api;

import java.nio.ByteBuffer;

/** One header of a Kafka record. Names may repeat; a value may be absent. */
public final class Header {
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private final String name;
  private final ByteBuffer value;
  private final boolean hasValue;

  private Header(String name, ByteBuffer value, boolean hasValue) {
    this.name = name;
    this.value = value;
    this.hasValue = hasValue;
  }

  public static Header of(String name, ByteBuffer value) {
    return new Header(name, value, true);
  }

  /** A header whose value is null in Kafka. */
  public static Header withoutValue(String name) {
    return new Header(name, EMPTY, false);
  }

  public String name() {
    return name;
  }

  public boolean hasValue() {
    return hasValue;
  }

  /** The bytes between position and limit, empty without a value. Readers must not move them. */
  public ByteBuffer value() {
    return value;
  }
}
