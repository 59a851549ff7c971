package io.sluice.job.report;

import io.sluice.tracker.message.ForeignText;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/**
 * Standard error, to which libraries log answers of servers: characters that would move the cursor
 * or change the direction of the text are written as escapes. Line breaks are kept, and so is a
 * carriage return at the beginning or the end of a write, with which {@link Progress} overwrites
 * its line.
 */
public final class VisibleStream extends FilterOutputStream {
  private final Charset charset;
  private final CharsetDecoder decoder;

  /** The first bytes of a character whose last bytes come with the next write. */
  private byte[] begun = {};

  VisibleStream(OutputStream to, Charset charset) {
    super(to);
    this.charset = charset;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
  }

  /** The stream for all output to standard error. */
  public static PrintStream over(PrintStream err) {
    Charset charset =
        Charset.forName(
            System.getProperty(
                "stderr.encoding",
                System.getProperty("sun.stderr.encoding", Charset.defaultCharset().name())));
    return new PrintStream(new VisibleStream(err, charset), true, charset);
  }

  @Override
  public void write(int each) throws IOException {
    write(new byte[] {(byte) each}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    String text = decoded(bytes, offset, length);
    int begin = text.startsWith("\r") ? 1 : 0;
    int end = Math.max(begin, text.endsWith("\r") ? text.length() - 1 : text.length());
    String visible =
        text.substring(0, begin)
            + ForeignText.visible(text.substring(begin, end))
            + text.substring(end);
    out.write(visible.getBytes(charset));
  }

  private String decoded(byte[] bytes, int offset, int length) {
    ByteBuffer in =
        ByteBuffer.allocate(begun.length + length).put(begun).put(bytes, offset, length).flip();
    CharBuffer text =
        CharBuffer.allocate(1 + (int) Math.ceil(in.remaining() * decoder.maxCharsPerByte()));
    decoder.decode(in, text, false);
    begun = new byte[in.remaining()];
    in.get(begun);
    return text.flip().toString();
  }
}
