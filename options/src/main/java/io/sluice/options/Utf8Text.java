package io.sluice.options;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The text of a file that must be UTF-8. */
public final class Utf8Text {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Utf8Text() {}

  /**
   * Decodes the text, without a byte order mark.
   *
   * @throws CharacterCodingException with the first byte that is not UTF-8, and its line
   */
  public static String decode(byte[] bytes) throws CharacterCodingException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw new NotUtf8Exception(bytes, in.position());
    }
    String text = out.flip().toString();
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  private static final class NotUtf8Exception extends CharacterCodingException {

    private static final long serialVersionUID = 1;

    private final int wrong;
    private final int line;

    NotUtf8Exception(byte[] bytes, int position) {
      wrong = bytes[position] & 0xFF;
      int lines = 1;
      for (int i = 0; i < position; i++) {
        lines += bytes[i] == '\n' ? 1 : 0;
      }
      line = lines;
    }

    @Override
    public String getMessage() {
      return "it is no UTF-8 text (byte 0x%02X in line %d)".formatted(wrong, line);
    }
  }
}
