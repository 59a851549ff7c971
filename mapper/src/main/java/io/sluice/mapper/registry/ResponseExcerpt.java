package io.sluice.mapper.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.tracker.message.ForeignText;

/** Shortens the response of a server to one line that fits into a message. */
final class ResponseExcerpt {
  private static final int LENGTH = 80;

  private ResponseExcerpt() {}

  static String of(String text) {
    return ForeignText.line(text, LENGTH);
  }

  /** Names the content that was received instead of JSON: "HTML, not JSON: <html>…". */
  static String instead(byte[] body) {
    String text =
        of(new String(body, 0, Math.min(body.length, 4 * LENGTH), UTF_8).replace("\uFEFF", ""));
    if (text.isEmpty()) {
      return "an empty answer";
    }
    return switch (text.charAt(0)) {
      case '<' -> "HTML, not JSON: " + text;
      case '{', '[' -> "JSON that is cut off or no registry's: " + text;
      default -> "text that is no JSON: " + text;
    };
  }
}
