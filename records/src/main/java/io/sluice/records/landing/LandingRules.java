package io.sluice.records.landing;

import io.sluice.records.merge.MergedSchema;
import io.sluice.records.merge.SchemaCopies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Determines the landing schema of a topic.
 *
 * @param coordinates columns after the value's fields, in this order
 * @param prefix of their names
 * @param timePartitionColumns names that {@code path.format} makes, such as {@code dt}
 * @param columns the columns of a schema in the file format
 */
public record LandingRules(
    List<Coordinate> coordinates,
    String prefix,
    Set<String> timePartitionColumns,
    Compatibility compatibility,
    NameCase nameCase,
    FileColumns columns) {
  /** Suffix of the name of a landed record with a recursive value. */
  private static final String RECURSIVE = "Landed";

  public LandingRules {
    coordinates = List.copyOf(coordinates);
    timePartitionColumns = Set.copyOf(timePartitionColumns);
  }

  /**
   * Rules of a format that supports all columns, with a note about names that differ in case only.
   */
  public LandingRules(
      List<Coordinate> coordinates,
      String prefix,
      Set<String> timePartitionColumns,
      Compatibility compatibility) {
    this(coordinates, prefix, timePartitionColumns, compatibility, NameCase.WARN, FileColumns.ANY);
  }

  /** The landing schema of a topic that has not landed before. */
  public LandingAnswer first(String topic, Schema newest) {
    return first(topic, ValueVersions.only(newest));
  }

  /** The landing schema of a topic that has not landed before. */
  public LandingAnswer first(String topic, ValueVersions versions) {
    return fix(topic, versions, Optional.empty());
  }

  /**
   * The landing schema of a topic that has landed before.
   *
   * @param landedText the last landing schema
   */
  public LandingAnswer next(String topic, Schema newest, String landedText) {
    return next(topic, ValueVersions.only(newest), landedText);
  }

  /**
   * The landing schema of a topic that has landed before.
   *
   * @param landedText the last landing schema
   */
  public LandingAnswer next(String topic, ValueVersions versions, String landedText) {
    return fix(topic, versions, Optional.of(landedText));
  }

  /** A version that cannot be merged with the others is left out, and does not hold the topic. */
  private LandingAnswer fix(String topic, ValueVersions versions, Optional<String> landedText) {
    LandingAnswer answer = tryToFix(topic, versions, landedText);
    return answer instanceof LandingAnswer.Refused && !versions.earlier().isEmpty()
        ? tryToFix(topic, ValueVersions.only(versions.newest()), landedText)
        : answer;
  }

  private LandingAnswer tryToFix(
      String topic, ValueVersions versions, Optional<String> landedText) {
    try {
      Optional<LandingSchema> landed = landedText.map(LandingSchema::parse);
      List<String> names = ColumnNames.notAllowed(versions.newest());
      if (!names.isEmpty()) {
        return new LandingAnswer.Refused(List.of(cannotLand(topic) + unnamed(names)));
      }
      Schema values = values(topic, versions, landed);
      List<String> pairs = ColumnNames.sameButForCase(values);
      List<String> problems = new ArrayList<>();
      ColumnNames.clashes(values, coordinates, prefix, timePartitionColumns)
          .forEach(each -> problems.add(cannotLand(topic) + each));
      if (nameCase == NameCase.REFUSE) {
        pairs.forEach(each -> problems.add(cannotLand(topic) + refusedCase(each)));
      }
      columns
          .unfit(values, withCoordinates(values, ""))
          .ifPresent(each -> problems.add(cannotLand(topic) + each));
      if (!problems.isEmpty()) {
        return new LandingAnswer.Refused(problems);
      }
      LandingSchema next = LandingSchema.of(withCoordinates(values, versions.upTo()));
      landed.ifPresent(
          last -> changes(next, last).forEach(each -> problems.add(incompatible(topic, each))));
      return problems.isEmpty()
          ? new LandingAnswer.Fixed(
              next,
              nameCase == NameCase.WARN
                  ? pairs.stream().map(each -> noted(topic, each)).toList()
                  : List.of())
          : new LandingAnswer.Refused(problems);
    } catch (AvroRuntimeException e) {
      return new LandingAnswer.Refused(List.of(unusable(topic, e)));
    }
  }

  /** The newest schema merged with what has landed and with each earlier version of its type. */
  private Schema values(String topic, ValueVersions versions, Optional<LandingSchema> landed) {
    Schema newest = ValueRecord.of(topic, versions.newest());
    Optional<Schema> all = landed.map(LandingSchema::valueRecord);
    for (Schema version : versions.earlier()) {
      Schema earlier = ValueRecord.of(topic, version);
      if (earlier.getName().equals(newest.getName())) {
        all = Optional.of(merged(earlier, all));
      }
    }
    return merged(newest, all);
  }

  private Schema merged(Schema newest, Optional<Schema> before) {
    return MergedSchema.of(newest, before.orElse(newest), columns.branchOrder());
  }

  private List<String> changes(LandingSchema next, LandingSchema last) {
    List<String> problems = new ArrayList<>(compatibility.check(next.schema(), named(last, next)));
    if (compatibility != Compatibility.NONE) {
      columns.changes(next.valueRecord(), last.valueRecord()).stream()
          .map(
              each ->
                  "files that have landed and files to come would not be read as one table, "
                      + each)
          .forEach(problems::add);
    }
    return problems;
  }

  private Schema withCoordinates(Schema values, String upTo) {
    List<Schema.Field> fields = new ArrayList<>();
    values.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    coordinates.forEach(each -> fields.add(each.field(prefix)));
    // A recursive record would refer to the landed record, including its coordinates.
    boolean recursive = SchemaCycle.in(values).isPresent();
    Schema landed =
        SchemaCopies.emptyLike(values, recursive ? values.getName() + RECURSIVE : values.getName());
    if (!upTo.isEmpty() && landed.getObjectProp(LandingSchema.VERSIONS_PROPERTY) == null) {
      landed.addProp(LandingSchema.VERSIONS_PROPERTY, upTo);
    }
    landed.setFields(fields);
    return landed;
  }

  /** The last schema under the next one's name, if the names differ only because of recursion. */
  private static Schema named(LandingSchema last, LandingSchema next) {
    Schema schema = last.schema();
    String name = next.schema().getName();
    if (schema.getName().equals(name) || !valueName(last).equals(valueName(next))) {
      return schema;
    }
    Schema renamed = SchemaCopies.emptyLike(schema, name);
    renamed.setFields(
        schema.getFields().stream().map(each -> new Schema.Field(each, each.schema())).toList());
    return renamed;
  }

  private static String valueName(LandingSchema landing) {
    String name = landing.schema().getName();
    return name.endsWith(RECURSIVE) && SchemaCycle.in(landing.valueRecord()).isPresent()
        ? name.substring(0, name.length() - RECURSIVE.length())
        : name;
  }

  private static String unnamed(List<String> names) {
    return "Avro does not allow the name of "
        + String.join(", ", names)
        + ": names are letters, digits and _, and begin with no digit. Correct the schema in the"
        + " registry or in schema.file.";
  }

  private static String refusedCase(String fields) {
    return "the names of its fields "
        + fields
        + " differ in case only, and Hive reads only one of them. Rename one in the schema, or"
        + " set schema.names.case=keep for this topic by an override.";
  }

  private static String noted(String topic, String fields) {
    return "Topic '"
        + topic
        + "' has fields whose names differ in case only, "
        + fields
        + ": both land, and Hive reads only one of them. Set schema.names.case=refuse to hold"
        + " the topic, or keep to land them without this note.";
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
        + ". Correct the schema in the registry or in schema.file.";
  }

  private static String cannotLand(String topic) {
    return "Cannot land topic '" + topic + "': ";
  }
}
