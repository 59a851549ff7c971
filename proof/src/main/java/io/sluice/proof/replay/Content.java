package io.sluice.proof.replay;

import java.util.Arrays;

/** Bytes of a file, which nobody changes. */
public final class Content {
  private final byte[] bytes;
  private final int hash;

  Content(byte[] bytes) {
    this.bytes = bytes.clone();
    this.hash = Arrays.hashCode(bytes);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Content content
        && hash == content.hash
        && Arrays.equals(bytes, content.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
