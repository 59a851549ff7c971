package io.sluice.records.landing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.records.LenientSchemas;
import io.sluice.records.merge.BranchOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas that follow one another: what they hold together, and what holds the topic. */
class SchemaEvolutionTest {
  private static final List<String> PLACES =
      List.of(
          "%s",
          "['null',%s]",
          "['null','boolean',%s]",
          "{'type':'array','items':%s}",
          "{'type':'map','values':['null',%s]}",
          "{'type':'record','name':'In','fields':[{'name':'x','type':%s}]}",
          "['null',{'type':'array','items':{'type':'record','name':'In','fields':[{'name':'x','type':%s}]}}]");

  static Stream<Arguments> changedLogicalTypes() {
    List<List<String>> changes =
        List.of(
            List.of(decimal("bytes", 10, 2), decimal("bytes", 12, 4)),
            List.of(fixedDecimal(18, 2), fixedDecimal(18, 3)),
            List.of(logical("long", "timestamp-millis"), logical("long", "timestamp-micros")),
            List.of(logical("long", "timestamp-micros"), logical("long", "timestamp-nanos")),
            List.of(logical("long", "timestamp-millis"), logical("long", "local-timestamp-millis")),
            List.of(logical("int", "date"), logical("int", "time-millis")),
            List.of(logical("int", "time-millis"), logical("long", "time-micros")),
            List.of(logical("int", "date"), logical("long", "timestamp-millis")),
            List.of("'long'", logical("long", "timestamp-millis")),
            List.of("'int'", logical("long", "timestamp-millis")),
            List.of(logical("long", "timestamp-micros"), "'long'"),
            List.of("'bytes'", decimal("bytes", 10, 2)),
            List.of(decimal("bytes", 10, 2), "'bytes'"),
            List.of(
                "{'type':'fixed','name':'U','size':16}",
                "{'type':'fixed','name':'U','size':16,'logicalType':'uuid'}"));
    return PLACES.stream()
        .flatMap(
            place ->
                changes.stream()
                    .filter(
                        each ->
                            !place.contains("'boolean'")
                                || base(each.get(0)).equals(base(each.get(1))))
                    .map(
                        each ->
                            Arguments.of(
                                place.formatted(each.get(0)), place.formatted(each.get(1)))));
  }

  /** A union with several branches has room for an int of old and a long of new. */
  private static Schema.Type base(String type) {
    return field(type).getField("f").schema().getType();
  }

  @ParameterizedTest
  @MethodSource("changedLogicalTypes")
  void aLogicalTypeByWhichLandedValuesWouldReadAsSomethingElseHoldsTheTopic(
      String landed, String newest) {
    String problem = refused(rules().next("t", field(newest), landed(landed)));

    assertTrue(
        problem.startsWith(
            "Cannot land topic 't': under schema.compatibility=backward values that have landed"
                + " would be read as something else, f"),
        problem);
    assertTrue(problem.contains("set schema.compatibility=none"), problem);
  }

  @ParameterizedTest
  @MethodSource("changedLogicalTypes")
  void withoutCompatibilityAChangedLogicalTypeLands(String landed, String newest) {
    fixed(rules(Compatibility.NONE, NameCase.WARN).next("t", field(newest), landed(landed)));
  }

  static Stream<String> places() {
    return PLACES.stream();
  }

  @ParameterizedTest
  @MethodSource("places")
  void aDecimalWithMoreDigitsLands(String place) {
    String wide = place.formatted(decimal("bytes", 18, 2));

    LandingSchema next =
        fixed(rules().next("t", field(wide), landed(place.formatted(decimal("bytes", 9, 2)))));

    assertEquals(field(wide).getField("f").schema(), next.schema().getField("f").schema());
  }

  @ParameterizedTest
  @MethodSource("places")
  void aDecimalWithFewerDigitsKeepsThoseThatLanded(String place) {
    for (List<String> each :
        List.of(
            List.of(decimal("bytes", 18, 2), decimal("bytes", 9, 2)),
            List.of(fixedDecimal(18, 2), fixedDecimal(9, 2)))) {
      String landed = landed(place.formatted(each.get(0)));

      LandingSchema next = fixed(rules().next("t", field(place.formatted(each.get(1))), landed));

      assertEquals(landed, next.text());
    }
  }

