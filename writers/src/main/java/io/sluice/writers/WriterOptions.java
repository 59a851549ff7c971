package io.sluice.writers;

import io.sluice.options.Key;
import io.sluice.options.Problems;
import io.sluice.options.Setting;
import io.sluice.options.Settings;
import io.sluice.options.Type;
import io.sluice.records.landing.Compatibility;
import io.sluice.records.landing.Coordinate;
import io.sluice.records.landing.LandingRules;
import io.sluice.records.landing.NameCase;
import io.sluice.writers.avro.AvroFormat;
import io.sluice.writers.file.FileCodec;
import io.sluice.writers.file.FileFormat;
import io.sluice.writers.time.Extractor;
import io.sluice.writers.time.PathFormat;
import io.sluice.writers.time.TimestampFields;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Options of the files of a topic.
 *
 * @param codec of the format
 * @param quarantineCodec of files of bad records, which are Avro files
 * @param fileBytes size at which a file is closed and the next begun
 * @param openFiles at most that many are open in a task, beside those whose rows wait in memory;
 *     the least used is closed first
 * @param pathFormat time partitions
 * @param zone of {@code pathFormat}, and of dates and times that have none of their own
 * @param timestampFields where {@link Extractor} looks, first found wins
 */
public record WriterOptions(
    FileFormat format,
    FileCodec codec,
    FileCodec quarantineCodec,
    long fileBytes,
    int openFiles,
    PathFormat pathFormat,
    ZoneId zone,
    Extractor extractor,
    List<String> timestampFields,
    List<Coordinate> coordinates,
    String coordinatesPrefix,
    Compatibility compatibility,
    NameCase nameCase) {

  static final Key<FileFormat> FORMAT =
      Key.of(
              "format",
              FileFormats.TYPE,
              "avro",
              "format of the landed files; text is one value per line, for value.format=string, json or bytes, without coordinates")
          .perTopic();
  static final Key<Long> FILE_BYTES =
      Key.of(
              "file.bytes",
              Type.SIZE.where(bytes -> bytes > 0, "above 0"),
              "512m",
              "size at which a file is closed and the next one is started")
          .perTopic();
  static final Key<Integer> OPEN_FILES =
      Key.of(
              "max.open.files",
              Type.INT.where(count -> count > 0, "above 0"),
              "400",
              "maximum number of files that a task keeps open, for example one for each hour of late records. The first rows of a file are buffered in memory, up to a tenth of the heap. When both limits are reached, the least recently used file is closed")
          .perTopic();
  static final Key<String> PATH_FORMAT =
      Key.of(
              "path.format",
              Type.STRING,
              "'dt'=yyyy-MM-dd/'hour'=HH",
              "directories of the time partitions, as a pattern of java.time.format.DateTimeFormatter; empty for no time partitions")
          .perTopic();
  static final Key<ZoneId> TIMEZONE =
      Key.of(
              "timezone",
              Type.ZONE,
              "UTC",
              "time zone of path.format, and of dates and times without a zone in records. The hour that is repeated at the end of daylight saving time gets the suffix b")
          .perTopic();
  static final Key<Locale> LOCALE =
      Key.of("locale", Type.LOCALE, "en", "locale of path.format").perTopic();
  static final Key<Extractor> EXTRACTOR =
      Key.of(
              "timestamp.extractor",
              Type.of("extractor or class", "Record", Extractor::of, Extractor::name),
              "Record",
              "how the time of a record is found: Record (its Kafka timestamp), RecordField (timestamp.field), Wallclock (the time at which the task reads it), or a class that implements io.sluice.records.api.EventTime")
          .perTopic();
  static final Key<List<String>> TIMESTAMP_FIELD =
      Key.of(
              "timestamp.field",
              Type.list(Type.STRING),
              "",
              "field with the time of a record, for RecordField; use dots for a nested field. Of several fields, the first one that has a value is used")
          .perTopic();
  static final Key<List<Coordinate>> COORDINATES =
      Key.of(
              "coordinates",
              Type.of(
                  "none or list of "
                      + Arrays.stream(Coordinate.values())
                          .map(Coordinate::text)
                          .collect(Collectors.joining(", ")),
                  "partition,offset,timestamp",
                  WriterOptions::coordinates,
                  WriterOptions::text),
              "partition,offset,timestamp",
              "columns with the position of a record in Kafka: partition, offset, timestamp, timestamp-type, key, headers; or none, as always with format=text")
          .perTopic();
  static final Key<String> COORDINATES_PREFIX =
      Key.of(
              "coordinates.prefix",
              Type.STRING.where(
                  prefix -> prefix.matches("[A-Za-z_][A-Za-z0-9_]*"),
                  "letters, digits and _, not beginning with a digit"),
              "kafka_",
              "prefix of the names of these columns")
          .perTopic();
  static final Key<Compatibility> COMPATIBILITY =
      Key.of(
              "schema.compatibility",
              Type.words(Compatibility.class),
              "backward",
              "required compatibility of a new landing schema with the one before it. backward: the new one can read the landed files; forward: the old one can read the new files; full: both; none: no check. With format=parquet, old and new files must also be readable as one table")
          .perTopic();

  static final Key<NameCase> NAMES_CASE =
      Key.of(
              "schema.names.case",
              Type.words(NameCase.class),
              "warn",
              "what to do with fields of one record whose names differ in case only; Hive reads only one of them. warn: land them, with a warning in each plan and run; keep: land them; refuse: hold the topic")
          .perTopic();

  /** All keys of the writers. */
  public static final List<Key<?>> KEYS =
      Stream.of(
              List.of(FORMAT),
              FileFormats.ALL.stream().map(FileFormat::codecKey).toList(),
              List.of(
                  FILE_BYTES,
                  OPEN_FILES,
                  PATH_FORMAT,
                  TIMEZONE,
                  LOCALE,
                  EXTRACTOR,
                  TIMESTAMP_FIELD,
                  COORDINATES,
                  COORDINATES_PREFIX,
                  COMPATIBILITY,
                  NAMES_CASE))
          .<Key<?>>flatMap(List::stream)
          .toList();

  public WriterOptions {
    timestampFields = List.copyOf(timestampFields);
    coordinates = List.copyOf(coordinates);
  }

  /** Reads the options of a topic, or of the ingestion; what is wrong is added to the problems. */
  public static WriterOptions read(Settings settings, Problems problems) {
    Map<String, FileCodec> codecs = new HashMap<>();
    for (FileFormat each : FileFormats.ALL) {
      codecs.put(each.name(), settings.read(each.codecKey(), problems));
    }
    FileFormat format = settings.read(FORMAT, problems);
    WriterOptions options =
        new WriterOptions(
            format,
            of(format, codecs),
            of(AvroFormat.FORMAT, codecs),
            settings.read(FILE_BYTES, problems),
            settings.read(OPEN_FILES, problems),
            pathFormat(settings, problems),
            settings.read(TIMEZONE, problems),
            settings.read(EXTRACTOR, problems),
            settings.read(TIMESTAMP_FIELD, problems),
            coordinates(format, settings, problems),
            settings.read(COORDINATES_PREFIX, problems),
            settings.read(COMPATIBILITY, problems),
            settings.read(NAMES_CASE, problems));
    options.addContradictions(problems);
    return options;
  }

  private static FileCodec of(FileFormat format, Map<String, FileCodec> codecs) {
    return Objects.requireNonNull(codecs.get(format.name()));
  }

  /** The fields that say when a record happened, where fields do. */
  public TimestampFields timestampFieldsRead() {
    return extractor.readsFields() ? new TimestampFields(timestampFields) : TimestampFields.NONE;
  }

  /** Rules by which the landing schema of a topic with these options is fixed. */
  public LandingRules landingRules() {
    return new LandingRules(
        coordinates,
        coordinatesPrefix,
        pathFormat.columns(),
        compatibility,
        nameCase,
        format.columns());
  }

  private void addContradictions(Problems problems) {
    if (extractor.readsFields() && timestampFields.isEmpty()) {
      problems.add(
          "Cannot use timestamp.extractor=RecordField without a field. Set timestamp.field.");
    }
    if (extractor.readsFields() && format.rows() == FileFormat.Rows.LINES) {
      problems.add(
          "Cannot use timestamp.extractor=RecordField with format=%s: a line has no fields. Set timestamp.extractor to Record, Wallclock or a class, or format=avro."
              .formatted(format.name()));
    }
    if (!extractor.readsFields() && !timestampFields.isEmpty() && extractor.isOurs()) {
      problems.add(
          "Cannot use timestamp.field="
              + String.join(",", timestampFields)
              + " with timestamp.extractor="
              + extractor.name()
              + ", which reads no field. Set timestamp.extractor=RecordField.");
    }
  }

  /** Lines have no columns for coordinates: where they were asked for, that is an error. */
  private static List<Coordinate> coordinates(
      FileFormat format, Settings settings, Problems problems) {
    List<Coordinate> coordinates = settings.read(COORDINATES, problems);
    if (format.rows() == FileFormat.Rows.COLUMNS) {
      return coordinates;
    }
    settings
        .setting(COORDINATES)
        .filter(written -> !coordinates.isEmpty())
        .ifPresent(
            written ->
                problems.add(
                    "Cannot use %s with format=%s: a line holds the value alone, and has no columns for Kafka's coordinates. Set coordinates=none, or format=avro."
                        .formatted(written, format.name())));
    return List.of();
  }

  private static PathFormat pathFormat(Settings settings, Problems problems) {
    String pattern = settings.read(PATH_FORMAT, problems);
    Locale locale = settings.read(LOCALE, problems);
    try {
      return PathFormat.of(pattern, locale);
    } catch (IllegalArgumentException e) {
      problems.add(
          "Cannot use %s: %s.%s"
              .formatted(
                  settings.setting(PATH_FORMAT).map(Setting::toString).orElse("path.format"),
                  e.getMessage(),
                  pattern.contains("\"")
                      ? " Text stands between single quotes, not double ones: 'dt'=yyyy-MM-dd."
                      : ""));
      return PathFormat.of("", locale);
    }
  }

  private static List<Coordinate> coordinates(String text) {
    if (text.strip().equals("none")) {
      return List.of();
    }
    List<Coordinate> coordinates =
        Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .map(
                word ->
                    Coordinate.of(word)
                        .orElseThrow(
                            () -> new IllegalArgumentException("no coordinate '" + word + "'")))
            .toList();
    if (coordinates.stream().distinct().count() < coordinates.size()) {
      throw new IllegalArgumentException("a coordinate twice");
    }
    return coordinates;
  }

  static String text(List<Coordinate> coordinates) {
    return coordinates.isEmpty()
        ? "none"
        : coordinates.stream().map(Coordinate::text).collect(Collectors.joining(","));
  }
}
