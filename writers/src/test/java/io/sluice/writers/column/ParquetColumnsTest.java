package io.sluice.writers.column;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.records.LenientSchemas;
import io.sluice.records.landing.LandingAnswer;
import io.sluice.records.landing.LandingRules;
import io.sluice.records.landing.LandingSchema;
import io.sluice.writers.WriterOptions;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests of the schemas that land as Parquet, and of the changes of their columns that hold the
 * topic.
 */
class ParquetColumnsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'type':'array','items':'null'} | f",
        "{'type':'map','values':'null'} | f",
        "['null'] | f",
        "{'type':'array','items':['null']} | f",
        "{'type':'fixed','name':'F','size':0} | f",
        "{'type':'record','name':'E','fields':[]} | f",
        "['null',{'type':'array','items':{'type':'record','name':'E','fields':[]}}] | f",
        "{'type':'record','name':'E','fields':[{'name':'x','type':'null'}]} | f",
        "{'type':'record','name':'I','fields':[{'name':'ok','type':'int'},{'name':'deep','type':['null',{'type':'map','values':{'type':'array','items':'null'}}]}]} | f.deep",
      })
  void aTypeThatParquetCannotHoldHoldsTheTopicWithItsPathAndLandsAsAvro(String type, String path) {
    Schema schema = field(type);

    String problem = refused(rules("format=parquet").first("t", schema));

    assertTrue(
        problem.startsWith("Cannot land topic 't': Parquet cannot hold its field '" + path + "': "),
        problem);
    assertTrue(problem.endsWith(". Set format=avro for this topic by an override."), problem);
    fixed(rules("format=avro").first("t", schema));
  }

  @Test
  void aRecordThatHoldsItselfHoldsTheTopicWithItsPath() {
    String problem = refused(rules("format=parquet").first("t", field("['null','R']")));

    assertTrue(problem.contains("holds itself, by way of f (R)"), problem);
  }

  @Test
  void recordsThatAreUsedTwiceAtEachLevelHoldTheTopicAtOnceAndLandAsAvro() {
    String type = "'int'";
    for (int i = 40; i > 0; i--) {
      type =
          "{'type':'record','name':'R%1$d','fields':[{'name':'a','type':%2$s},{'name':'b','type':%3$s}]}"
              .formatted(i, type, i == 40 ? "'int'" : "'R" + (i + 1) + "'");
    }
    Schema schema = field(type);

    String problem =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> refused(rules("format=parquet").first("t", schema)));

    assertTrue(
        problem.startsWith("Cannot land topic 't': Parquet cannot hold its field 'f"), problem);
    assertTrue(problem.contains(": it has more than 20000 columns. Set format=avro"), problem);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> fixed(rules("format=avro").first("t", schema)));
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 450, 900})
  void arraysWithinEachOtherThatReadersDoNotHoldHoldTheTopic(int levels) {
    Schema schema = field("{'type':'array','items':".repeat(levels) + "'int'" + "}".repeat(levels));

    String problem = refused(rules("format=parquet").first("t", schema));

    assertTrue(
        problem.contains("it has more than 255 optional or repeated types within each other"),
        problem);
  }

  @Test
  void arraysWithinEachOtherThatReadersHoldLand() {
    fixed(
        rules("format=parquet")
            .first("t", field("{'type':'array','items':".repeat(255) + "'int'" + "}".repeat(255))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {"'null'", "{'type':'record','name':'R','fields':[]}"})
  void whatHasOnlyCoordinatesLands(String value) {
    LandingSchema landing = fixed(rules("format=parquet").first("t", schema(value)));

    assertEquals(3, ParquetColumns.of(landing.schema()).getFieldCount(), () -> landing.text());
  }

  @Test
  void whatHasNoColumnAtAllHoldsTheTopicInWholeSentences() {
    String problem =
        refused(rules("format=parquet\ncoordinates=none").first("t", schema("'null'")));

    assertEquals(
        "Cannot land topic 't': Parquet cannot hold its schema: a record without fields, or with"
            + " null fields only, has no column. Set format=avro for this topic by an override.",
        problem);
  }

  /** As DuckDB 1.4.4, parquet-java 1.18.1 and Spark 3 read files of both schemas. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'int' | 'long' | f (int32 becomes int64)",
        "'float' | 'double' | f (float becomes double)",
        "'int' | 'double' | f (int32 becomes double)",
        "'string' | 'bytes' | f (binary string becomes binary)",
        "'int' | ['int','string'] | f (int32 becomes struct)",
        "['null','int'] | ['null','int','string'] | f (int32 becomes struct)",
        "['null','int','string'] | ['null','int','string','double'] | f (its union has another branch)",
        "{'type':'array','items':'int'} | {'type':'array','items':'long'} | f.list.element (int32 becomes int64)",
        "{'type':'map','values':'int'} | {'type':'map','values':['null','long']} | f.key_value.value (int32 becomes int64)",
        "{'type':'record','name':'S','fields':[{'name':'a','type':'int'}]} | {'type':'record','name':'S','fields':[{'name':'a','type':'long'}]} | f.a (int32 becomes int64)",
        "{'type':'bytes','logicalType':'decimal','precision':9,'scale':2} | {'type':'bytes','logicalType':'decimal','precision':18,'scale':2} | f (binary decimal(9,2) becomes binary decimal(18,2))",
        "{'type':'record','name':'S','fields':[{'name':'a','type':'int'}]} | {'type':'record','name':'S','fields':[{'name':'b','type':'int','aliases':['a']}]} | f.a (it has another name, and readers go by names)",
      })
  void aColumnThatReadersDoNotTakeForTheSameHoldsTheTopic(
      String landed, String newest, String change) {
    String problem = refused(next("format=parquet", landed, newest));

    assertEquals(
        "Cannot land topic 't': under schema.compatibility=backward files that have landed and"
            + " files to come would not be read as one table, column "
            + change
            + ". Register a schema that is compatible, or set schema.compatibility=none for this"
            + " topic by an override.",
        problem);
    fixed(next("format=avro", landed, newest));
    fixed(next("format=parquet\nschema.compatibility=none", landed, newest));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'int' | ['null','int']",
        "['null','int'] | 'int'",
        "'long' | 'int'",
        "['null','int','string'] | ['string','null','int']",
        "['null','int','string'] | ['null','int']",
        "{'type':'enum','name':'E','symbols':['A']} | {'type':'enum','name':'E','symbols':['B','A']}",
        "'string' | {'type':'string','logicalType':'uuid'}",
        "{'type':'array','items':'int'} | {'type':'array','items':['null','int']}",
        "{'type':'array','items':{'type':'record','name':'S','fields':[{'name':'a','type':'int'}]}} | {'type':'array','items':{'type':'record','name':'S','fields':[{'name':'b','type':'int','default':1},{'name':'a','type':'int'}]}}",
      })
  void columnsThatReadersTakeForTheSameLand(String landed, String newest) {
    fixed(next("format=parquet", landed, newest));
  }

  @Test
  void allColumnsThatChangeAreReported() {
    Schema one =
        fields(
            "{'name':'n','type':'int'},{'name':'f','type':'float'},{'name':'s','type':'string'}");
    Schema two =
        fields(
            "{'name':'n','type':'long'},{'name':'f','type':'double'},{'name':'s','type':'bytes'}");
    LandingRules rules = rules("format=parquet");

    LandingAnswer answer = rules.next("t", two, fixed(rules.first("t", one)).text());

    assertEquals(3, assertInstanceOf(LandingAnswer.Refused.class, answer).problems().size());
  }

  @Test
  void nanosecondsAndUuidsAreAnnotatedWhereverTheyStand() {
    Schema schema =
        fields(
            """
            {'name':'at','type':{'type':'long','logicalType':'timestamp-nanos'}},
            {'name':'local','type':['null',{'type':'long','logicalType':'local-timestamp-nanos'}]},
            {'name':'id','type':{'type':'fixed','name':'U','size':16,'logicalType':'uuid'}},
            {'name':'text','type':{'type':'string','logicalType':'uuid'}},
            {'name':'none','type':'null'},
            {'name':'list','type':{'type':'array','items':'U'}},
            {'name':'map','type':{'type':'map','values':['null',{'type':'long','logicalType':'timestamp-nanos'}]}},
            {'name':'either','type':['null','string',{'type':'record','name':'In','fields':[{'name':'u','type':'U'}]}]}""");

    assertEquals(
        """
        message R {
          required int64 at (TIMESTAMP(NANOS,true));
          optional int64 local (TIMESTAMP(NANOS,false));
          required fixed_len_byte_array(16) id (UUID);
          required binary text (STRING);
          required group list (LIST) {
            repeated group list {
              required fixed_len_byte_array(16) element (UUID);
            }
          }
          required group map (MAP) {
            repeated group key_value {
              required binary key (STRING);
              optional int64 value (TIMESTAMP(NANOS,true));
            }
          }
          optional group either {
            optional binary member0 (STRING);
            optional group member1 {
              required fixed_len_byte_array(16) u (UUID);
            }
          }
        }
        """,
        ParquetColumns.of(schema).toString());
  }

  private static LandingAnswer next(String settings, String landed, String newest) {
    LandingRules rules = rules(settings);
    return rules.next("t", field(newest), fixed(rules.first("t", field(landed))).text());
  }

  private static LandingRules rules(String text) {
    Problems problems = new Problems();
    Settings settings = Settings.NONE.overlay(text, "test", problems);
    WriterOptions options = WriterOptions.read(settings, problems);
    problems.throwIfAny();
    return options.landingRules();
  }

  private static Schema field(String type) {
    return fields("{'name':'f','type':" + type + "}");
  }

  private static Schema fields(String fields) {
    return schema("{'type':'record','name':'R','fields':[" + fields + "]}");
  }

  private static Schema schema(String text) {
    return LenientSchemas.parse(text.replace('\'', '"'));
  }

  private static LandingSchema fixed(LandingAnswer answer) {
    return assertInstanceOf(LandingAnswer.Fixed.class, answer, answer::toString).schema();
  }

  private static String refused(LandingAnswer answer) {
    List<String> problems =
        assertInstanceOf(LandingAnswer.Refused.class, answer, answer::toString).problems();
    assertEquals(1, problems.size(), problems::toString);
    return problems.get(0);
  }
}
