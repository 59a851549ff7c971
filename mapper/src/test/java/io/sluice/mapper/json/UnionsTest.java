package io.sluice.mapper.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.mapper.avro.AvroBuffer;
import io.sluice.mapper.json.value.JsonRules;
import io.sluice.mapper.json.value.JsonRules.UnknownFields;
import io.sluice.mapper.json.value.JsonRules.UnknownSymbols;
import io.sluice.records.LenientSchemas;
import io.sluice.records.api.BadRecordException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the choice of a union's branch for a JSON value. */
class UnionsTest {
  private static final JsonRules DROPPING =
      new JsonRules(UnknownFields.DROP, UnknownSymbols.QUARANTINE);
  private static final JsonRules DEFAULTING =
      new JsonRules(UnknownFields.QUARANTINE, UnknownSymbols.DEFAULT);

  private static final String DECIMAL =
      "{'type':'bytes','logicalType':'decimal','precision':9,'scale':2}";
  private static final String FIXED = "{'type':'fixed','name':'F','size':3}";
  private static final String MILLIS = "{'type':'long','logicalType':'timestamp-millis'}";
  private static final String DATE = "{'type':'int','logicalType':'date'}";
  private static final String UUID = "{'type':'fixed','name':'U','size':16,'logicalType':'uuid'}";
  private static final String ENUM =
      "{'type':'enum','name':'E','symbols':['OTHER','WEB'],'default':'OTHER'}";

