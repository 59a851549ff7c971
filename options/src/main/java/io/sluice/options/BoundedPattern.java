package io.sluice.options;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A user's regular expression with a limited number of matching steps. Java's matcher backtracks,
 * and for some patterns a name of 249 characters needs an impracticable number of steps.
 */
public final class BoundedPattern {

  /** A pattern with a hundred alternatives needs a tenth of these steps for the longest name. */
  static final int MOST_STEPS = 200_000;

  /** Result for one name. */
  public enum Match {
    YES,
    NO,
    /** The limit was reached first. */
    UNDECIDED
  }

  private final Pattern pattern;

  private BoundedPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Limits the steps of a pattern. */
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

  /** The reason why a name is undecided and the remedy, for a message, after a colon. */
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
   * A text that counts the accesses to its characters.
   *
   * @param steps shared by all parts of the text
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
