package io.sluice.writers;

import io.sluice.writers.time.PathFormat;
import io.sluice.writers.time.TimePartitions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The layout of a topic's files in its directory, as far as a reader of all of them relies on it.
 * Codecs and sizes are no part of it: the files state those themselves.
 *
 * @param settings texts by key
 */
public record TopicLayout(SortedMap<String, String> settings) {
  private static final Set<String> OF_DIRECTORIES =
      Set.of(
          WriterOptions.PATH_FORMAT.name(),
          WriterOptions.TIMEZONE.name(),
          WriterOptions.LOCALE.name());

  /** About a year and a month in steps that meet every hour, day and month. */
  private static final int SAMPLES = 1400;

  private static final Duration STEP = Duration.ofMinutes(433);
  private static final Instant FIRST_SAMPLE = Instant.parse("2026-01-01T00:00:00Z");

  public TopicLayout {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  /** By the options of a topic. */
  public static TopicLayout of(WriterOptions options) {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put(WriterOptions.FORMAT.name(), options.format().name());
    texts.put(WriterOptions.PATH_FORMAT.name(), options.pathFormat().toString());
    texts.put(WriterOptions.TIMEZONE.name(), options.zone().getId());
    texts.put(WriterOptions.LOCALE.name(), options.pathFormat().locale().toLanguageTag());
    texts.put(WriterOptions.COORDINATES.name(), WriterOptions.text(options.coordinates()));
    texts.put(WriterOptions.COORDINATES_PREFIX.name(), options.coordinatesPrefix());
    return new TopicLayout(texts);
  }

  /**
   * The changes since files landed.
   *
   * @param before what the last ones were landed with; empty if nothing has landed or a person has
   *     accepted whatever comes
   */
  public Change since(Map<String, String> before) {
    List<String> splitting = new ArrayList<>();
    List<String> others = new ArrayList<>();
    boolean sameDirectories = before.isEmpty() || directoriesAreThoseOf(before);
    for (Map.Entry<String, String> now : settings.entrySet()) {
      String was = before.getOrDefault(now.getKey(), now.getValue());
      if (was.equals(now.getValue())) {
        continue;
      }
      String change =
          "%s was %s and is %s".formatted(now.getKey(), shown(was), shown(now.getValue()));
      boolean splits =
          OF_DIRECTORIES.contains(now.getKey())
              ? !sameDirectories
              : now.getKey().equals(WriterOptions.FORMAT.name());
      (splits ? splitting : others).add(change);
    }
    return new Change(splitting, others);
  }

  private static String shown(String text) {
    return text.isEmpty() ? "empty" : text;
  }

  /** Two patterns, zones or languages that give the same directories are no change. */
  private boolean directoriesAreThoseOf(Map<String, String> before) {
    Optional<TimePartitions> now = timePartitions(settings);
    Map<String, String> then = new TreeMap<>(settings);
    then.putAll(before);
    Optional<TimePartitions> was = timePartitions(then);
    if (now.isEmpty() || was.isEmpty()) {
      return false;
    }
    for (int i = 0; i < SAMPLES; i++) {
      long millis = FIRST_SAMPLE.plus(STEP.multipliedBy(i)).toEpochMilli();
      if (!now.get().of(millis).directory().equals(was.get().of(millis).directory())) {
        return false;
      }
    }
    return true;
  }

  private static Optional<TimePartitions> timePartitions(Map<String, String> texts) {
    try {
      Locale locale = Locale.forLanguageTag(texts.getOrDefault(WriterOptions.LOCALE.name(), "en"));
      return Optional.of(
          new TimePartitions(
              PathFormat.of(texts.getOrDefault(WriterOptions.PATH_FORMAT.name(), ""), locale),
              ZoneId.of(texts.getOrDefault(WriterOptions.TIMEZONE.name(), "UTC"))));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * A change of layout.
   *
   * @param splitting after which the directory would hold two kinds of files or directories
   * @param others that readers of the schema see
   */
  public record Change(List<String> splitting, List<String> others) {
    public Change {
      splitting = List.copyOf(splitting);
      others = List.copyOf(others);
    }
  }
}
