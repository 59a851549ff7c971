package io.sluice.mapper.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.sluice.mapper.avro.AvroBuffer;
import io.sluice.mapper.json.value.JsonRules;
import io.sluice.mapper.json.value.JsonRules.UnknownFields;
import io.sluice.mapper.json.value.JsonRules.UnknownSymbols;
import io.sluice.records.LenientSchemas;
import io.sluice.records.api.BadRecordException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonToAvroTest {
  private static final String EVENT =
      record(
          "{'name':'id','type':'long'},{'name':'name','type':'string','aliases':['label']},"
              + "{'name':'tags','type':{'type':'array','items':'string'},'default':[]},"
              + "{'name':'note','type':['null','string']},{'name':'n','type':'int','default':7}");

  private static final JsonRules DROPPING =
      new JsonRules(UnknownFields.DROP, UnknownSymbols.QUARANTINE);

  private final AvroBuffer out = new AvroBuffer();

  @Test
  void fieldsInTheSchemasOrder() {
    assertReads(
        "{'id': 1, 'name': 'a', 'tags': ['x', 'y'], 'note': null, 'n': 2}",
        EVENT,
        "{'id':1,'name':'a','tags':['x','y'],'note':null,'n':2}");
  }

  @Test
  void fieldsInAnyOrderAndByAlias() {
    assertReads(
        "{'id': 1, 'name': 'a', 'tags': ['x'], 'note': 'm', 'n': 2}",
        EVENT,
        "{'n':2,'note':'m','label':'a','tags':['x'],'id':1}");
  }

  @Test
  void aMissingFieldHasItsDefaultOrIsNull() {
    assertReads(
        "{'id': 1, 'name': 'a', 'tags': [], 'note': null, 'n': 7}", EVENT, "{'id':1,'name':'a'}");
  }

  @Test
  void aMissingFieldWithoutADefaultIsBad() {
    assertBad(
        "json-missing-field",
        "The value has no field name, which has no default and cannot be null.",
        EVENT,
        "{'id':1}");
  }

  @Test
  void anUnknownFieldIsBadUnlessItIsToBeDropped() throws BadRecordException {
    String json = "{'id':1,'name':'a','more':{'x':[1,2]}}";
    assertBad(
        "json-unknown-field",
        "The value has a field that the schema does not have: more. Add it to schema.file, or set"
            + " json.unknown.fields=drop.",
        EVENT,
        json);

    out.clear();
    new JsonToAvro(quoted(EVENT), DROPPING).encode(bytes(json), out);

    assertEquals(
        quoted("{'id': 1, 'name': 'a', 'tags': [], 'note': null, 'n': 7}"), readBack(EVENT));
  }

  @Test
  void aFieldGivenTwiceIsBad() {
    assertBad(
        "json-duplicate-field",
        "The value has the field id twice.",
        EVENT,
        "{'id':1,'name':'a','id':2}");
  }

  @Test
  void recordsWithinRecordsInAnyOrder() {
    String schema =
        record(
            "{'name':'a','type':{'type':'record','name':'A','fields':[{'name':'x','type':'int'},{'name':'y','type':'int'}]}},"
                + "{'name':'b','type':'A'},{'name':'m','type':{'type':'map','values':'A'}}");
    assertReads(
        "{'a': {'x': 1, 'y': 2}, 'b': {'x': 3, 'y': 4}, 'm': {'k': {'x': 5, 'y': 6}}}",
        schema,
        "{'m':{'k':{'y':6,'x':5}},'b':{'y':4,'x':3},'a':{'y':2,'x':1}}");
    assertBad(
        "json-wrong-type",
        "Field b.y is a string where the schema has an int.",
        record(
            "{'name':'b','type':{'type':'record','name':'A','fields':[{'name':'y','type':'int'}]}}"),
        "{'b':{'y':'1'}}");
  }

  @Test
  void aRecordMayHoldItself() {
    String schema =
        record("{'name':'v','type':'int'},{'name':'next','type':['null','R'],'default':null}");
    assertReads("{'v': 1, 'next': {'v': 2, 'next': null}}", schema, "{'next':{'v':2},'v':1}");
  }

  @Test
  void numbersMustFit() {
    assertReads("2147483647", "'int'", "2147483647");
    assertReads("1000", "'int'", "1e3");
    assertReads("-9223372036854775808", "'long'", "-9223372036854775808");
    assertReads("1.5", "'float'", "1.5");
    assertReads("3.0", "'double'", "3");
    assertBad("json-out-of-range", "The value does not fit into an int.", "'int'", "2147483648");
    assertBad(
        "json-out-of-range",
        "The value does not fit into a long.",
        "'long'",
        "9223372036854775808");
    assertBad("json-out-of-range", "The value does not fit into an int.", "'int'", "1.5");
    assertBad("json-out-of-range", "The value does not fit into an int.", "'int'", "1e999999999");
    assertBad("json-out-of-range", "The value does not fit into a float.", "'float'", "1e39");
    assertBad("json-out-of-range", "The value does not fit into a double.", "'double'", "1e309");
    assertBad(
        "json-wrong-type", "The value is a string where the schema has a long.", "'long'", "'1'");
  }

  @Test
  void aUnionsBranchIsWhatTheValueLooksLike() {
    String union = "['null','string','long','double','boolean',{'type':'array','items':'int'}]";
    assertReads("null", union, "null");
    assertReads("'x'", union, "'x'");
    assertReads("5", union, "5");
    assertReads("5.5", union, "5.5");
    assertReads("true", union, "true");
    assertReads("[1, 2]", union, "[1,2]");
    assertBad(
        "json-wrong-type",
        "The value is an object where the schema has none of its union's branches.",
        union,
        "{}");
  }

  @Test
  void ofSeveralNumbersTheSmallestThatHoldsIt() {
    assertReads("5", "['double','int','long']", "5");
    assertReads("5000000000", "['double','int','long']", "5000000000");
    assertReads("0.5", "['float','long','double']", "0.5");
  }

  @Test
  void ofSeveralRecordsTheOneWhoseFieldsTheObjectHas() {
    String union =
        "[{'type':'record','name':'A','fields':[{'name':'x','type':'int'}]},"
            + "{'type':'record','name':'B','fields':[{'name':'y','type':['null','A']},{'name':'z','type':'int'}]},"
            + "{'type':'map','values':'string'}]";
    assertReads("{'x': 1}", union, "{'x':1}");
    assertReads("{'y': {'x': 2}, 'z': 3}", union, " {'z':3,'y':{'x':2}} ");
    assertReads("{k=v}", union, "{'k':'v'}");
    String field = record("{'name':'u','type':" + union + "},{'name':'after','type':'int'}");
    assertReads("{'u': {'k': 'v'}, 'after': 4}", field, "{'after':4,'u':{'k':'v'}}");
  }

  @Test
  void aTextMadeOfLookAlikesIsGivenUp() {
    String node =
        "{'type':'record','name':'A','fields':[{'name':'n','type':['null',{'type':'record','name':'B','fields':"
            + "[{'name':'n','type':['null','A','B']},{'name':'q','type':'int'}]},'A']},{'name':'q','type':'int'}]}";
    String json = "{'n':".repeat(60) + "null" + "}".repeat(60);

    BadRecordException error = assertThrows(BadRecordException.class, () -> encode(node, json));

    assertEquals("json-ambiguous", error.errorClass());
  }

  @Test
  void aLongArrayOfUnionsLands() throws Exception {
    String records =
        "{'type':'array','items':['null',{'type':'record','name':'A','fields':[{'name':'x','type':'int'}]},"
            + "{'type':'record','name':'B','fields':[{'name':'y','type':'int'}]},"
            + "{'type':'map','values':'boolean'}]}";
    for (String item : List.of("{'x':1}", "{'y':1}", "{'z':true}")) {
      encode(records, "[" + (item + ",").repeat(20_000) + item + "]");
      assertEquals(20_001, decoder().readArrayStart());
    }
    encode("{'type':'array','items':['int','double']}", "[" + "1,2.5,".repeat(20_000) + "1]");
    assertEquals(40_001, decoder().readArrayStart());
  }

  @Test
  void aTextMadeOfLookAlikesIsGivenUpSoonHoweverLongItIs() {
    String node =
        "{'type':'record','name':'A','fields':[{'name':'n','type':['null',{'type':'record','name':'B','fields':"
            + "[{'name':'n','type':['null','A','B']},{'name':'q','type':'int'}]},'A']},{'name':'s','type':'string','default':''},{'name':'q','type':'int'}]}";
    String json =
        "{'s':'" + "x".repeat(1_000_000) + "','n':" + "{'n':".repeat(60) + "null" + "}".repeat(61);

    BadRecordException error =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> assertThrows(BadRecordException.class, () -> encode(node, json)));

    assertEquals("json-ambiguous", error.errorClass());
  }

  @Test
  void enumsHaveTheirSymbols() {
    assertReads("'B'", "{'type':'enum','name':'E','symbols':['A','B']}", "'B'");
    assertBad(
        "json-unknown-symbol",
        "The value is no symbol of the schema's enum.",
        "{'type':'enum','name':'E','symbols':['A','B']}",
        "'C'");
    assertReads("'C'", "['string',{'type':'enum','name':'E','symbols':['A','B']}]", "'C'");
  }

  @Test
  void bytesAreBase64() throws IOException, BadRecordException {
    encode("'bytes'", "'AQL/'");
    assertEquals(
        ByteBuffer.wrap(new byte[] {1, 2, -1}), decoder().readBytes(ByteBuffer.allocate(0)));
    assertBad("json-wrong-format", "The value is no base64.", "'bytes'", "'%%'");
    assertBad(
        "json-wrong-format",
        "The value has 3 bytes where the schema has 2.",
        "{'type':'fixed','name':'F','size':2}",
        "'AQL/'");
  }

  @Test
  void decimalsAreNumbersOrTexts() throws IOException, BadRecordException {
    String decimal = "{'type':'bytes','logicalType':'decimal','precision':6,'scale':2}";
    for (String json : new String[] {"-12.30", "'-12.3'", "-1230e-2"}) {
      encode(decimal, json);
      assertEquals(
          ByteBuffer.wrap(new byte[] {(byte) 0xFB, 0x32}),
          decoder().readBytes(ByteBuffer.allocate(0)));
    }
    String range = "The value does not fit into a decimal(6, 2).";
    assertBad("json-out-of-range", range, decimal, "0.001");
    assertBad("json-out-of-range", range, decimal, "12345");
    assertBad("json-out-of-range", range, decimal, "1e999999999");
    assertBad("json-out-of-range", range, decimal, "1e-999999999");
    assertBad("json-wrong-format", "The value cannot be read as a decimal.", decimal, "'x'");
    encode(
        "{'type':'fixed','name':'F','size':3,'logicalType':'decimal','precision':6,'scale':2}",
        "-12.3");
    byte[] fixed = new byte[3];
    decoder().readFixed(fixed);
    assertEquals(ByteBuffer.wrap(new byte[] {-1, (byte) 0xFB, 0x32}), ByteBuffer.wrap(fixed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "0.00", "'0'", "'0.000'", "0e5", "0e999999", "0e-999999", "'0e999999'"})
  void zeroIsADecimalOfAnyScale(String json) throws Exception {
    for (String scale : List.of("4", "2", "0")) {
      encode("{'type':'bytes','logicalType':'decimal','precision':4,'scale':" + scale + "}", json);
      assertEquals(ByteBuffer.wrap(new byte[] {0}), decoder().readBytes(ByteBuffer.allocate(0)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'int'",
        "'long'",
        "'float'",
        "'double'",
        "['int','double']",
        "['long','string','float']",
        "{'type':'bytes','logicalType':'decimal','precision':4,'scale':2}",
        "{'type':'long','logicalType':'timestamp-millis'}",
      })
  void anExponentBeyondAnyNumberIsOutOfRange(String type) {
    for (String json : List.of("1e99999999999", "-1e99999999999", "1e2147483648")) {
      BadRecordException bad =
          assertThrows(BadRecordException.class, () -> encode(type, json), () -> type + json);
      assertEquals("json-out-of-range", bad.errorClass(), () -> type + " " + json);
    }
  }

  @Test
  void timesAreNumbersOrIsoTexts() {
    assertTime(1_000L, "long", "timestamp-millis", "1000");
    assertTime(1_772_366_400_123L, "long", "timestamp-millis", "'2026-03-01T12:00:00.123456Z'");
    assertTime(1_772_366_400_123L, "long", "timestamp-millis", "'2026-03-01T14:00:00.123+02:00'");
    assertTime(1_772_366_400_123_456L, "long", "timestamp-micros", "'2026-03-01T12:00:00.123456Z'");
    assertTime(-1L, "long", "timestamp-millis", "'1969-12-31T23:59:59.999Z'");
    assertTime(1_772_366_400_000L, "long", "local-timestamp-millis", "'2026-03-01T12:00:00'");
    assertTime(1_772_366_400_000L, "long", "timestamp-millis", "'2026-03-01T12:00:00+0000'");
    assertTime(1_772_366_400_000L, "long", "timestamp-millis", "'2026-03-01 12:00:00Z'");
    assertTime(1_772_366_400_000L, "long", "timestamp-millis", "'2026-03-01T12:00Z'");
    assertTime(1_772_366_400_000L, "long", "timestamp-millis", "'2026-03-01T14:00:00+02'");
    assertTime(1_772_366_400_000L, "long", "timestamp-millis", "'2026-03-01t12:00:00z'");
    assertTime(20513L, "int", "date", "'2026-03-01'");
    assertTime(43_200_001L, "int", "time-millis", "'12:00:00.001'");
    assertTime(43_200_001_000L, "long", "time-micros", "'12:00:00.001'");
    assertBad(
        "json-wrong-format",
        "The value cannot be read as a timestamp-millis of ISO 8601 with an offset from UTC.",
        "{'type':'long','logicalType':'timestamp-millis'}",
        "'2026-03-01T12:00:00'");
    assertBad(
        "json-out-of-range",
        "The value does not fit into a timestamp-nanos.",
        "{'type':'long','logicalType':'timestamp-nanos'}",
        "'9999-03-01T12:00:00Z'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'10000-01-01T00:00:00Z'", "'2026-03-01T24:00:00Z'", "'2026-02-30T00:00:00Z'",
        "'2016-12-31T23:59:60Z'", "'2026-03-01T12:00:00,5Z'", "'2026-03-01T12:00:00Z[UTC]'",
        "'2026-03-01T12:00:00.1234567891Z'"
      })
  void whatIsNoTimeOfIsoIsBad(String json) {
    assertBad(
        "json-wrong-format",
        "The value cannot be read as a timestamp-millis of ISO 8601 with an offset from UTC.",
        "{'type':'long','logicalType':'timestamp-millis'}",
        json);
  }

  @Test
  void aTimeThatReadersDoNotHoldIsBad() {
    String millis = "{'type':'long','logicalType':'timestamp-millis'}";
    String why = "The value does not fit into a timestamp-millis of the years 1 to 9999.";
    assertBad("json-out-of-range", why, millis, "253402300800000");
    assertBad("json-out-of-range", why, millis, "'+10000-01-01T00:00:00Z'");
    assertBad("json-out-of-range", why, millis, "'-0001-03-05T10:11:12Z'");
    assertTime(253_402_300_799_999L, "long", "timestamp-millis", "'9999-12-31T23:59:59.999Z'");
    assertBad(
        "json-out-of-range",
        "The value does not fit into the 24 hours of a time-millis.",
        "{'type':'int','logicalType':'time-millis'}",
        "86400000");
  }

  @Test
  void textKeepsEachCharacter() {
    assertReads("'é € 𝄞'", "'string'", "'é \\u20ac 𝄞'");
    assertReads("'𝄞'", "'string'", "'\\ud834\\udd1e'");
    assertBad("json-no-text", "The value holds half a surrogate pair.", "'string'", "'\\ud834'");
  }

  @Test
  void whatIsNoJsonIsBadAndNotShown() {
    assertBad("json-empty", "The value holds no JSON.", "'int'", "  ");
    assertBad(
        "json-trailing-content", "The value goes on behind the end of its JSON.", "'int'", "1 2");
    BadRecordException error =
        assertThrows(BadRecordException.class, () -> encode("'int'", "secret"));
    assertEquals("json-malformed", error.errorClass());
    assertTrue(error.getMessage().startsWith("The value is no JSON from line 1, column "));
    assertEquals(
        "json-malformed",
        assertThrows(BadRecordException.class, () -> encode(EVENT, "{'id':1,'tags':['a'"))
            .errorClass());
    String deep = record("{'name':'r','type':['null','R']}");
    assertEquals(
        "json-too-deep",
        assertThrows(BadRecordException.class, () -> encode(deep, "{'r':".repeat(100_000)))
            .errorClass());
  }

  @Test
  void aFieldsOwnNameGoesBeforeAnyAlias() {
    String book =
        record(
            "{'name':'title','type':'string','default':'','aliases':['name']},"
                + "{'name':'name','type':['null','string'],'default':null},{'name':'id','type':'int'}");
    assertReads("{'title': '', 'name': 'N1', 'id': 1}", book, "{'id':1,'name':'N1'}");
    assertReads(
        "{'title': 'T2', 'name': 'N2', 'id': 2}", book, "{'title':'T2','name':'N2','id':2}");
    assertReads(
        "{'title': 'T3', 'name': 'N3', 'id': 3}", book, "{'name':'N3','title':'T3','id':3}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'label':'alias','name':'own','id':1}",
        "{'name':'own','label':'alias','id':1}",
        "{'id':1,'name':'own','label':'alias'}",
        "{'id':1,'label':'alias','name':'own','tags':[]}"
      })
  void aFieldGivenByItsNameAndAnAliasIsBadOrHasWhatItsNameSays(String json)
      throws BadRecordException {
    assertEquals(
        "json-duplicate-field",
        assertThrows(BadRecordException.class, () -> encode(EVENT, json)).errorClass());

    out.clear();
    new JsonToAvro(quoted(EVENT), DROPPING).encode(bytes(json), out);

    assertEquals(
        quoted("{'id': 1, 'name': 'own', 'tags': [], 'note': null, 'n': 7}"), readBack(EVENT));
  }

  @Test
  void aMapsKeyGivenTwiceIsBad() {
    String map =
        record("{'name':'m','type':{'type':'map','values':['int',{'type':'map','values':'int'}]}}");
    assertBad("json-duplicate-field", "Field m has a key twice.", map, "{'m':{'a':1,'b':2,'a':2}}");
    assertReads("{'m': {'a': {'a': 1}}}", map, "{'m':{'a':{'a':1}}}");
    StringBuilder many = new StringBuilder("{'m':{");
    for (int i = 0; i < 100; i++) {
      many.append("'k").append(i).append("':").append(i).append(',');
    }
    assertBad("json-duplicate-field", "Field m has a key twice.", map, many + "'k7':0}}");
    assertDoesNotThrow(() -> encode(map, many + "'k':0}}"));
  }

  @Test
  void aNegativeZeroKeepsItsSign() throws IOException, BadRecordException {
    for (String json : new String[] {"-0", "-0.0", "-0e3"}) {
      encode("'double'", json);
      assertEquals(
          Double.doubleToRawLongBits(-0.0), Double.doubleToRawLongBits(decoder().readDouble()));
      encode("'float'", json);
      assertEquals(Float.floatToRawIntBits(-0.0f), Float.floatToRawIntBits(decoder().readFloat()));
    }
    assertReads("0.0", "'double'", "0");
    assertReads("0", "'long'", "-0");
  }

  @Test
  void aFloatIsTheNearestToTheText() throws IOException, BadRecordException {
    encode("'float'", "1.00000017881393432617187499");

    assertEquals(1.0000001f, decoder().readFloat());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7b2273223a22c080227d",
        "7b2273223a22eda0bdedb880227d",
        "7b2273223a22ff227d",
        "7b2273223a22e282227d",
        "7b22c080223a317d",
        "feff007b007d"
      })
  void whatIsNoUtf8IsBad(String hex) {
    byte[] text = HexFormat.of().parseHex(hex.replaceAll("[^0-9a-f]", ""));

    BadRecordException error =
        assertThrows(
            BadRecordException.class,
            () ->
                new JsonToAvro(quoted(record("{'name':'s','type':'string'}")), DROPPING)
                    .encode(ByteBuffer.wrap(text), out));

    assertEquals("json-not-utf8", error.errorClass());
  }

  @Test
  void confluentsPrefixIsRecognized() {
    String schema = record("{'name':'f','type':'int'}");
    JsonToAvro encoder = new JsonToAvro(quoted(schema), JsonRules.STRICT);
    byte[] prefixed = HexFormat.of().parseHex("00000000017b2266223a317d");
    byte[] avro = HexFormat.of().parseHex("0000000102080a");

    BadRecordException json =
        assertThrows(
            BadRecordException.class, () -> encoder.encode(ByteBuffer.wrap(prefixed), out));
    BadRecordException other =
        assertThrows(BadRecordException.class, () -> encoder.encode(ByteBuffer.wrap(avro), out));

    assertEquals("json-confluent-prefix", json.errorClass());
    assertEquals(
        "The value begins with Confluent's 5-byte prefix (magic byte 0, schema id 1), as Confluent's"
            + " JSON Schema serializer writes it; value.format=json reads JSON without it. Have the"
            + " producer send plain JSON.",
        json.getMessage());
    assertEquals(
        "The value begins with Confluent's 5-byte prefix (magic byte 0, schema id 258), and no JSON"
            + " follows. Is value.format=confluent-avro right for this topic?",
        other.getMessage());
  }

  @Test
  void aLongTextAndALongNameAreRead() throws Exception {
    String text = "x".repeat(25_000_000);
    encode(record("{'name':'s','type':'string'}"), "{'s':'" + text + "'}");
    assertEquals(25_000_000, decoder().readString().length());
    String name = "n".repeat(60_000);
    assertReads(
        "{'m': {'" + name + "': 1}}",
        record("{'name':'m','type':{'type':'map','values':'int'}}"),
        "{'m':{'" + name + "':1}}");
  }

  @Test
  void aNumberOfMoreThanAThousandDigitsIsBad() {
    assertBad(
        "json-too-long",
        "A number in the value has more than 1000 characters.",
        record("{'name':'d','type':'double'}"),
        "{'d':" + "1".repeat(2000) + "}");
  }

  @Test
  void fiveHundredRecordsWithinEachOtherLandAndOneMoreIsBadWhateverTheStack() throws Exception {
    String node =
        record(
            "{'name':'v','type':'int'},{'name':'next','type':['null','R',"
                + "{'type':'record','name':'Leaf','fields':[{'name':'leaf','type':'string'}]}],'default':null}");
    for (String schema :
        new String[] {
          node,
          node.replace("'null','R',", "'null',")
              .replace(
                  "{'type':'record','name':'Leaf','fields':[{'name':'leaf','type':'string'}]}",
                  "'R'")
        }) {
      JsonToAvro encoder = new JsonToAvro(quoted(schema), JsonRules.STRICT);

      assertEquals("", inSmallThread(encoder, nested(500)));
      for (int depth : new int[] {501, 950, 990}) {
        assertEquals(
            "json-too-deep: Field next lies within more than 500 records within each other.",
            inSmallThread(encoder, nested(depth)).replace("The value", "Field next"));
      }
      assertTrue(inSmallThread(encoder, nested(5000)).startsWith("json-too-deep: "));
      assertEquals("", inSmallThread(encoder, nested(3)));
    }
  }

  @Test
  void anUnknownFieldIsDroppedHoweverDeepWithinTheLimit() throws Exception {
    JsonToAvro encoder = new JsonToAvro(quoted(record("{'name':'v','type':'int'}")), DROPPING);

    assertEquals(
        "", inSmallThread(encoder, "{'v':1,'u':" + "[".repeat(990) + "]".repeat(990) + "}"));
    assertEquals(
        "json-too-deep: The value has more than 1000 objects and arrays within each other.",
        inSmallThread(encoder, "{'v':1,'u':" + "[".repeat(1001) + "]".repeat(1001) + "}"));
  }

  private static String nested(int depth) {
    return "{'v':1,'next':".repeat(depth - 1) + "{'v':1}" + "}".repeat(depth - 1);
  }

  private String inSmallThread(JsonToAvro encoder, String json) throws InterruptedException {
    String[] outcome = {"none"};
    Thread small =
        new Thread(
            null,
            () -> {
              try {
                out.clear();
                encoder.encode(bytes(json), out);
                outcome[0] = "";
              } catch (BadRecordException e) {
                outcome[0] = e.errorClass() + ": " + e.getMessage();
              } catch (StackOverflowError e) {
                outcome[0] = e.toString();
              }
            },
            "small",
            256 << 10);
    small.start();
    small.join();
    return outcome[0];
  }

  @Test
  void oneTextAfterAnotherIsReadAsIfItWereAlone() {
    String union =
        "['null',{'type':'record','name':'A','fields':[{'name':'x','type':'int'}]},"
            + "{'type':'map','values':'string'}]";
    String schema =
        record("{'name':'u','type':" + union + "},{'name':'s','type':['null','string']}");
    JsonToAvro lasting = new JsonToAvro(quoted(schema), JsonRules.STRICT);
    Random random = new Random(5);
    for (int i = 0; i < 5000; i++) {
      String json =
          switch (random.nextInt(9)) {
            case 0 -> "{'u':{'x':" + i + "}}";
            case 1 -> "{'s':'" + "é".repeat(random.nextInt(9000)) + "','u':{'k" + i + "':'v'}} ";
            case 2 -> " {'u':null,'s':'behind white space'}";
            case 3 -> "{'u':{'k':'v'},'s':'" + i + "'}\n";
            case 4 -> "{'u':null} {'u':null}";
            case 5 -> "{'u':{'x':1},'s':'cut";
            case 6 -> "{'u':5}";
            case 7 -> "{'u':null}x";
            default -> "{}";
          };
      String expected = outcome(new JsonToAvro(quoted(schema), JsonRules.STRICT), json);

      assertEquals(expected, outcome(lasting, json), json);
    }
  }

  private String outcome(JsonToAvro encoder, String json) {
    out.clear();
    try {
      encoder.encode(bytes(json), out);
      byte[] copy = new byte[out.length()];
      out.view().get(copy);
      return Arrays.toString(copy);
    } catch (BadRecordException e) {
      return e.errorClass() + " " + e.getMessage();
    }
  }

  @Test
  void aDefaultOfAnotherTypeIsReportedAtOnce() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new JsonToAvro(
                    quoted(record("{'name':'a','type':'int','default':'x'}")), DROPPING));
    assertEquals(
        "Field a has a default that is none of its type. Correct schema.file.", error.getMessage());
  }

  @Test
  void garbageIsAlwaysABadRecord() {
    Random random = new Random(7);
    byte[] good = quoted("{'id':1,'name':'a','tags':['x','y'],'note':null,'n':2}").getBytes(UTF_8);
    JsonToAvro encoder = new JsonToAvro(quoted(EVENT), JsonRules.STRICT);
    int bad = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = good.clone();
      for (int j = random.nextInt(4); j >= 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      out.clear();
      try {
        encoder.encode(ByteBuffer.wrap(bytes, 0, random.nextInt(bytes.length + 1)), out);
        readBack(EVENT);
      } catch (BadRecordException e) {
        bad++;
      }
    }
    assertTrue(bad > 10_000, "bad: " + bad);
  }

  private void assertTime(long expected, String type, String logicalType, String json) {
    try {
      encode("{'type':'" + type + "','logicalType':'" + logicalType + "'}", json);
      assertEquals(expected, decoder().readLong());
    } catch (BadRecordException | IOException e) {
      fail(e);
    }
  }

  private void assertReads(String expected, String schema, String json) {
    try {
      encode(schema, json);
    } catch (BadRecordException e) {
      fail(e);
    }
    assertEquals(quoted(expected), readBack(schema));
  }

  private void assertBad(String errorClass, String message, String schema, String json) {
    BadRecordException error = assertThrows(BadRecordException.class, () -> encode(schema, json));
    assertEquals(errorClass, error.errorClass());
    assertEquals(message, error.getMessage());
  }

  private void encode(String schema, String json) throws BadRecordException {
    out.clear();
    new JsonToAvro(quoted(schema), JsonRules.STRICT).encode(bytes(json), out);
  }

  private String readBack(String schema) {
    Schema parsed = LenientSchemas.parse(quoted(schema));
    try {
      BinaryDecoder decoder = decoder();
      Object datum = new GenericDatumReader<>(parsed).read(null, decoder);
      assertTrue(decoder.isEnd());
      String text = String.valueOf(datum);
      return datum instanceof CharSequence || datum instanceof GenericEnumSymbol
          ? '"' + text + '"'
          : text;
    } catch (IOException e) {
      return fail(e);
    }
  }

  private BinaryDecoder decoder() {
    byte[] copy = new byte[out.length()];
    out.view().get(copy);
    return DecoderFactory.get().binaryDecoder(copy, null);
  }

  private static String record(String fields) {
    return "{'type':'record','name':'R','fields':[" + fields + "]}";
  }

  private static ByteBuffer bytes(String json) {
    return ByteBuffer.wrap(quoted(json).getBytes(UTF_8));
  }

  private static String quoted(String text) {
    return text.replace('\'', '"');
  }
}
