package io.sluice.options;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A regular expression of a user, matched with names that others choose: Java's matcher tries every
 * way to match, and some patterns have more ways than a name of 249 characters leaves time for.
 */
public final class BoundedPattern {

  /** A pattern of a hundred alternatives takes a tenth of it for the longest name. */
  static final int MOST_STEPS = 200_000;

  /** The answer for one name. */
  public enum Match {
    YES,
    NO,
    /** It was not found out within the bound. */
    UNDECIDED
  }

  private final Pattern pattern;

  private BoundedPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Bounds a pattern. */
  public static BoundedPattern of(Pattern pattern) {
    return new BoundedPattern(pattern);
  }

  /** Matches the whole name. */
  public Match match(String name) {
    try {
      return pattern.matcher(new CountedText(name, new AtomicInteger(), 0, name.length())).matches()
          ? Match.YES
          : Match.NO;
    } catch (TooManyStepsException | StackOverflowError e) {
      return Match.UNDECIDED;
    }
  }

  /** Why a name is left undecided, and what to do, for a message behind a colon. */
  public static String advice(String pattern) {
    return "%s takes more than %,d steps with that name. Write the pattern without a repetition within a repetition, such as (a+)+, or list the names instead"
        .formatted(pattern, MOST_STEPS);
  }

  private static final class TooManyStepsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyStepsException() {
      super("too many steps", null, false, false);
    }
  }

  /**
   * A text that counts how often it is looked at.
   *
   * @param steps taken with all parts of the text
   */
  private record CountedText(String text, AtomicInteger steps, int start, int end)
      implements CharSequence {
    @Override
    public char charAt(int index) {
      if (steps.incrementAndGet() > MOST_STEPS) {
        throw new TooManyStepsException();
      }
      return text.charAt(start + index);
    }

    @Override
    public int length() {
      return end - start;
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return new CountedText(text, steps, start + from, start + to);
    }

    @Override
    public String toString() {
      return text.substring(start, end);
    }
  }
}
