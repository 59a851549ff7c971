package io.sluice.tracker.staging;

import java.util.regex.Pattern;

/**
 * Checks texts of the state directory that become a path or a part of one, because other users may
 * have edited them.
 */
public final class StatedName {
  private static final int LONGEST = 8_000;

  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}");
  private static final Pattern UNSEEN = Pattern.compile("\\p{Cntrl}");

  private StatedName() {}

  /** Returns whether the name is valid for a Kafka topic. */
  public static boolean isTopic(String text) {
    return TOPIC.matcher(text).matches();
  }

  /**
   * Returns whether it can be the name of a run, an operation or a ledger: a single path element,
   * not hidden.
   */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Returns whether it is a normalized absolute path without a scheme. */
  public static boolean isPath(String text) {
    return text.startsWith("/") && leadsBelow(text.substring(1));
  }

  /** Returns whether it is a relative path of visible characters to a place below a directory. */
  public static boolean isBelow(String text) {
    return leadsBelow(text) && !UNSEEN.matcher(text).find();
  }

  private static boolean leadsBelow(String text) {
    if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
      return false;
    }
    for (String segment : text.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return false;
      }
    }
    return true;
  }
}
