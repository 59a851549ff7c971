package io.sluice.job.report;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Standard error of a terminal, which progress and log lines share: the line of {@link Progress},
 * which begins with a carriage return, is cleared before anything else is printed.
 */
public final class TerminalStream extends FilterOutputStream {
  private int shown;

  TerminalStream(OutputStream terminal) {
    super(terminal);
  }

  /** The stream for all output to standard error. */
  public static PrintStream over(PrintStream err) {
    String charset =
        System.getProperty(
            "stderr.encoding",
            System.getProperty("sun.stderr.encoding", Charset.defaultCharset().name()));
    return new PrintStream(new TerminalStream(err), true, Charset.forName(charset));
  }

  @Override
  public void write(int each) throws IOException {
    write(new byte[] {(byte) each}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return;
    }
    boolean isProgress = bytes[offset] == '\r';
    if (shown > 0 && !isProgress) {
      out.write(("\r" + " ".repeat(shown) + "\r").getBytes(StandardCharsets.US_ASCII));
      shown = 0;
    }
    out.write(bytes, offset, length);
    if (isProgress) {
      shown = bytes[offset + length - 1] == '\r' ? 0 : length - 1;
    }
  }
}
