package io.sluice.writers.time;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Parses the letters of a pattern of {@code java.time}. */
final class PatternLetters {
  private PatternLetters() {}

  /**
   * The pattern's directory levels; a slash within quotes is returned as what it is, a name's part.
   */
  static List<String> levels(String pattern) {
    List<String> levels = new ArrayList<>();
    StringBuilder level = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char each = pattern.charAt(i);
      if (each == '\'') {
        quoted = !quoted;
      }
      if (each == '/' && !quoted) {
        levels.add(level.toString());
        level.setLength(0);
      } else {
        level.append(each);
      }
    }
    levels.add(level.toString());
    return levels;
  }

  /** The letters outside of quotes, in order, repeated ones repeated. */
  static String of(String level) {
    StringBuilder letters = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < level.length(); i++) {
      char each = level.charAt(i);
      if (each == '\'') {
        quoted = !quoted;
      } else if (!quoted && Character.isLetter(each)) {
        letters.append(each);
      } else if (!quoted && letters.length() > 0) {
        letters.append(' ');
      }
    }
    return letters.toString();
  }

  /**
   * The finest unit that shows.
   *
   * @throws IllegalArgumentException if one that is coarser is missing, so that times far from each
   *     other would share a directory
   */
  static ChronoUnit finest(String letters, String remedy) {
    refuseWeeks(letters, remedy);
    boolean year = shows(letters, "yu");
    boolean month = shows(letters, "ML");
    boolean dayOfYear = shows(letters, "D");
    boolean day = dayOfYear || (month && shows(letters, "d"));
    boolean hour = shows(letters, "Hk") || (shows(letters, "hK") && shows(letters, "a"));
    boolean minute = shows(letters, "m");
    boolean second = shows(letters, "s");
    refuse(!year, "it shows no year", remedy);
    refuse(
        letters.matches(".*(?<![yu])(yy|uu)(?![yu]).*"),
        "a year of two digits returns after a century: yyyy",
        remedy);
    refuse(
        letters.matches(".*(?<![ML])(M{5}|L{5})(?![ML]).*"),
        "months of one letter are ambiguous: MM",
        remedy);
    refuse(
        shows(letters, "d") && !month, "it shows the day of the month without the month", remedy);
    refuse(shows(letters, "hK") && !hour, "it merges the hours before and after noon: HH", remedy);
    refuse(hour && !day, "it shows the hour without the day", remedy);
    refuse(minute && !hour, "it shows the minute without the hour (mm; the month is MM)", remedy);
    refuse(second && !minute, "it shows the second without the minute", remedy);
    refuse(
        shows(letters, "SnNAB"),
        "it is finer than a second, and each directory is a place for small files",
        remedy);
    if (second) {
      return ChronoUnit.SECONDS;
    }
    if (minute) {
      return ChronoUnit.MINUTES;
    }
    if (hour) {
      return ChronoUnit.HOURS;
    }
    if (day) {
      return ChronoUnit.DAYS;
    }
    return month ? ChronoUnit.MONTHS : ChronoUnit.YEARS;
  }

  private static void refuseWeeks(String letters, String remedy) {
    refuse(
        shows(letters, "Y"),
        "Y is the year of the week, which differs around New Year; Connect's YYYY is yyyy here",
        remedy);
    refuse(
        shows(letters, "wWFecgEQq"),
        "weeks, weekdays and quarters are not for directories here: Connect's patterns mean something else by their letters",
        remedy);
    refuse(
        shows(letters, "GpVvz"),
        "eras, padding and names of zones make no plain directory",
        remedy);
  }

  private static boolean shows(String letters, String any) {
    return any.chars().anyMatch(each -> letters.indexOf(each) >= 0);
  }

  private static void refuse(boolean wrong, String why, String remedy) {
    if (wrong) {
      throw new IllegalArgumentException(why + ". " + remedy);
    }
  }
}
