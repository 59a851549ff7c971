package io.sluice.records.landing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * How the landing schema of a topic is fixed.
 *
 * @param coordinates columns behind the value's, in this order
 * @param prefix of their names
 * @param timePartitionColumns names that {@code path.format} makes, such as {@code dt}
 */
public record LandingRules(
    LandedFormat format,
    List<Coordinate> coordinates,
    String prefix,
    Set<String> timePartitionColumns,
    Compatibility compatibility) {
  public LandingRules {
    coordinates = List.copyOf(coordinates);
    timePartitionColumns = Set.copyOf(timePartitionColumns);
  }

  /** The landing schema of a topic that has not landed before. */
  public LandingAnswer first(String topic, Schema newest) {
    return fix(topic, newest, Optional.empty());
  }

  /**
   * The landing schema of a topic that has.
   *
   * @param landedText the last landing schema
   */
  public LandingAnswer next(String topic, Schema newest, String landedText) {
    return fix(topic, newest, Optional.of(landedText));
  }

  private LandingAnswer fix(String topic, Schema newest, Optional<String> landedText) {
    try {
      Optional<LandingSchema> landed = landedText.map(LandingSchema::parse);
      Schema wrapped = newest.getType() == Schema.Type.RECORD ? newest : wrap(topic, newest);
      Schema values =
          landed.map(last -> CarriedFields.merge(wrapped, last.valueRecord())).orElse(wrapped);
      List<String> problems = new ArrayList<>(clashes(topic, values));
      if (format == LandedFormat.PARQUET) {
        SchemaCycle.in(values)
            .ifPresentOrElse(
                path -> problems.add(recursive(topic, path)),
                () ->
                    HollowRecord.in(values, "")
                        .ifPresent(path -> problems.add(hollow(topic, path))));
      }
      if (!problems.isEmpty()) {
        return new LandingAnswer.Refused(problems);
      }
      LandingSchema next = LandingSchema.of(withCoordinates(values));
      landed
          .map(last -> compatibility.check(next.schema(), last.schema()))
          .ifPresent(found -> found.forEach(each -> problems.add(incompatible(topic, each))));
      return problems.isEmpty()
          ? new LandingAnswer.Fixed(next)
          : new LandingAnswer.Refused(problems);
    } catch (AvroRuntimeException e) {
      return new LandingAnswer.Refused(List.of(unusable(topic, e)));
    }
  }

  /** A value that is no record. Its name lies in a namespace of ours, where it meets no other. */
  private static Schema wrap(String topic, Schema value) {
    Schema record = Schema.createRecord(valueName(topic), null, "io.sluice.landed", false);
    record.addProp(LandingSchema.WRAPPED_PROPERTY, true);
    record.setFields(List.of(new Schema.Field(LandingSchema.WRAPPED_FIELD, value)));
    return record;
  }

  /**
   * {@code orders.eu-west} becomes {@code OrdersEuWestValue}: Avro's names have letters, digits and
   * _.
   */
  private static String valueName(String topic) {
    StringBuilder name = new StringBuilder();
    for (String word : topic.split("[^A-Za-z0-9]+", -1)) {
      if (!word.isEmpty()) {
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    if (name.length() == 0 || Character.isDigit(name.charAt(0))) {
      name.insert(0, "Topic");
    }
    return name.append("Value").toString();
  }

  private Schema withCoordinates(Schema values) {
    List<Schema.Field> fields = new ArrayList<>();
    values.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    coordinates.forEach(each -> fields.add(each.field(prefix)));
    // A record that holds itself would name the landed one within, and its coordinates with it.
    boolean recursive = SchemaCycle.in(values).isPresent();
    Schema landed =
        SchemaCopies.emptyLike(values, recursive ? values.getName() + "Landed" : values.getName());
    landed.setFields(fields);
    return landed;
  }

  /** Hive's names have no case. */
  private List<String> clashes(String topic, Schema values) {
    Set<String> columns =
        coordinates.stream()
            .map(each -> each.column(prefix).toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    Set<String> directories =
        timePartitionColumns.stream()
            .map(each -> each.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    List<String> problems = new ArrayList<>();
    for (Schema.Field field : values.getFields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (columns.contains(name)) {
        problems.add(
            cannotLand(topic)
                + "its field '"
                + field.name()
                + "' has the name of a column of Kafka's coordinates. Set coordinates.prefix to"
                + " something else than '"
                + prefix
                + "', or leave it out of coordinates.");
      }
      if (directories.contains(name)) {
        problems.add(
            cannotLand(topic)
                + "its field '"
                + field.name()
                + "' has the name of a time partition's column. Name it differently in"
                + " path.format, for this topic by an override.");
      }
    }
    directories.stream()
        .filter(columns::contains)
        .sorted()
        .map(
            name ->
                cannotLand(topic)
                    + "'"
                    + name
                    + "' is a column of Kafka's coordinates and of a time partition. Set"
                    + " coordinates.prefix or path.format.")
        .forEach(problems::add);
    return problems;
  }

  private static String recursive(String topic, String path) {
    return cannotLand(topic)
        + "its schema holds itself, by way of "
        + path
        + ", and Parquet has no such columns. Set format=avro for this topic by an override.";
  }

  private static String hollow(String topic, String path) {
    return cannotLand(topic)
        + "its schema has a record without fields, "
        + path
        + ", and Parquet has no column for it. Set format=avro for this topic by an override.";
  }

  private String incompatible(String topic, String problem) {
    return cannotLand(topic)
        + "under schema.compatibility="
        + compatibility.name().toLowerCase(Locale.ROOT)
        + " "
        + problem
        + ". Register a schema that is compatible, or set schema.compatibility=none for this topic"
        + " by an override.";
  }

  private static String unusable(String topic, AvroRuntimeException error) {
    return cannotLand(topic)
        + "no landing schema can be made of its schema: "
        + error.getMessage()
        + ". Mend the schema in the registry or in schema.file.";
  }

  private static String cannotLand(String topic) {
    return "Cannot land topic '" + topic + "': ";
  }
}