  @Test
  void textThatIsCalledAUuidNowLands() {
    fixed(rules().next("t", field(logical("string", "uuid")), landed("'string'")));
    fixed(rules().next("t", field("'string'"), landed(logical("string", "uuid"))));
  }

  @Test
  void aFieldThatOnlyAnEarlierVersionHasIsANullableColumn() {
    Schema with = fields("{'name':'id','type':'long'},{'name':'legacy','type':'string'}");
    Schema without = fields("{'name':'id','type':'long'}");

    LandingSchema landing = fixed(rules().first("t", versions(with, without)));

    assertEquals("[\"null\",\"string\"]", type(landing, "legacy"));
    assertEquals(List.of("id", "legacy"), names(landing.valueRecord()));
  }

  @Test
  void aRenamedFieldThatIsGoneIsStillFoundByItsFormerNames() {
    Schema one = fields("{'name':'id','type':'long'},{'name':'a','type':'int'}");
    Schema two = fields("{'name':'id','type':'long'},{'name':'b','type':'int','aliases':['a']}");
    Schema three = fields("{'name':'id','type':'long'},{'name':'c','type':'long','aliases':['b']}");
    Schema four = fields("{'name':'id','type':'long'}");

    LandingSchema renamed = fixed(rules().first("t", versions(one, two, three)));
    LandingSchema gone = fixed(rules().first("t", versions(one, two, three, four)));
    LandingSchema next = fixed(rules().next("t", versions(one, two, three, four), gone.text()));

    assertEquals(List.of("id", "c"), names(renamed.valueRecord()));
    assertEquals("\"long\"", type(renamed, "c"));
    assertEquals(Set.of("a", "b"), renamed.schema().getField("c").aliases());
    assertEquals(List.of("id", "c"), names(gone.valueRecord()));
    assertEquals(Set.of("a", "b"), gone.schema().getField("c").aliases());
    assertEquals("[\"null\",\"long\"]", type(gone, "c"));
    assertEquals(gone.schema().getField("c"), next.schema().getField("c"));
    assertEquals(gone.schema().getField("c").aliases(), next.schema().getField("c").aliases());
    assertEquals(names(gone.valueRecord()), names(next.valueRecord()));
  }

  @Test
  void aNameThatWasGivenUpIsTheSameFieldOnlyIfItsTypeIsAlike() {
    Schema one = fields("{'name':'a','type':'int'}");
    Schema two = fields("{'name':'b','type':'int','aliases':['a']}");
    Schema other = fields("{'name':'a','type':'string'}");
    String landed = fixed(rules().first("t", versions(one, two))).text();

    LandingSchema back = fixed(rules().next("t", one, landed));
    LandingSchema reused = fixed(rules().next("t", other, landed));

    assertEquals(List.of("b"), names(back.valueRecord()));
    assertEquals(Set.of("a"), back.schema().getField("b").aliases());
    assertEquals(List.of("a", "b"), names(reused.valueRecord()));
    assertEquals("[\"null\",\"string\"]", type(reused, "a"));
    assertEquals(Set.of(), reused.schema().getField("b").aliases());
  }

  @Test
  void anAliasNeverCoversAFieldThatRecordsHaveBesideIt() {
    Schema one = fields("{'name':'a','type':'int'}");
    Schema two = fields("{'name':'a','type':'int'},{'name':'b','type':'int','default':0}");
    Schema three = fields("{'name':'b','type':'int','aliases':['a']}");

    LandingSchema landing = fixed(rules().first("t", versions(one, two, three)));

    assertEquals(List.of("b", "a"), names(landing.valueRecord()));
  }

  @Test
  void aFieldWithoutADefaultThatEarlierVersionsLackIsNullable() {
    Schema one = fields("{'name':'id','type':'long'}");
    Schema two = fields("{'name':'id','type':'long'},{'name':'b','type':'string'}");

    LandingSchema first = fixed(rules().first("t", versions(one, two)));
    LandingSchema next = fixed(rules().next("t", two, fixed(rules().first("t", one)).text()));

    assertEquals("[\"null\",\"string\"]", type(first, "b"));
    assertEquals("[\"null\",\"string\"]", type(next, "b"));
    assertEquals("\"string\"", type(fixed(rules().first("t", two)), "b"));
  }

