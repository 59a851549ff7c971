package io.sluice.writers.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampFieldsTest {
  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"T","fields":[
                {"name":"id","type":"int"},
                {"name":"tags","type":{"type":"array","items":"string"}},
                {"name":"at","type":"string","aliases":["when"]},
                {"name":"meta","type":["null",{"type":"record","name":"M","fields":[
                  {"name":"ts","type":["null",{"type":"long","logicalType":"timestamp-millis"}]}]}]}]}""");
  private static final Schema OLDER =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"T","fields":[{"name":"created","type":["null","long"]}]}""");

  @Test
  void aTypoIsAProblemThatNamesTheFieldsThereAre() {
    assertEquals(
        Optional.of(
            "timestamp.field=att names no field of its schema (it has at, id, meta, tags). Correct"
                + " timestamp.field, or set timestamp.extractor=Record for this topic."),
        problem("att"));
  }

  @Test
  void aTypoInANestedFieldIsAProblem() {
    assertEquals(true, problem("meta.tz").isPresent());
    assertEquals(true, problem("mata.ts").isPresent());
  }

  @Test
  void aFieldThatIsNoTimeIsAProblem() {
    assertEquals(true, problem("tags").orElse("").contains("is of type array, which is no time"));
    assertEquals(true, problem("meta").isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'int' | int",
        "['null','int'] | int",
        "['null','int','boolean'] | int or boolean",
        "'null' | null",
        "{'type':'long','logicalType':'time-micros'} | time-micros",
        "{'type':'int','logicalType':'time-millis'} | time-millis",
        "{'type':'string','logicalType':'uuid'} | uuid",
        "{'type':'bytes','logicalType':'decimal','precision':9} | decimal",
      })
  void aFieldWhoseTypeIsReadAsNoTimeIsAProblem(String type, String named) {
    String problem = problemOfType(type).orElse("");

    assertEquals(
        true,
        problem.startsWith("timestamp.field=at is of type " + named + ", which is no time"),
        problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'long'",
        "'string'",
        "['null','int','string']",
        "{'type':'int','logicalType':'date'}",
        "{'type':'long','logicalType':'timestamp-millis'}",
        "{'type':'long','logicalType':'timestamp-micros'}",
        "{'type':'long','logicalType':'timestamp-nanos'}",
        "{'type':'long','logicalType':'local-timestamp-millis'}",
        "{'type':'long','logicalType':'local-timestamp-micros'}",
        "{'type':'long','logicalType':'local-timestamp-nanos'}",
      })
  void aFieldOfATypeThatIsReadAsATimeIsNoProblem(String type) {
    assertEquals(Optional.empty(), problemOfType(type));
  }

  private static Optional<String> problemOfType(String type) {
    Schema schema =
        new Schema.Parser()
            .parse(
                "{'type':'record','name':'T','fields':[{'name':'at','type':TYPE}]}"
                    .replace("TYPE", type)
                    .replace('\'', '"'));
    return new TimestampFields(List.of("at")).problem(schema, schema);
  }

  @Test
  void fieldsNestedOnesAndAliasesAreFound() {
    assertEquals(Optional.empty(), problem("at"));
    assertEquals(Optional.empty(), problem("when"));
    assertEquals(Optional.empty(), problem("meta.ts"));
  }

  @Test
  void aFieldThatOlderRecordsHaveIsFound() {
    assertEquals(Optional.empty(), problem("created"));
  }

  @Test
  void oneOfSeveralIsEnough() {
    assertEquals(Optional.empty(), problem("att", "at"));
  }

  @Test
  void valuesThatAreNoRecordsHaveNoField() {
    Schema text = Schema.create(Schema.Type.STRING);
    assertEquals(
        true,
        new TimestampFields(List.of("at"))
            .problem(text, OLDER)
            .orElse("")
            .contains("its values are no records"));
  }

  private static Optional<String> problem(String... fields) {
    return new TimestampFields(List.of(fields)).problem(SCHEMA, OLDER);
  }
}
