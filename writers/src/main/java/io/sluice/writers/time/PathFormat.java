package io.sluice.writers.time;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pattern of time partitions, {@code path.format}: a pattern of {@code java.time} per directory
 * level. Two times share a directory only if no time between them has another one.
 */
public final class PathFormat {
  private static final String DEFAULT_MENDING = "Write for example 'dt'=yyyy-MM-dd/'hour'=HH";

  /** Letters by which the offset from UTC shows, so that the repeated hour has a name already. */
  private static final String ZONE_LETTERS = "XxZO";

  private final String pattern;
  private final Locale locale;
  private final List<Level> levels;
  private final ChronoUnit finest;

  /** One directory level; {@code hours} if the hour of the day shows in it. */
  private record Level(DateTimeFormatter formatter, String letters, Hours hours) {}

  private enum Hours {
    SHOWN,
    NOT_SHOWN
  }

  private PathFormat(String pattern, Locale locale, List<Level> levels, ChronoUnit finest) {
    this.pattern = pattern;
    this.locale = locale;
    this.levels = List.copyOf(levels);
    this.finest = finest;
  }

  /**
   * Parses a pattern; an empty one means that there are no time partitions.
   *
   * @throws IllegalArgumentException that says why the pattern cannot be used
   */
  public static PathFormat of(String pattern, Locale locale) {
    if (pattern.isEmpty()) {
      return new PathFormat(pattern, locale, List.of(), ChronoUnit.FOREVER);
    }
    List<Level> levels = new ArrayList<>();
    StringBuilder letters = new StringBuilder();
    for (String part : PatternLetters.levels(pattern)) {
      String shown = PatternLetters.of(part);
      letters.append(shown).append('/');
      boolean hours = shown.chars().anyMatch(letter -> "HkhK".indexOf(letter) >= 0);
      levels.add(
          new Level(
              DateTimeFormatter.ofPattern(part, locale),
              shown,
              hours ? Hours.SHOWN : Hours.NOT_SHOWN));
    }
    PathFormat format =
        new PathFormat(
            pattern, locale, levels, PatternLetters.finest(letters.toString(), DEFAULT_MENDING));
    SampleTimes.EACH_MONTH.forEach(format::directory);
    return format;
  }

  /** The finest unit that shows: times within one of them share a directory. */
  ChronoUnit finest() {
    return finest;
  }

  /** The names of Hive's columns that the pattern makes, such as {@code dt} and {@code hour}. */
  public Set<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    for (Level level : levels) {
      String name = level.formatter().format(SampleTimes.EACH_MONTH.get(0));
      int equals = name.indexOf('=');
      if (equals > 0) {
        columns.add(name.substring(0, equals));
      }
    }
    return columns;
  }

  /**
   * The directory of a time, relative, without a slash at its ends.
   *
   * @throws IllegalArgumentException if the pattern makes a name that cannot be a directory
   */
  String directory(ZonedDateTime time) {
    StringBuilder directory = new StringBuilder();
    for (Level level : levels) {
      if (directory.length() > 0) {
        directory.append('/');
      }
      String name = level.formatter().format(time);
      refuseUnlessPlain(name);
      directory.append(name);
      if (level.hours() == Hours.SHOWN && isRepeated(time) && !showsOffset()) {
        directory.append('b');
      }
    }
    return directory.toString();
  }

  /** The clock was put back: the same hour is there a second time. */
  private static boolean isRepeated(ZonedDateTime time) {
    return !time.withEarlierOffsetAtOverlap().getOffset().equals(time.getOffset());
  }

  private boolean showsOffset() {
    return levels.stream()
        .anyMatch(
            level -> level.letters().chars().anyMatch(each -> ZONE_LETTERS.indexOf(each) >= 0));
  }

  private void refuseUnlessPlain(String name) {
    String why = whyNotPlain(name);
    if (why != null) {
      throw new IllegalArgumentException(
          "it makes the directory '" + name + "', " + why + ". " + DEFAULT_MENDING);
    }
  }

  private static @Nullable String whyNotPlain(String name) {
    if (name.isEmpty()) {
      return "which is empty";
    }
    if (name.startsWith(".") || name.startsWith("_")) {
      return "which readers hide";
    }
    boolean odd =
        name.chars()
            .anyMatch(each -> !Character.isLetterOrDigit(each) && "=-_.+".indexOf(each) < 0);
    return odd ? "which holds more than letters, digits and = - _ . +" : null;
  }

  /** The language of what the pattern names. */
  public Locale locale() {
    return locale;
  }

  /** The pattern as the user wrote it. */
  @Override
  public String toString() {
    return pattern;
  }
}