  @Test
  void aFieldKeepsTheDefaultThatEarlierVersionsHadOrIsNullable() {
    Schema one = fields("{'name':'id','type':'long'}");
    String two = "{'name':'id','type':'long'},{'name':'b','type':'int','default':7}";
    Schema same = fields("{'name':'id','type':'long'},{'name':'b','type':'int'}");
    Schema other = fields("{'name':'id','type':'long'},{'name':'b','type':'string'}");
    Schema text = fields("{'name':'id','type':'long'},{'name':'b','type':'string','default':'x'}");
    Schema union =
        fields(
            "{'name':'id','type':'long'},{'name':'b','type':['null',"
                + "{'type':'record','name':'In','fields':[{'name':'n','type':'int'}]},'string']}");

    LandingSchema kept = fixed(rules().first("t", versions(one, fields(two), same)));
    LandingSchema nullable = fixed(rules().first("t", versions(one, fields(two), other)));

    assertEquals(7, kept.schema().getField("b").defaultVal());
    assertEquals("\"int\"", type(kept, "b"));
    assertEquals("[\"null\",\"string\"]", type(nullable, "b"));
    assertEquals(
        JsonProperties.NULL_VALUE,
        fixed(rules().first("t", versions(one, text, union))).schema().getField("b").defaultVal());
  }

  @Test
  void aRecordKeepsItsLandedFieldsWhereItIsFirstUsedInANewPlace() {
    String record = "{'type':'record','name':'In','fields':[{'name':'a','type':'int'}%s]}";
    Schema one =
        fields("{'name':'x','type':" + record.formatted(",{'name':'b','type':'int'}") + "}");
    Schema two =
        fields(
            "{'name':'y','type':['null',"
                + record.formatted("")
                + "],'default':null},{'name':'x','type':'In'}");

    LandingSchema landing = fixed(rules().first("t", versions(one, two)));

    assertEquals(List.of("a", "b"), names(landing.schema().getField("x").schema()));
  }

  @Test
  void aLandedSchemaGetsWhatVersionsInBetweenHad() {
    Schema one = fields("{'name':'id','type':'long'}");
    Schema two =
        fields("{'name':'id','type':'long'},{'name':'b','type':['null','int'],'default':null}");
    String landed = fixed(rules().first("t", versions(one))).text();

    LandingSchema landing = fixed(rules().next("t", versions(one, two, one), landed));

    assertEquals("[\"null\",\"int\"]", type(landing, "b"));
  }

  @Test
  void whatNumbersBranchesAndSymbolsEarlierVersionsHaveIsThere() {
    Schema earlier =
        fields(
            "{'name':'n','type':'long'},{'name':'u','type':['null','int','string']},"
                + "{'name':'e','type':{'type':'enum','name':'E','symbols':['A','B']}},"
                + "{'name':'m','type':{'type':'map','values':['int','string']}}");
    Schema newest =
        fields(
            "{'name':'n','type':'int'},{'name':'u','type':['null','int','double']},"
                + "{'name':'e','type':{'type':'enum','name':'E','symbols':['C','A']}},"
                + "{'name':'m','type':{'type':'map','values':'string'}}");

    LandingSchema landing = fixed(rules().first("t", versions(earlier, newest)));

    assertEquals("\"long\"", type(landing, "n"));
    assertEquals("[\"null\",\"int\",\"double\",\"string\"]", type(landing, "u"));
    assertEquals(List.of("C", "A", "B"), landing.schema().getField("e").schema().getEnumSymbols());
    assertEquals("{\"type\":\"map\",\"values\":[\"string\",\"int\"]}", type(landing, "m"));
  }

  @Test
  void aUnionHasRoomForABranchOfTheOldMeaningAndOneOfTheNew() {
    LandingSchema next =
        fixed(
            rules()
                .next(
                    "t",
                    field("['null','boolean'," + logical("long", "time-micros") + "]"),
                    landed("['null','boolean'," + logical("int", "time-millis") + "]")));

    assertEquals(
        List.of(Schema.Type.NULL, Schema.Type.BOOLEAN, Schema.Type.LONG, Schema.Type.INT),
        next.schema().getField("f").schema().getTypes().stream().map(Schema::getType).toList());
  }

