package io.sluice.records.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.sluice.records.BadRecord;
import io.sluice.records.FetchedRecord;
import io.sluice.records.InFlightRecord;
import io.sluice.records.LenientSchemas;
import io.sluice.records.WriterSchema;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.Header;
import io.sluice.records.api.TimestampType;
import io.sluice.records.landing.Compatibility;
import io.sluice.records.landing.Coordinate;
import io.sluice.records.landing.LandingAnswer;
import io.sluice.records.landing.LandingRules;
import io.sluice.records.landing.LandingSchema;
import io.sluice.records.landing.QuarantineSchema;
import io.sluice.records.landing.ValueVersions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowEncoderTest {
  private static final WriterSchema ORDER =
      WriterSchema.parse(
          order("{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"n\",\"type\":\"int\"}"), "7");

  private final FetchedRecord fetched = new FetchedRecord();

  @Test
  void aRowHoldsTheValueAndAllCoordinates() throws Exception {
    LandingSchema landing = landing(ORDER, Coordinate.values());
    InFlightRecord record =
        inFlight(ORDER, new GenericRecordBuilder(ORDER.schema()).set("id", "a").set("n", 3));
    fetched
        .coordinates()
        .stamped(1234, TimestampType.LOG_APPEND_TIME)
        .keyed(ByteBuffer.wrap(new byte[] {1, 2}))
        .headed(
            () ->
                List.of(
                    Header.of("trace", ByteBuffer.wrap(new byte[] {9})),
                    Header.withoutValue("empty")));

    GenericRecord row = read(new RowEncoder(landing).encode(record), landing.schema());

    assertEquals(
        "{\"id\": \"a\", \"n\": 3, \"kafka_partition\": 2, \"kafka_offset\": 77,"
            + " \"kafka_timestamp\": 1234, \"kafka_timestamp_type\": \"LogAppendTime\","
            + " \"kafka_key\": \"\\u0001\\u0002\", \"kafka_headers\": [{\"name\": \"trace\","
            + " \"value\": \"\\t\"}, {\"name\": \"empty\", \"value\": null}]}",
        row.toString());
  }

  @Test
  void whatKafkaDoesNotKnowIsNull() throws Exception {
    LandingSchema landing =
        landing(ORDER, Coordinate.TIMESTAMP, Coordinate.KEY, Coordinate.HEADERS);
    InFlightRecord record =
        inFlight(ORDER, new GenericRecordBuilder(ORDER.schema()).set("id", "a").set("n", 3));

    GenericRecord row = read(new RowEncoder(landing).encode(record), landing.schema());

    assertEquals(
        "{\"id\": \"a\", \"n\": 3, \"kafka_timestamp\": null, \"kafka_key\": null, \"kafka_headers\": []}",
        row.toString());
  }

  @Test
  void anOlderWritersBodyGetsTheDefaultsBehindIt() throws Exception {
    WriterSchema newest =
        WriterSchema.parse(
            order(
                "{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"n\",\"type\":\"int\"},"
                    + "{\"name\":\"note\",\"type\":[\"null\",\"string\"],\"default\":null},"
                    + "{\"name\":\"tax\",\"type\":\"int\",\"default\":19}"),
            "8");
    LandingSchema landing = landing(newest, Coordinate.OFFSET);
    InFlightRecord record =
        inFlight(ORDER, new GenericRecordBuilder(ORDER.schema()).set("id", "a").set("n", 3));

    assertInstanceOf(CopiedBody.class, new Resolver(landing.valueSchema()).of(ORDER));
    GenericRecord row = read(new RowEncoder(landing).encode(record), landing.schema());

    assertEquals(
        "{\"id\": \"a\", \"n\": 3, \"note\": null, \"tax\": 19, \"kafka_offset\": 77}",
        row.toString());
  }

  @Test
  void aWriterWhoseFieldsStandOtherwiseIsResolved() throws Exception {
    WriterSchema turned =
        WriterSchema.parse(
            "{\"type\":\"record\",\"name\":\"Other\",\"fields\":[{\"name\":\"n\",\"type\":\"int\"},{\"name\":\"id\",\"type\":\"string\"}]}",
            "9");
    WriterSchema wide =
        WriterSchema.parse(
            order("{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"n\",\"type\":\"long\"}"),
            "10");
    LandingSchema landing = landing(wide, Coordinate.OFFSET);
    InFlightRecord record =
        inFlight(turned, new GenericRecordBuilder(turned.schema()).set("id", "a").set("n", 3));
    RowEncoder encoder = new RowEncoder(landing);

    encoder.encode(record);
    GenericRecord row = read(encoder.encode(record), landing.schema());

    assertEquals("{\"id\": \"a\", \"n\": 3, \"kafka_offset\": 77}", row.toString());
  }

  @Test
  void aFieldThatTheLandingSchemaLacksIsNeverLost() {
    WriterSchema more =
        WriterSchema.parse(
            order(
                "{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"n\",\"type\":\"int\"},"
                    + "{\"name\":\"in\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"In\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}],\"default\":null}"),
            "11");
    Resolver resolver = new Resolver(ORDER.schema());

    ForeignSchemaException error =
        assertThrows(ForeignSchemaException.class, () -> resolver.of(more));

    assertEquals(
        "Cannot land records of schema Order (schema id 11): the landing schema lacks their fields"
            + " [in], which would be lost. Give each type a topic of its own, or leave the topic"
            + " out.",
        error.getMessage());
  }

  @Test
  void microsNeverLandAsMillis() throws Exception {
    String at = "{\"name\":\"at\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-%s\"}}";
    WriterSchema micros = WriterSchema.parse(order(at.formatted("micros")), "1");
    LandingSchema landing = landing(WriterSchema.parse(order(at.formatted("millis")), "2"));
    InFlightRecord record =
        inFlight(micros, new GenericRecordBuilder(micros.schema()).set("at", 3L));

    BadRecordException error =
        assertThrows(BadRecordException.class, () -> new RowEncoder(landing).encode(record));

    assertEquals("logical-type-changed", error.errorClass());
    assertEquals(
        "Cannot land a record of schema Order (schema id 1): its bytes would be taken for something"
            + " else in [at (timestamp-micros lands as timestamp-millis)].",
        error.getMessage());
  }

  @Test
  void aBodyIsCopiedWhereTheLandingSchemaHasMoreBranchesAndSymbolsBehind() throws Exception {
    String fields =
        "{\"name\":\"u\",\"type\":[\"null\",\"int\"%s]},{\"name\":\"e\",\"type\":{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"%s]}}";
    WriterSchema few = WriterSchema.parse(order(fields.formatted("", "")), "1");
    LandingSchema landing =
        landing(WriterSchema.parse(order(fields.formatted(",\"string\"", ",\"B\"")), "2"));

    assertInstanceOf(CopiedBody.class, new Resolver(landing.valueSchema()).of(few));
  }

  @Test
  void aDecimalLandsWhereThereIsRoomForMoreDigits() throws Exception {
    String price =
        "{\"name\":\"price\",\"type\":{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":%d,\"scale\":2}}";
    WriterSchema narrow = WriterSchema.parse(order(price.formatted(9)), "1");
    LandingSchema landing = landing(WriterSchema.parse(order(price.formatted(18)), "2"));
    InFlightRecord record =
        inFlight(
            narrow,
            new GenericRecordBuilder(narrow.schema())
                .set("price", ByteBuffer.wrap(new byte[] {100})));

    GenericRecord row = read(new RowEncoder(landing).encode(record), landing.schema());

    assertEquals("{\"price\": \"d\"}", row.toString());
  }

  @Test
  void aValueOfAnotherTypeIsABadRecord() throws Exception {
    WriterSchema text =
        WriterSchema.parse(
            order("{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"n\",\"type\":\"string\"}"),
            "3");
    LandingSchema landing = landing(ORDER);
    InFlightRecord record =
        inFlight(text, new GenericRecordBuilder(text.schema()).set("id", "a").set("n", "three"));

    BadRecordException error =
        assertThrows(BadRecordException.class, () -> new RowEncoder(landing).encode(record));

    assertEquals("schema-unresolvable", error.errorClass());
  }

  @Test
  void aRecordThatHoldsItselfLands() throws Exception {
    WriterSchema node =
        WriterSchema.parse(
            "{\"type\":\"record\",\"name\":\"Node\",\"fields\":[{\"name\":\"v\",\"type\":\"int\"},{\"name\":\"next\",\"type\":[\"null\",\"Node\"],\"default\":null}]}",
            "4");
    LandingSchema landing = landing(node, Coordinate.OFFSET);
    GenericRecord inner =
        new GenericRecordBuilder(node.schema()).set("v", 2).set("next", null).build();
    InFlightRecord record =
        inFlight(node, new GenericRecordBuilder(node.schema()).set("v", 1).set("next", inner));

    GenericRecord row = read(new RowEncoder(landing).encode(record), landing.schema());

    assertEquals(
        "{\"v\": 1, \"next\": {\"v\": 2, \"next\": null}, \"kafka_offset\": 77}", row.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'array','items':%s} | [{'sku': 7, 'price': 0.0}]",
        "{'type':'map','values':%s} | {k={'sku': 7, 'price': 0.0}}",
        "{'type':'array','items':{'type':'array','items':%s}} | [[{'sku': 7, 'price': 0.0}]]",
        "['null',{'type':'map','values':{'type':'array','items':%s}}] | {k=[{'sku': 7, 'price': 0.0}]}",
      })
  void aFieldWithADefaultThatCameToTheRecordInAnArrayHasThatDefault(String type, String expected)
      throws Exception {
    String line = "{'type':'record','name':'Line','fields':[{'name':'sku','type':'int'}%s]}";
    WriterSchema old = ordersOf(type.formatted(line.formatted("")), "1");
    WriterSchema newest =
        ordersOf(
            type.formatted(line.formatted(",{'name':'price','type':'double','default':0}")), "2");
    Schema item = old.schema();
    while (item.getType() != Schema.Type.RECORD || !item.getName().equals("Line")) {
      item =
          switch (item.getType()) {
            case ARRAY -> item.getElementType();
            case MAP -> item.getValueType();
            case UNION -> item.getTypes().get(1);
            default -> item.getField("lines").schema();
          };
    }
    Object inner = new GenericRecordBuilder(item).set("sku", 7).build();
    Object lines =
        type.startsWith("['null'")
            ? Map.of("k", List.of(inner))
            : type.contains("'array','items':{'type':'array'")
                ? List.of(List.of(inner))
                : type.contains("'map'") ? Map.of("k", inner) : List.of(inner);
    LandingSchema landing = landing(newest);
    InFlightRecord record =
        inFlight(old, new GenericRecordBuilder(old.schema()).set("id", 1).set("lines", lines));

    GenericRecord row = read(new RowEncoder(landing).encode(record), landing.schema());

    assertEquals(expected, row.get("lines").toString().replace('"', '\''));
  }

  @Test
  void whatTheLandingSchemaDoesNotAllowIsABadRecord() throws Exception {
    assertEquals(
        "decimal-out-of-range",
        errorOf(
            "'bytes'",
            "{'type':'bytes','logicalType':'decimal','precision':2,'scale':0}",
            ByteBuffer.wrap(new byte[] {100})));
    assertEquals(
        "string-not-utf8", errorOf("'bytes'", "'string'", ByteBuffer.wrap(new byte[] {-1})));
    assertEquals(
        "time-out-of-range",
        errorOf("'long'", "{'type':'long','logicalType':'timestamp-millis'}", Long.MAX_VALUE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'long' | 'double' | 9007199254740992",
        "'long' | 'double' | -9223372036854775808",
        "'long' | ['null','double'] | 1152921504606846976",
        "'int' | 'float' | 16777216",
        "'int' | 'double' | 2147483647",
        "['null','long'] | ['null','float'] | 16777218",
      })
  void aWholeNumberThatAFractionHoldsLands(String written, String landed, long value)
      throws Exception {
    GenericRecord row = landed(written, landed, value);

    assertEquals(value, ((Number) row.get("f")).longValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'long' | 'double' | 9007199254740993",
        "'long' | 'double' | 9223372036854775807",
        "'long' | ['null','double'] | -9007199254740993",
        "'long' | 'float' | 16777217",
        "'int' | 'float' | 16777217",
        "['null','long'] | ['string','double'] | 9007199254740993",
      })
  void aWholeNumberThatWouldBeRoundedIsABadRecord(String written, String landed, long value) {
    BadRecordException bad =
        assertThrows(BadRecordException.class, () -> landed(written, landed, value));

    assertEquals("number-inexact", bad.errorClass());
    assertTrue(bad.getMessage().startsWith("Field Order.f is a whole number"), bad.getMessage());
  }

  @Test
  void textAndDecimalsAreNeverTakenForEachOther() throws Exception {
    String decimal = "{'type':'bytes','logicalType':'decimal','precision':9,'scale':2}";

    assertEquals("logical-type-changed", errorOf("'string'", decimal, "1"));
    assertEquals(
        "logical-type-changed", errorOf(decimal, "'string'", ByteBuffer.wrap(new byte[] {49})));
  }

  @Test
  void aFieldIsNotLostToARecordOfAnotherNameInAUnion() {
    String record = "{'type':'record','name':'%s','fields':[{'name':'x','type':'int'}%s]}";
    String more = ",{'name':'y','type':'int'}";
    WriterSchema old = field("['null'," + record.formatted("A", more) + "]", "1");
    WriterSchema newest =
        field(
            "['null',"
                + record.formatted("B", "")
                + ","
                + record.formatted("C", more + ",{'name':'z','type':'int'}")
                + "]",
            "2");
    LandingSchema landing = landing(newest);
    Schema a = old.schema().getField("f").schema().getTypes().get(1);

    ForeignSchemaException lost =
        assertThrows(
            ForeignSchemaException.class,
            () ->
                new RowEncoder(landing)
                    .encode(
                        inFlight(
                            old,
                            new GenericRecordBuilder(old.schema())
                                .set(
                                    "f",
                                    new GenericRecordBuilder(a).set("x", 5).set("y", 6).build()))));

    assertTrue(lost.getMessage().contains("lacks their fields [f.y]"), lost.getMessage());
  }

  @Test
  void aFieldIsFoundByItsAliasInARecordOfAnotherNamespace() throws Exception {
    String record = "{'type':'record','name':'Order','namespace':'%s','fields':[%s]}";
    WriterSchema old = parsed(record.formatted("old", "{'name':'a','type':'int'}"), "1");
    WriterSchema newest =
        parsed(
            record.formatted("now", "{'name':'b','type':'int','default':0,'aliases':['a']}"), "2");

    assertEquals("{'b': 5}", resolved(old, newest, 5));
  }

  @Test
  void typesOfAnotherNamespaceOrOfAFormerNameLand() throws Exception {
    String type =
        "{'type':'record','name':'Order','namespace':'%s','fields':[{'name':'e','type':{'type':'enum','name':'E','symbols':['A','B']}},"
            + "{'name':'x','type':['null',{'type':'fixed','name':'%s','size':1%s}]},"
            + "{'name':'more','type':'int'%s}]}";
    WriterSchema old = parsed(type.formatted("old", "F", "", ""), "1");
    WriterSchema newest =
        parsed(
            type.formatted(
                "now", "G", ",'aliases':['old.F']", "},{'name':'last','type':'int','default':1"),
            "2");
    Schema fixed = old.schema().getField("x").schema().getTypes().get(1);

    assertEquals(
        "{'e': 'B', 'x': [7], 'more': 3, 'last': 1}",
        resolved(
            old,
            newest,
            new GenericData.EnumSymbol(old.schema().getField("e").schema(), "B"),
            new GenericData.Fixed(fixed, new byte[] {7}),
            3));
  }

  @Test
  void aRecordThatHasAFieldBesideTheOneThatItIsAnAliasOfKeepsBoth() throws Exception {
    WriterSchema one = parsed(order("{'name':'a','type':'int'}"), "1");
    WriterSchema two =
        parsed(order("{'name':'a','type':'int'},{'name':'b','type':'int','default':0}"), "2");
    WriterSchema three = parsed(order("{'name':'b','type':'int','aliases':['a']}"), "3");
    ValueVersions versions =
        new ValueVersions(List.of(one.schema(), two.schema()), three.schema(), "3");

    assertEquals("{'b': 0, 'a': 5}", resolved(one, landing(versions), 5));
    assertEquals("{'b': 6, 'a': 5}", resolved(two, landing(versions), 5, 6));
    assertEquals("{'b': 6, 'a': null}", resolved(three, landing(versions), 6));
  }

  @Test
  void aRecordOfFiveThousandRenamedFieldsLandsAtOnce() {
    StringBuilder before = new StringBuilder("{'name':'first','type':'int'}");
    StringBuilder now = new StringBuilder("{'name':'last','type':'int','default':1}");
    for (int i = 0; i < 5_000; i++) {
      before.append(",{'name':'a").append(i).append("','type':'int'}");
      now.append(",{'name':'b%d','type':'int','aliases':['a%d']}".formatted(i, i));
    }
    now.append(",{'name':'first','type':'int'}");
    WriterSchema one = parsed(order(before.toString()), "1");
    WriterSchema two = parsed(order(now.toString()), "2");
    ValueVersions versions = new ValueVersions(List.of(one.schema()), two.schema(), "2");
    Object[] values = new Object[5_001];
    Arrays.fill(values, 7);

    String row =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> resolved(one, landing(versions), values));

    assertTrue(row.startsWith("{'last': 1, 'b0': 7, "), row.substring(0, 30));
    assertTrue(row.endsWith("'b4999': 7, 'first': 7}"), row.substring(row.length() - 30));
  }

  @Test
  void aNameThatIsAnAliasTooFillsTheFieldThatHasNoDefault() throws Exception {
    WriterSchema old = parsed(order("{'name':'a','type':'int'}"), "1");
    WriterSchema newest =
        parsed(
            order(
                "{'name':'b','type':'int','aliases':['a']},{'name':'a','type':'int','default':3}"),
            "2");

    assertEquals("{'b': 5, 'a': 3}", resolved(old, newest, 5));
  }

  @Test
  void aDefaultOfTheWritersThatARenamedFieldSpoilsIsNotLookedAt() throws Exception {
    String field =
        "{'name':'in','type':{'type':'record','name':'In','fields':[{'name':'%s','type':'int'%s}]},'default':{'%s':1}}";
    WriterSchema old = parsed(order(field.formatted("a", "", "a")), "1");
    WriterSchema newest =
        parsed(
            order(
                field.formatted("b", ",'aliases':['a']", "b")
                    + ",{'name':'id','type':'int','default':2}"),
            "2");
    Schema in = old.schema().getField("in").schema();

    assertEquals(
        "{'in': {'b': 5}, 'id': 2}",
        resolved(old, newest, new GenericRecordBuilder(in).set("a", 5).build()));
  }

  private String resolved(WriterSchema writer, WriterSchema newest, Object... values)
      throws Exception {
    return resolved(writer, landing(ValueVersions.only(newest.schema())), values);
  }

  private String resolved(WriterSchema writer, LandingSchema landing, Object... values)
      throws Exception {
    GenericRecordBuilder value = new GenericRecordBuilder(writer.schema());
    for (int i = 0; i < values.length; i++) {
      value.set(writer.schema().getFields().get(i), values[i]);
    }
    ByteBuffer row = new RowEncoder(landing).encode(inFlight(writer, value));
    return read(row, landing.schema()).toString().replace('"', '\'');
  }

  private GenericRecord landed(String written, String landed, long value) throws Exception {
    WriterSchema writer = field(written, "1");
    LandingSchema landing = landing(field(landed, "2"));
    Object number = written.contains("int") ? (Object) (int) value : (Object) value;
    InFlightRecord record =
        inFlight(writer, new GenericRecordBuilder(writer.schema()).set("f", number));
    return read(new RowEncoder(landing).encode(record), landing.schema());
  }

  private static WriterSchema field(String type, String id) {
    return parsed(order("{'name':'f','type':" + type + "}"), id);
  }

  private static WriterSchema parsed(String schema, String id) {
    return WriterSchema.parse(schema.replace('\'', '"'), id);
  }

  private String errorOf(String written, String landed, Object value) throws Exception {
    String field = "{\"name\":\"f\",\"type\":%s}";
    WriterSchema writer =
        WriterSchema.parse(order(field.formatted(written.replace('\'', '"'))), "1");
    LandingSchema landing =
        landing(WriterSchema.parse(order(field.formatted(landed.replace('\'', '"'))), "2"));
    InFlightRecord record =
        inFlight(writer, new GenericRecordBuilder(writer.schema()).set("f", value));
    return assertThrows(BadRecordException.class, () -> new RowEncoder(landing).encode(record))
        .errorClass();
  }

  @Test
  void aDefaultThatItsTypeDoesNotAllowIsABadRecordWhereverTheFieldStands() throws Exception {
    String added =
        "{'name':'d','type':{'type':'bytes','logicalType':'decimal','precision':4,'scale':2},'default':''}";
    String field = "{'name':'f','type':'int'}";
    WriterSchema old = parsed(order(field), "1");
    for (String fields : List.of(field + "," + added, added + "," + field)) {
      BadRecordException bad =
          assertThrows(
              BadRecordException.class, () -> resolved(old, parsed(order(fields), "2"), 1));
      assertEquals("decimal-out-of-range", bad.errorClass());
    }
  }

  @Test
  void symbolsAndBranchesBehindTheWritersLeaveItsBytesAsTheyAre() throws Exception {
    String type = "['null',{'type':'enum','name':'E','symbols':['A'%s]}%s]";
    WriterSchema old = ordersOf(type.formatted("", ""), "1");
    WriterSchema newest = ordersOf(type.formatted(",'B'", ",'long'"), "2");
    Schema symbols = old.schema().getField("lines").schema().getTypes().get(1);
    LandingSchema landing = landing(newest);
    InFlightRecord record =
        inFlight(
            old,
            new GenericRecordBuilder(old.schema())
                .set("id", 1)
                .set("lines", new GenericData.EnumSymbol(symbols, "A")));

    assertInstanceOf(CopiedBody.class, new Resolver(landing.valueSchema()).of(old));
    GenericRecord row = read(new RowEncoder(landing).encode(record), landing.schema());

    assertEquals("A", row.get("lines").toString());
  }

  @Test
  void aSymbolThatTheLandingSchemaLacksIsBadThoughItsEnumHasADefault() throws Exception {
    String type =
        "{'type':'array','items':{'type':'enum','name':'E','symbols':[%s],'default':'OTHER'}}";
    WriterSchema old = ordersOf(type.formatted("'OTHER','A','GONE'"), "1");
    WriterSchema newest = ordersOf(type.formatted("'A','OTHER'"), "2");
    Schema symbols = old.schema().getField("lines").schema().getElementType();
    RowEncoder encoder = new RowEncoder(landing(newest));
    List<String> outcomes = new ArrayList<>();
    for (String symbol : List.of("A", "GONE")) {
      InFlightRecord record =
          inFlight(
              old,
              new GenericRecordBuilder(old.schema())
                  .set("id", 1)
                  .set("lines", List.of(new GenericData.EnumSymbol(symbols, symbol))));
      try {
        outcomes.add(
            read(encoder.encode(record), landing(newest).schema()).get("lines").toString());
      } catch (BadRecordException e) {
        outcomes.add(e.errorClass());
      }
    }

    assertEquals(List.of("[A]", "schema-unresolvable"), outcomes);
  }

  @Test
  void fiveHundredRecordsWithinEachOtherLandAlsoWhereTheStackIsSmall() throws Exception {
    String fields =
        "{\"name\":\"v\",\"type\":\"%s\"},{\"name\":\"next\",\"type\":{\"type\":\"array\",\"items\":[\"null\",\"Order\"]}}";
    WriterSchema node = WriterSchema.parse(order(fields.formatted("int")), "4");
    WriterSchema wider = WriterSchema.parse(order(fields.formatted("long")), "5");
    byte[] deep = new byte[500 * 5];
    for (int i = 0; i < 499; i++) {
      deep[i * 3 + 1] = 2;
      deep[i * 3 + 2] = 2;
    }
    ByteBuffer body = ByteBuffer.wrap(deep, 0, 499 * 3 + 2 + 499);
    InFlightRecord record = new InFlightRecord(fetched.valued(body), node).with(node, body);
    List<Throwable> failures = new ArrayList<>();
    for (WriterSchema landed : List.of(node, wider)) {
      RowEncoder encoder = new RowEncoder(landing(landed));
      Thread small =
          new Thread(
              null,
              () -> {
                try {
                  encoder.encode(record);
                } catch (BadRecordException
                    | ForeignSchemaException
                    | RuntimeException
                    | StackOverflowError e) {
                  failures.add(e);
                }
              },
              "small",
              512 << 10);
      small.start();
      small.join();
    }

    assertEquals(List.of(), failures);
  }

  private static WriterSchema ordersOf(String lines, String id) {
    return WriterSchema.parse(
        order(
            "{'name':'id','type':'int'},{'name':'lines','type':%s}"
                .formatted(lines)
                .replace('\'', '"')),
        id);
  }

  @Test
  void aBadRecordsRowIsWhole() throws Exception {
    fetched.coordinates().at("orders", 2, 77).keyed(ByteBuffer.wrap(new byte[] {5}));
    fetched.valued(ByteBuffer.wrap(new byte[] {0, 1, 2}));
    BadRecord bad = BadRecord.of(fetched, new BadRecordException("avro-malformed", "It ends."));

    GenericRecord row = read(new QuarantineEncoder("run-1").encode(bad), QuarantineSchema.schema());

    assertEquals(
        "{\"kafka_topic\": \"orders\", \"kafka_partition\": 2, \"kafka_offset\": 77,"
            + " \"kafka_timestamp\": null, \"kafka_timestamp_type\": \"NoTimestampType\","
            + " \"kafka_key\": \"\\u0005\", \"kafka_headers\": [], \"kafka_value\":"
            + " \"\\u0000\\u0001\\u0002\", \"error_class\": \"avro-malformed\", \"error_message\":"
            + " \"It ends.\", \"run_id\": \"run-1\"}",
        row.toString());
  }

  @Test
  void aCopiedRowCostsNoObject() throws Exception {
    RowEncoder encoder =
        new RowEncoder(
            landing(
                ORDER,
                Coordinate.PARTITION,
                Coordinate.OFFSET,
                Coordinate.TIMESTAMP,
                Coordinate.KEY));
    InFlightRecord record =
        inFlight(ORDER, new GenericRecordBuilder(ORDER.schema()).set("id", "a").set("n", 3));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < 20_000; i++) {
      encoder.encode(record);
    }

    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100_000; i++) {
      encoder.encode(record);
    }
    long perRecord = (threads.getCurrentThreadAllocatedBytes() - before) / 100_000;

    assertTrue(perRecord < 8, () -> perRecord + " bytes per record");
  }

  private InFlightRecord inFlight(WriterSchema schema, GenericRecordBuilder value)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema.schema()).write(value.build(), encoder);
    encoder.flush();
    fetched.coordinates().at("orders", 2, 77);
    ByteBuffer body = ByteBuffer.wrap(bytes.toByteArray());
    return new InFlightRecord(fetched.valued(body), schema).with(schema, body);
  }

  private static LandingSchema landing(ValueVersions versions) {
    LandingAnswer answer =
        new LandingRules(List.of(), "kafka_", Set.of(), Compatibility.BACKWARD)
            .first("orders", versions);
    return assertInstanceOf(LandingAnswer.Fixed.class, answer).schema();
  }

  private static LandingSchema landing(WriterSchema newest, Coordinate... coordinates) {
    LandingAnswer answer =
        new LandingRules(List.of(coordinates), "kafka_", Set.of(), Compatibility.BACKWARD)
            .first("orders", newest.schema());
    return assertInstanceOf(LandingAnswer.Fixed.class, answer).schema();
  }

  private static GenericRecord read(ByteBuffer row, Schema schema) throws IOException {
    byte[] bytes = new byte[row.remaining()];
    row.get(bytes);
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
    Schema plain = LenientSchemas.parse(schema.toString());
    GenericRecord record =
        new GenericDatumReader<GenericRecord>(plain, plain, new GenericData()).read(null, decoder);
    assertTrue(decoder.isEnd());
    return record;
  }

  private static String order(String fields) {
    return "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[" + fields + "]}";
  }
}
