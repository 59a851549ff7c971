package io.sluice.job.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Standard error, to which libraries log what servers answered: characters that would move the
 * cursor or turn the direction of the text are written out. Breaks of lines stay, and so does a
 * carriage return at the begin or the end of what is written at once, by which {@link Progress}
 * writes over its line.
 */
public final class VisibleStream extends FilterOutputStream {

  /** Control and format characters in UTF-8, each byte read as one character. */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]"
              + "|(?<!\\A)\\r(?!\\z)"
              + "|\\xc2[\\x80-\\x9f]"
              + "|\\xe2\\x80[\\x8b-\\x8f\\xa8-\\xae]"
              + "|\\xe2\\x81[\\xa0-\\xaf]"
              + "|\\xef\\xbb\\xbf");

  VisibleStream(OutputStream to) {
    super(to);
  }

  /** The stream for all who print to standard error. */
  public static PrintStream over(PrintStream err) {
    String charset =
        System.getProperty(
            "stderr.encoding",
            System.getProperty("sun.stderr.encoding", Charset.defaultCharset().name()));
    return new PrintStream(new VisibleStream(err), true, Charset.forName(charset));
  }

  @Override
  public void write(int each) throws IOException {
    write(new byte[] {(byte) each}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    String text = new String(bytes, offset, length, ISO_8859_1);
    out.write(
        UNSEEN
            .matcher(text)
            .replaceAll(found -> Matcher.quoteReplacement(writtenOut(found.group())))
            .getBytes(ISO_8859_1));
  }

  private static String writtenOut(String bytes) {
    return "\\u%04x".formatted(new String(bytes.getBytes(ISO_8859_1), UTF_8).codePointAt(0));
  }
}