  private final AvroBuffer out = new AvroBuffer();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "DECIMAL | '00123'",
        "DECIMAL | '1e2'",
        "DECIMAL | '123.00'",
        "FIXED   | 'abcd'",
        "'bytes' | 'abcd'",
        "MILLIS  | '2026-01-01T00:00:00.123456Z'",
        "MILLIS  | '2026-01-01T00:00:00Z'",
        "DATE    | '2026-01-01'",
        "UUID    | '123e4567-e89b-12d3-a456-426614174000'",
        "ENUM    | 'partner site 7'",
      })
  void aTextIsAStringWhereTheUnionHasOne(String other, String json) throws Exception {
    for (JsonRules rules : new JsonRules[] {JsonRules.STRICT, DROPPING, DEFAULTING}) {
      assertEquals("1 " + json, branch("['null','string'," + of(other) + "]", json, rules));
      assertEquals("2 " + json, branch("['null'," + of(other) + ",'string']", json, rules));
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        // An integer: the smallest that holds it, and plain numbers before times.
        "['double','int','long']       | 5                  | 1 5",
        "['double','int','long']       | 5000000000         | 2 5000000000",
        "['double','long']             | 9007199254740993   | 1 9007199254740993",
        "['float','double']            | 16777217           | 1 1.6777217E7",
        "['float','int']               | 5.5                | 0 5.5",
        "['float','long']              | 16777217.0         | 1 16777217",
        "['long','float','null']       | 0.1                | 1 0.1",
        "['float',DECIMAL]             | 0.125              | 0 0.125",
        "['string','float']            | 16777217           | 1 1.6777216E7",
        "[DATE,'long']                 | 5                  | 1 5",
        "['int',MILLIS]                | 1700000000000      | 1 1700000000000",
        "['double',MILLIS]             | 300000000000000    | 0 3.0E14",
        "['int','string']              | 1.0                | 0 1",
        // A fraction: what holds it exactly, then the nearest.
        "['long','double']             | 1.5                | 1 1.5",
        "['long','double']             | 0.1                | 1 0.1",
        "['long','double']             | 9007199254740993.0 | 0 9007199254740993",
        "['float','double']            | 0.1                | 1 0.1",
        "['float','string']            | 0.1                | 0 0.1",
        "['double',DECIMAL]            | 1e300              | 0 1.0E300",
        "['long','double']             | -0                 | 1 -0.0",
        "['long','double']             | -0.0               | 1 -0.0",
        // A text in a union without a string.
        "[ENUM,DATE]                   | 'WEB'              | 0 WEB",
        "[ENUM,DATE]                   | '2026-01-01'       | 1 20454",
      })
  void aNumberIsInTheBranchThatHoldsItExactly(String union, String json, String expected)
      throws Exception {
    assertEquals(expected, branch(of(union), json, JsonRules.STRICT));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "['long',DECIMAL]   | 0.10",
        "['double',DECIMAL] | 0.10",
        "[DECIMAL,'double'] | 0.10",
        "['double',DECIMAL] | 1234567.01",
      })
  void aDecimalHoldsAFractionExactly(String union, String json) throws Exception {
    encode(of(union), json, JsonRules.STRICT);

    assertEquals(union.startsWith("[DECIMAL") ? 0 : 2, out.view().get(0));
  }

  @Test
  void ofSeveralRecordsOneThatHasAllFieldsGoesBeforeOneThatWouldDropSome() throws Exception {
    String click =
        "{'type':'record','name':'Click','fields':[{'name':'x','type':['null','int'],'default':null}]}";
    String purchase =
        "{'type':'record','name':'Purchase','fields':[{'name':'amount','type':'double'},{'name':'sku','type':'string'}]}";
    String json = "{'amount':9.5,'sku':'s-1'}";
    String expected = "{'amount': 9.5, 'sku': 's-1'}";

    assertEquals("1 " + expected, branch("[" + click + "," + purchase + "]", json, DROPPING));
    assertEquals("0 " + expected, branch("[" + purchase + "," + click + "]", json, DROPPING));
    String map = "{'type':'map','values':'string'}";
    assertEquals("1 {k=v}", branch("[" + click + "," + map + "]", "{'k':'v'}", DROPPING));
  }

  @Test
  void whereNoRecordHasAllFieldsTheOneThatDropsLeastIsTaken() throws Exception {
    String one = "{'type':'record','name':'C','fields':[{'name':'a','type':'int'}]}";
    String two =
        "{'type':'record','name':'D','fields':[{'name':'a','type':'int'},{'name':'b','type':'string'}]}";
    String json = "{'c':1,'a':1,'b':'x'}";

    assertEquals("1 {'a': 1, 'b': 'x'}", branch("[" + one + "," + two + "]", json, DROPPING));
    assertEquals("0 {'a': 1, 'b': 'x'}", branch("[" + two + "," + one + "]", json, DROPPING));
    assertEquals(
        "json-unknown-field",
        assertThrows(
                BadRecordException.class,
                () -> encode("[" + one + "," + two + "]", json, JsonRules.STRICT))
            .errorClass());
  }

  @Test
  void droppingDeepWithinABranchCountsToo() throws Exception {
    String inner = "{'type':'record','name':'%s','fields':[{'name':'a','type':'int'}%s]}";
    String outer =
        "{'type':'record','name':'%s','fields':[{'name':'in','type':{'type':'array','items':%s}}]}";
    String union =
        "["
            + outer.formatted("A", inner.formatted("AI", ""))
            + ","
            + outer.formatted("B", inner.formatted("BI", ",{'name':'b','type':['null','int']}"))
            + "]";

    assertEquals("1 {'in': [{'a': 1, 'b': 2}]}", branch(union, "{'in':[{'a':1,'b':2}]}", DROPPING));
  }

  @Test
  void recordsThatDifferInTypesAreDistinguishedByWhatHoldsTheValuesExactly() throws Exception {
    String record = "{'type':'record','name':'%s','fields':[{'name':'x','type':%s}]}";
    String numbers =
        "[" + record.formatted("A", "'double'") + "," + record.formatted("B", "'long'") + "]";
    assertEquals("1 {'x': 9007199254740993}", branch(numbers, "{'x':9007199254740993}", DROPPING));
    assertEquals("1 {'x': 5}", branch(numbers, "{'x':5}", DROPPING));
    assertEquals("0 {'x': 5.5}", branch(numbers, "{'x':5.5}", DROPPING));
    String texts =
        "[" + record.formatted("A", MILLIS) + "," + record.formatted("B", "'string'") + "]";
    assertEquals(
        "1 {'x': '2026-01-01T00:00:00Z'}", branch(texts, "{'x':'2026-01-01T00:00:00Z'}", DROPPING));
    String nested =
        "{'type':'record','name':'R','fields':[{'name':'u','type':"
            + texts
            + "},{'name':'v','type':{'type':'array','items':['long','double']}}]}";
    assertEquals(
        "0 {'u': {'x': 'a'}, 'v': [1, 2.5, 3]}",
        branch("[" + nested + "]", "{'v':[1,2.5,3],'u':{'x':'a'}}", DROPPING));
  }

  @Test
  void aRecordWithTheFieldsOwnNameGoesBeforeOneWithAnAlias() throws Exception {
    String union =
        "[{'type':'record','name':'A','fields':[{'name':'label','type':'string','aliases':['title']}]},"
            + "{'type':'record','name':'B','fields':[{'name':'title','type':'string'}]}]";

    assertEquals("1 {'title': 't'}", branch(union, "{'title':'t'}", JsonRules.STRICT));
    assertEquals("0 {'label': 't'}", branch(union, "{'label':'t'}", JsonRules.STRICT));
  }

  @Test
  void anUnknownSymbolIsBadUnlessTheDefaultIsAllowed() throws Exception {
    BadRecordException error =
        assertThrows(BadRecordException.class, () -> encode(ENUM, "'nobody'", JsonRules.STRICT));

    assertEquals("json-unknown-symbol", error.errorClass());
    assertEquals(
        "The value is no symbol of the schema's enum. Add it to schema.file, or set"
            + " json.unknown.symbols=default.",
        error.getMessage());
    encode(ENUM, "'nobody'", DEFAULTING);
    assertEquals(0, out.view().get(0));
    assertEquals("1 WEB", branch("['null'," + ENUM + "]", "'WEB'", JsonRules.STRICT));
    assertEquals("1 OTHER", branch("['null'," + ENUM + "]", "'nobody'", DEFAULTING));
  }

  private static String of(String schema) {
    return schema
        .replace("DECIMAL", DECIMAL)
        .replace("FIXED", FIXED)
        .replace("MILLIS", MILLIS)
        .replace("DATE", DATE)
        .replace("UUID", UUID)
        .replace("ENUM", ENUM);
  }

  /** The branch's index and value. */
  private String branch(String union, String json, JsonRules rules)
      throws BadRecordException, IOException {
    encode(union, json, rules);
    byte[] copy = new byte[out.length()];
    out.view().get(copy);
    Schema schema = LenientSchemas.parse(union.replace('\'', '"'));
    Object datum =
        new GenericDatumReader<>(schema).read(null, DecoderFactory.get().binaryDecoder(copy, null));
    String text = String.valueOf(datum).replace('"', '\'');
    return (copy[0] >> 1) + " " + (datum instanceof CharSequence ? "'" + text + "'" : text);
  }

  private void encode(String schema, String json, JsonRules rules) throws BadRecordException {
    out.clear();
    new JsonToAvro(schema.replace('\'', '"'), rules)
        .encode(ByteBuffer.wrap(json.replace('\'', '"').getBytes(UTF_8)), out);
  }
}
