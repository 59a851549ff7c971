package io.sluice.mapper.avro;

import java.nio.ByteBuffer;

/** Whether bytes are text. */
public final class Utf8Check {
  private Utf8Check() {}

  /** By RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. */
  public static boolean isUtf8(ByteBuffer bytes) {
    int at = bytes.position();
    int end = bytes.limit();
    while (at < end) {
      int first = bytes.get(at++);
      if (first >= 0) {
        continue;
      }
      int lead = first & 0xFF;
      int more = lead < 0xC2 ? -1 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : lead < 0xF5 ? 3 : -1;
      if (more < 0 || end - at < more || !isSecond(lead, bytes.get(at) & 0xFF)) {
        return false;
      }
      for (int i = 1; i < more; i++) {
        if ((bytes.get(at + i) & 0xC0) != 0x80) {
          return false;
        }
      }
      at += more;
    }
    return true;
  }

  private static boolean isSecond(int lead, int second) {
    return switch (lead) {
      case 0xE0 -> second >= 0xA0 && second <= 0xBF;
      case 0xED -> second >= 0x80 && second <= 0x9F;
      case 0xF0 -> second >= 0x90 && second <= 0xBF;
      case 0xF4 -> second >= 0x80 && second <= 0x8F;
      default -> second >= 0x80 && second <= 0xBF;
    };
  }
}