  @Test
  void aFormatThatNamesColumnsByBranchesKeepsTheOrderInWhichTheyLanded() {
    LandingRules parquet =
        new LandingRules(
            List.of(),
            "kafka_",
            Set.of(),
            Compatibility.BACKWARD,
            NameCase.WARN,
            new ColumnsByBranchNumber());
    String landed = fixed(parquet.first("t", field("['null','int','string']"))).text();

    LandingSchema next = fixed(parquet.next("t", field("['string','null','int']"), landed));

    assertEquals("[\"int\",\"string\",\"null\"]", type(next, "f"));
  }

  @Test
  void anEarlierVersionThatFitsNoColumnsIsLeftOut() {
    Schema clashing = fields("{'name':'dt','type':'long'}");
    Schema newest = fields("{'name':'id','type':'long'}");

    LandingSchema landing = fixed(rules().first("t", versions(clashing, newest)));

    assertEquals(List.of("id"), names(landing.valueRecord()));
  }

  @Test
  void anotherTypeOfRecordInTheSubjectIsNoEarlierVersion() {
    Schema other =
        LenientSchemas.parse(
            "{\"type\":\"record\",\"name\":\"Other\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}");

    LandingSchema landing =
        fixed(rules().first("t", versions(other, fields("{'name':'id','type':'long'}"))));

    assertEquals(List.of("id"), names(landing.valueRecord()));
  }

  @Test
  void theLandedSchemaNamesTheVersionThatItReachesTo() {
    ValueVersions versions =
        new ValueVersions(List.of(), fields("{'name':'id','type':'long'}"), "version 3, id 7");

    LandingSchema landing = fixed(rules().first("t", versions));

    assertEquals("version 3, id 7", LandingSchema.parse(landing.text()).versions().orElse(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'record','name':'In','fields':[{'name':'first-name','type':'string'}]}",
        "{'type':'array','items':{'type':'record','name':'In','fields':[{'name':'1st','type':'string'}]}}",
        "['null',{'type':'record','name':'In-ner','fields':[{'name':'n','type':'string'}]}]",
      })
  void aNameThatAvroDoesNotAllowHoldsTheTopicAtTheFirstRunToo(String type) {
    String problem = refused(rules().first("t", field(type)));

    assertTrue(
        problem.startsWith("Cannot land topic 't': Avro does not allow the name of "), problem);
  }

