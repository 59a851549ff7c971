package io.sluice.mapper.decode;

import io.sluice.mapper.json.value.JsonRules;
import io.sluice.mapper.json.value.JsonRules.UnknownFields;
import io.sluice.mapper.json.value.JsonRules.UnknownSymbols;
import io.sluice.options.Key;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.options.Type;
import java.util.List;
import java.util.Optional;

/**
 * Options of the value format of a topic.
 *
 * @param schemaFileOrNone one element at most
 */
public record DecoderOptions(
    ValueFormat valueFormat, List<String> schemaFileOrNone, JsonRules jsonRules) {

  private static final String NO_FORMAT = "none";

  static final Key<ValueFormat> VALUE_FORMAT =
      Key.of(
              "value.format",
              ValueFormats.TYPE,
              "confluent-avro",
              "format of the values: one of these, or a class that implements"
                  + " io.sluice.records.api.Decoder")
          .perTopic();

  static final Key<String> KEY_FORMAT =
      Key.of(
              "key.format",
              Type.of(Type.STRING.name(), NO_FORMAT, text -> text, text -> text)
                  .where(NO_FORMAT::equals, NO_FORMAT),
              NO_FORMAT,
              "format of the keys. Keys land as bytes when coordinates includes key")
          .perTopic();

  static final Key<String> SCHEMA_FILE =
      Key.<String>optional(
              "schema.file",
              Type.STRING,
              "Avro schema file, for formats that carry no schema; local or on any Hadoop file system")
          .example("hdfs:///schemas/clicks.avsc")
          .perTopic();

  static final Key<UnknownFields> UNKNOWN_FIELDS =
      Key.of(
              "json.unknown.fields",
              Type.words(UnknownFields.class),
              "quarantine",
              "what to do with a JSON record that has a field which is not in the schema. quarantine: the"
                  + " record goes to quarantine; drop: the record lands without that field")
          .perTopic();

  static final Key<UnknownSymbols> UNKNOWN_SYMBOLS =
      Key.of(
              "json.unknown.symbols",
              Type.words(UnknownSymbols.class),
              "quarantine",
              "what to do with a JSON record that has a string which is not a symbol of the schema's enum."
                  + " quarantine: the record goes to quarantine; default: it lands with the default of the enum, if there is one")
          .perTopic();

  public static final List<Key<?>> KEYS =
      List.of(VALUE_FORMAT, KEY_FORMAT, SCHEMA_FILE, UNKNOWN_FIELDS, UNKNOWN_SYMBOLS);

  public DecoderOptions {
    schemaFileOrNone = List.copyOf(schemaFileOrNone);
  }

  public static DecoderOptions read(Settings settings, Problems problems) {
    settings.read(KEY_FORMAT, problems);
    return new DecoderOptions(
        settings.read(VALUE_FORMAT, problems),
        settings.find(SCHEMA_FILE, problems).stream().toList(),
        new JsonRules(
            settings.read(UNKNOWN_FIELDS, problems), settings.read(UNKNOWN_SYMBOLS, problems)));
  }

  /** The form in which values land. */
  public enum Landing {
    COLUMNS,
    LINES
  }

  /** Adds what contradicts itself to the problems; for options that a topic has. */
  public void check(Landing landing, Problems problems) {
    if (landing == Landing.LINES) {
      checkLines(problems);
    } else if (isWithoutSchema()) {
      problems.add(withoutSchema());
    }
    if (valueFormat.schemaFile() == ValueFormat.SchemaFile.REFUSED && schemaFile().isPresent()) {
      problems.add(
          "Cannot use schema.file=%s with value.format=%s: that has a schema of its own. Remove one of them."
              .formatted(schemaFile().orElse(""), valueFormat.name()));
    }
  }

  private void checkLines(Problems problems) {
    if (!valueFormat.hasLines()) {
      problems.add(
          "Cannot land value.format=%s with format=text: a line is a string or bytes. Set value.format=string, json or bytes, or format=avro."
              .formatted(valueFormat.name()));
    } else if (valueFormat.schemaFile() == ValueFormat.SchemaFile.REQUIRED_FOR_COLUMNS
        && schemaFile().isPresent()) {
      problems.add(
          "Cannot use schema.file=%s with format=text: a line is the value as it came. Remove schema.file, or set format=avro."
              .formatted(schemaFile().orElse("")));
    }
  }

  /** Whether a file with the schema of columns is needed, and none is named. */
  public boolean isWithoutSchema() {
    return schemaFile().isEmpty()
        && switch (valueFormat.schemaFile()) {
          case REQUIRED, REQUIRED_FOR_COLUMNS -> true;
          case REFUSED, ALLOWED -> false;
        };
  }

  public Optional<String> schemaFile() {
    return schemaFileOrNone.stream().findFirst();
  }

  String withoutSchema() {
    return "Cannot decode value.format=%s: it carries no schema. Set schema.file."
        .formatted(valueFormat.name());
  }
}
