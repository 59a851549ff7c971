package io.sluice.records.landing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.records.LenientSchemas;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class LandingRulesTest {
  private static final String ORDER =
      record(
          "Order",
          "{\"name\":\"id\",\"type\":\"string\"},"
              + "{\"name\":\"at\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}}");

  @Test
  void aFirstLandingSchemaIsTheValuesFieldsAndThenTheCoordinates() throws IOException {
    LandingRules all = rules(List.of(Coordinate.values()));

    LandingSchema landing = fixed(all.first("orders", schema(ORDER)));

    assertEquals(golden("landing-order.avsc"), landing.text());
    assertEquals(schema(ORDER), landing.valueSchema());
    assertEquals(Arrays.asList(Coordinate.values()), landing.coordinates());
  }

  @Test
  void theQuarantineSchemaIsWhatItWas() throws IOException {
    assertEquals(golden("quarantine-1.avsc"), QuarantineSchema.schema().toString());
  }

  @Test
  void aLandingSchemaSurvivesItsText() {
    LandingSchema landing = fixed(rules().first("orders", schema(ORDER)));

    LandingSchema read = LandingSchema.parse(landing.text());

    assertEquals(landing.fingerprint(), read.fingerprint());
    assertEquals(landing.coordinates(), read.coordinates());
    assertEquals(landing.valueSchema(), read.valueSchema());
  }

  @Test
  void theSameSchemaKeepsItsFingerprint() {
    LandingSchema first = fixed(rules().first("orders", schema(ORDER)));

    LandingSchema second = fixed(rules().next("orders", schema(ORDER), first.text()));

    assertEquals(first.fingerprint(), second.fingerprint());
  }

  @Test
  void aValueThatIsNoRecordIsWrapped() {
    LandingSchema landing = fixed(rules().first("clicks.eu-1", schema("\"string\"")));

    assertEquals("io.sluice.landed.ClicksEu1Value", landing.schema().getFullName());
    assertEquals(List.of("value", "kafka_partition", "kafka_offset"), names(landing.schema()));
    assertEquals(schema("\"string\""), LandingSchema.parse(landing.text()).valueSchema());
  }

  @Test
  void aFieldThatIsGoneStaysBehindTheOthersAndNullable() {
    String landed =
        first(
            record("Order", "{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"b\",\"type\":\"int\"}"));

    LandingSchema next =
        fixed(
            rules()
                .next(
                    "orders",
                    schema(
                        record(
                            "Order",
                            "{\"name\":\"b\",\"type\":\"int\"},{\"name\":\"c\",\"type\":\"int\",\"default\":0}")),
                    landed));

    assertEquals(List.of("b", "c", "a", "kafka_partition", "kafka_offset"), names(next.schema()));
    assertEquals("[\"null\",\"int\"]", next.schema().getField("a").schema().toString());
    assertTrue(next.schema().getField("a").hasDefaultValue());
  }

  @Test
  void aFieldThatCameBackStaysNullableAndKeepsItsDefault() {
    String both =
        first(
            record("Order", "{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"b\",\"type\":\"int\"}"));
    String gone =
        fixed(
                rules()
                    .next(
                        "orders",
                        schema(record("Order", "{\"name\":\"a\",\"type\":\"int\"}")),
                        both))
            .text();

    LandingSchema back =
        fixed(
            rules()
                .next(
                    "orders",
                    schema(
                        record(
                            "Order",
                            "{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"b\",\"type\":\"int\",\"default\":7}")),
                    gone));

    assertEquals("[\"int\",\"null\"]", back.schema().getField("b").schema().toString());
    assertEquals(7, back.schema().getField("b").defaultVal());
  }

  @Test
  void fieldsOfNestedRecordsAreCarriedToo() {
    String customer = "{\"name\":\"customer\",\"type\":[\"null\",%s],\"default\":null}";
    String landed =
        first(
            record(
                "Order",
                customer.formatted(
                    record(
                        "Customer",
                        "{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"vat\",\"type\":\"string\"}"))));

    LandingSchema next =
        fixed(
            rules()
                .next(
                    "orders",
                    schema(
                        record(
                            "Order",
                            customer.formatted(
                                record("Customer", "{\"name\":\"name\",\"type\":\"string\"}")))),
                    landed));

    Schema nested = next.schema().getField("customer").schema().getTypes().get(1);
    assertEquals(List.of("name", "vat"), names(nested));
    assertEquals("[\"null\",\"string\"]", nested.getField("vat").schema().toString());
  }

  @Test
  void aGoneFieldMayBeOfATypeThatLivesOnInAnotherShape() {
    String address = record("Address", "{\"name\":\"city\",\"type\":\"string\"}");
    String landed =
        first(
            record(
                "Order",
                "{\"name\":\"old\",\"type\":"
                    + address
                    + "},{\"name\":\"home\",\"type\":\"Address\"}"));
    String moved =
        record(
            "Address",
            "{\"name\":\"city\",\"type\":\"string\"},{\"name\":\"zip\",\"type\":\"string\",\"default\":\"\"}");

    LandingSchema next =
        fixed(
            rules()
                .next(
                    "orders",
                    schema(record("Order", "{\"name\":\"home\",\"type\":" + moved + "}")),
                    landed));

    assertEquals(next.text(), LenientSchemas.parse(next.text()).toString());
    assertEquals(
        List.of("city", "zip"), names(next.schema().getField("old").schema().getTypes().get(1)));
  }

  @Test
  void aRecordThatHoldsItselfLandsAsAvroWithoutCoordinatesWithin() {
    LandingSchema landing = fixed(rules().first("nodes", schema(NODE)));

    LandingSchema read = LandingSchema.parse(landing.text());

    Schema within = read.schema().getField("next").schema().getTypes().get(1);
    assertEquals(List.of("next"), names(within));
  }

  @Test
  void aSchemaOfLandedFilesThatIsSentAgainIsOneLikeAnyOther() {
    LandingRules again =
        new LandingRules(List.of(Coordinate.OFFSET), "k_", Set.of(), Compatibility.BACKWARD);
    Schema sent =
        fixed(
                new LandingRules(
                        List.of(Coordinate.OFFSET), "kafka_", Set.of(), Compatibility.BACKWARD)
                    .first(
                        "texts",
                        new ValueVersions(List.of(), schema("\"string\""), "version 1, id 7")))
            .schema();

    LandingSchema landing =
        fixed(again.first("again", new ValueVersions(List.of(), sent, "version 3, id 9")));

    assertEquals(List.of("value", "kafka_offset"), names(landing.valueSchema()));
    assertEquals(List.of(Coordinate.OFFSET), landing.coordinates());
    assertEquals("version 3, id 9", landing.versions().orElse(""));
  }

  @Test
  void aRecordThatIsUsedTwiceAtEachOfFortyLevelsLands() {
    String type = "\"int\"";
    for (int i = 40; i > 0; i--) {
      String again = i == 40 ? "\"int\"" : "\"R" + (i + 1) + "\"";
      type =
          record(
              "R" + i,
              "{\"name\":\"a\",\"type\":%s},{\"name\":\"b\",\"type\":%s}".formatted(type, again));
    }
    Schema value = schema(type);

    LandingSchema first =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> fixed(rules().first("deep", value)));
    LandingSchema next =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> fixed(rules().next("deep", value, first.text())));

    assertEquals(first.text(), next.text());
  }

  @Test
  void aFieldNamedLikeACoordinateIsRefusedWithTheKeyThatFixesIt() {
    String problem =
        refused(
            rules()
                .first(
                    "orders",
                    schema(record("Order", "{\"name\":\"Kafka_Offset\",\"type\":\"int\"}"))));

    assertEquals(
        "Cannot land topic 'orders': its field 'Kafka_Offset' has the name of a column of Kafka's"
            + " coordinates. Set coordinates.prefix to something else than 'kafka_', or leave it"
            + " out of coordinates.",
        problem);
  }

  @Test
  void aFieldNamedLikeATimePartitionIsRefusedWithTheKeyThatFixesIt() {
    String problem =
        refused(
            rules().first("orders", schema(record("Order", "{\"name\":\"dt\",\"type\":\"int\"}"))));

    assertEquals(
        "Cannot land topic 'orders': its field 'dt' has the name of a time partition's column. Name"
            + " it differently in path.format, for this topic by an override.",
        problem);
  }

  @Test
  void aSchemaThatCannotReadWhatLandedIsRefused() {
    String landed = first(record("Order", "{\"name\":\"a\",\"type\":\"string\"}"));

    String problem =
        refused(
            rules()
                .next(
                    "orders",
                    schema(record("Order", "{\"name\":\"a\",\"type\":\"int\"}")),
                    landed));

    assertTrue(
        problem.startsWith(
            "Cannot land topic 'orders': under schema.compatibility=backward files that have landed"
                + " cannot be read, TYPE_MISMATCH at /fields/0/type"),
        problem);
    assertTrue(problem.contains("set schema.compatibility=none"), problem);
  }

  @Test
  void coordinatesMayBeSwitchedOnLater() {
    String landed = fixed(rules(List.of()).first("orders", schema(ORDER))).text();

    LandingSchema next = fixed(rules().next("orders", schema(ORDER), landed));

    assertEquals(List.of("id", "at", "kafka_partition", "kafka_offset"), names(next.schema()));
  }

  static final String NODE =
      record("Node", "{\"name\":\"next\",\"type\":[\"null\",\"Node\"],\"default\":null}");

  static LandingRules rules() {
    return rules(List.of(Coordinate.PARTITION, Coordinate.OFFSET));
  }

  private static LandingRules rules(List<Coordinate> coordinates) {
    return new LandingRules(coordinates, "kafka_", Set.of("dt", "hour"), Compatibility.BACKWARD);
  }

  private static String first(String newest) {
    return fixed(rules().first("orders", schema(newest))).text();
  }

  private static LandingSchema fixed(LandingAnswer answer) {
    return assertInstanceOf(LandingAnswer.Fixed.class, answer, answer::toString).schema();
  }

  private static String refused(LandingAnswer answer) {
    List<String> problems = assertInstanceOf(LandingAnswer.Refused.class, answer).problems();
    assertEquals(1, problems.size(), problems::toString);
    return problems.get(0);
  }

  private static List<String> names(Schema record) {
    return record.getFields().stream().map(Schema.Field::name).toList();
  }

  private static Schema schema(String text) {
    return LenientSchemas.parse(text);
  }

  private static String record(String name, String fields) {
    return "{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[" + fields + "]}";
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = LandingRulesTest.class.getResourceAsStream(name)) {
      return in == null
          ? "no golden file " + name
          : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