  @Test
  void aNameThatAvroDoesNotAllowIsGivenWithItsPath() {
    String problem =
        refused(
            rules()
                .first(
                    "t",
                    field(
                        "{'type':'record','name':'In','fields':[{'name':'first-name','type':'string'}]}")));

    assertTrue(problem.contains("field 'f.first-name'"), problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'record','name':'In','fields':[{'name':'n','type':'int','default':'zero'}]}",
        "{'type':'record','name':'In','fields':[{'name':'n','type':['double','null'],'default':'NaN'}]}",
        "{'type':'record','name':'In','fields':[{'name':'n','type':'double','default':'NaN'}]}",
        "{'type':'map','values':{'type':'record','name':'In','fields':[{'name':'n','type':'string','default':7}]}}",
      })
  void aDefaultThatDoesNotFitLandsAtTheFirstRunAndAtTheSecond(String type) {
    LandingSchema first = fixed(rules().first("t", field(type)));

    LandingSchema second = fixed(rules().next("t", field(type), first.text()));

    assertEquals(first.text(), second.text());
    new Schema.Parser().parse(first.text());
  }

  @Test
  void aDefaultThatDoesNotFitAtTheTopLandsToo() {
    Schema schema =
        fields(
            "{'name':'n','type':'int','default':'zero'},{'name':'u','type':['double','null'],'default':'NaN'}");

    LandingSchema first = fixed(rules().first("t", schema));

    assertEquals(first.text(), fixed(rules().next("t", schema, first.text())).text());
  }

  @Test
  void aNewFieldByWhichARecordHoldsItselfLands() {
    Schema plain = fields("{'name':'a','type':'int'}");
    Schema recursive =
        fields("{'name':'a','type':'int'},{'name':'next','type':['null','R'],'default':null}");
    String landed = fixed(rules().first("t", plain)).text();

    LandingSchema next = fixed(rules().next("t", recursive, landed));
    LandingSchema gone = fixed(rules().next("t", plain, next.text()));

    assertEquals(List.of("a", "next"), names(next.valueRecord()));
    assertEquals(List.of("a", "next"), names(gone.valueRecord()));
  }

  @Test
  void namesThatDifferInCaseOnlyAreNotedWithTheKey() {
    Schema pair = fields("{'name':'id','type':'int'},{'name':'ID','type':'int'}");

    LandingAnswer answer = rules().first("t", pair);

    assertEquals(
        List.of(
            "Topic 't' has fields whose names differ in case only, 'ID' and 'id': both land, and"
                + " Hive reads only one of them. Set schema.names.case=refuse to hold the"
                + " topic, or keep to land them without this note."),
        assertInstanceOf(LandingAnswer.Fixed.class, answer).notes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'record','name':'In','fields':[{'name':'userId','type':'int'},{'name':'userid','type':'int'}]}",
        "{'type':'array','items':['null',{'type':'record','name':'In','fields':[{'name':'userId','type':'int'},{'name':'userid','type':'int'}]}]}",
      })
  void namesWithinThatDifferInCaseOnlyHoldTheTopicWhereTheKeySaysSo(String type) {
    String problem =
        refused(rules(Compatibility.BACKWARD, NameCase.REFUSE).first("t", field(type)));

    assertTrue(problem.contains("'f.userId' and 'f.userid'"), problem);
    assertTrue(problem.contains("schema.names.case=keep"), problem);
  }

  @Test
  void namesThatDifferInCaseOnlyLandWithoutANoteWhereTheKeySaysSo() {
    Schema pair = fields("{'name':'id','type':'int'},{'name':'ID','type':'int'}");

    LandingAnswer answer = rules(Compatibility.BACKWARD, NameCase.KEEP).first("t", pair);

    assertEquals(List.of(), assertInstanceOf(LandingAnswer.Fixed.class, answer).notes());
  }

  private static LandingRules rules() {
    return rules(Compatibility.BACKWARD, NameCase.WARN);
  }

  private static LandingRules rules(Compatibility compatibility, NameCase nameCase) {
    return new LandingRules(
        List.of(Coordinate.OFFSET),
        "kafka_",
        Set.of("dt"),
        compatibility,
        nameCase,
        FileColumns.ANY);
  }

  private static ValueVersions versions(Schema... ascending) {
    List<Schema> all = Arrays.asList(ascending);
    return new ValueVersions(
        all.subList(0, all.size() - 1), all.get(all.size() - 1), "version " + all.size());
  }

  private static String landed(String type) {
    return fixed(rules().first("t", field(type))).text();
  }

  private static Schema field(String type) {
    return fields("{'name':'f','type':" + type + "}");
  }

  private static Schema fields(String fields) {
    return LenientSchemas.parse(
        "{'type':'record','name':'R','fields':[%s]}".formatted(fields).replace('\'', '"'));
  }

  private static String logical(String type, String name) {
    return "{'type':'" + type + "','logicalType':'" + name + "'}";
  }

  private static String decimal(String type, int precision, int scale) {
    return "{'type':'%s','logicalType':'decimal','precision':%d,'scale':%d}"
        .formatted(type, precision, scale);
  }

  private static String fixedDecimal(int precision, int scale) {
    return "{'type':'fixed','name':'D','size':8,'logicalType':'decimal','precision':%d,'scale':%d}"
        .formatted(precision, scale);
  }

  private static String type(LandingSchema landing, String field) {
    return landing.schema().getField(field).schema().toString();
  }

  private static List<String> names(Schema record) {
    return record.getFields().stream().map(Schema.Field::name).toList();
  }

  private static LandingSchema fixed(LandingAnswer answer) {
    return assertInstanceOf(LandingAnswer.Fixed.class, answer, answer::toString).schema();
  }

  private static String refused(LandingAnswer answer) {
    List<String> problems =
        assertInstanceOf(LandingAnswer.Refused.class, answer, answer::toString).problems();
    return problems.get(0);
  }

  /** Stands for Parquet. */
  private static final class ColumnsByBranchNumber implements FileColumns {
    @Override
    public Optional<String> unfit(Schema values, Schema landed) {
      return Optional.empty();
    }

    @Override
    public BranchOrder branchOrder() {
      return BranchOrder.LANDED_FIRST;
    }

    @Override
    public List<String> changes(Schema next, Schema landed) {
      return List.of();
    }
  }
}
