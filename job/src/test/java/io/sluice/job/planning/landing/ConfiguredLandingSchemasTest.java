package io.sluice.job.planning.landing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.planning.LandingSchemas.Blocked;
import io.sluice.job.planning.LandingSchemas.Fixed;
import io.sluice.job.planning.LandingSchemas.Landing;
import io.sluice.job.planning.LandingSchemas.NotNow;
import io.sluice.job.planning.LandingSchemas.Unfit;
import io.sluice.mapper.decode.DecoderOptions;
import io.sluice.mapper.decode.SchemaSources;
import io.sluice.mapper.decode.ValueSchemas;
import io.sluice.mapper.registry.RegistryOptions;
import io.sluice.mapper.registry.RegistrySchemas;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.records.landing.Compatibility;
import io.sluice.records.landing.Coordinate;
import io.sluice.records.landing.LandingRules;
import io.sluice.tracker.run.Schemas;
import io.sluice.writers.TopicLayout;
import io.sluice.writers.time.TimestampFields;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConfiguredLandingSchemasTest {
  private static final String CLICK =
      """
      {"type":"record","name":"Click","fields":[{"name":"id","type":"long"}]}
      """;
  private static final String CLICK_WITH_PAGE =
      """
      {"type":"record","name":"Click","fields":[{"name":"id","type":"long"},{"name":"page","type":["null","string"],"default":null}]}
      """;

  private final Map<String, String> files = new TreeMap<>(Map.of("click.avsc", CLICK));
  private final Map<String, String> settings = new TreeMap<>();
  private final Map<String, String> landed = new TreeMap<>();
  private TimestampFields timestampFields = TimestampFields.NONE;
  private String registryUrl = "http://127.0.0.1:1";

  @Test
  void aPlainValueLandsAsARecordOfOneField() throws Exception {
    settings.put("lines", "value.format=string");

    Fixed fixed = assertInstanceOf(Fixed.class, fix("lines", ""));

    assertTrue(fixed.schema().contains("\"name\":\"value\""), fixed::schema);
    assertTrue(fixed.schema().contains("kafka_offset"), fixed::schema);
    assertEquals(Schemas.fingerprint(fixed.schema()), fixed.fingerprint());
  }

  @Test
  void aFieldThatHasLandedStaysWhenTheNewestSchemaHasItNoMore() throws Exception {
    settings.put("clicks", "value.format=json\nschema.file=click.avsc");
    files.put("click.avsc", CLICK_WITH_PAGE);
    Fixed first = assertInstanceOf(Fixed.class, fix("clicks", ""));
    landed.put(first.fingerprint(), first.schema());
    files.put("click.avsc", CLICK);

    Fixed second = assertInstanceOf(Fixed.class, fix("clicks", first.fingerprint()));

    assertTrue(second.schema().contains("\"page\""), second::schema);
  }

  @Test
  void aMissingSchemaFileHoldsOnlyItsTopic() throws Exception {
    settings.put("clicks", "value.format=avro\nschema.file=none.avsc");
    settings.put("lines", "value.format=string");

    Map<String, Landing> answers = schemas().fix(Map.of("clicks", "", "lines", ""));

    assertInstanceOf(Unfit.class, answers.get("clicks"));
    assertInstanceOf(Fixed.class, answers.get("lines"));
  }

  @Test
  void aSchemaThatIsNoneHoldsTheTopic() throws Exception {
    settings.put("clicks", "value.format=avro\nschema.file=click.avsc");
    files.put("click.avsc", "{\"type\":\"recrod\"}");

    Unfit unfit = assertInstanceOf(Unfit.class, fix("clicks", ""));

    assertTrue(unfit.message().startsWith("Cannot land topic 'clicks': "), unfit::message);
  }

  @Test
  void aRegistryThatCannotBeAskedLeavesTheTopicForTheNextRun() throws Exception {
    settings.put("orders", "value.format=confluent-avro");
    settings.put("lines", "value.format=string");

    Map<String, Landing> answers = schemas().fix(Map.of("orders", "", "lines", ""));

    assertInstanceOf(NotNow.class, answers.get("orders"));
    assertInstanceOf(Fixed.class, answers.get("lines"));
  }

  @Test
  void aTopicThatLandedInAnotherFormatIsSplit() {
    assertEquals(
        List.of("format was avro and is parquet"),
        schemas().layout("clicks", Map.of("format", "avro")).splitting());
  }

  @Test
  void aTypoInTheTimestampFieldHoldsTheTopic() throws Exception {
    settings.put("clicks", "value.format=json\nschema.file=click.avsc");
    timestampFields = new TimestampFields(List.of("att"));

    Unfit unfit = assertInstanceOf(Unfit.class, fix("clicks", ""));

    assertEquals(
        "Cannot land topic 'clicks': timestamp.field=att names no field of its schema (it has id)."
            + " Correct timestamp.field, or set timestamp.extractor=Record for this topic.",
        unfit.message());
  }

  @Test
  void aSubjectThatIsForbiddenIsNoAnswerForTheOthers() throws Exception {
    Set<String> topics = new TreeSet<>();
    for (int i = 0; i < 40; i++) {
      String topic = "b19-%02d".formatted(i);
      topics.add(topic);
      settings.put(topic, "value.format=confluent-avro");
    }
    Map<String, Landing> answers;
    try (ForbiddingRegistry registry = new ForbiddingRegistry("b19-00-value", CLICK)) {
      registryUrl = registry.url();
      answers = schemas().fix(topics.stream().collect(Collectors.toMap(t -> t, t -> "")));
    }

    Blocked blocked = assertInstanceOf(Blocked.class, answers.remove("b19-00"));
    assertTrue(
        blocked.message().startsWith("Cannot read topic b19-00, since its schema is not known: "),
        blocked::message);
    assertTrue(
        blocked.message().contains(" answered with status 403 (not allowed). "), blocked::message);
    assertEquals(39, answers.size());
    answers.values().forEach(each -> assertInstanceOf(Fixed.class, each));
  }

  @Test
  void anUnknownSubjectSaysHowSubjectsAreNamed() throws Exception {
    settings.put("rn", "value.format=confluent-avro");
    try (ForbiddingRegistry registry = new ForbiddingRegistry("", CLICK)) {
      registryUrl = registry.url();

      Unfit unfit = assertInstanceOf(Unfit.class, fix("rn", ""));

      assertTrue(
          unfit.message().contains("named by RecordNameStrategy or TopicRecordNameStrategy"),
          unfit::message);
    }
  }

  @Test
  void aSchemaThatTheLedgerNamesAndNobodyHasHoldsTheTopic() throws Exception {
    settings.put("lines", "value.format=string");

    Unfit unfit = assertInstanceOf(Unfit.class, fix("lines", "abc"));

    assertTrue(unfit.message().contains("schemas/abc.avsc"), unfit::message);
  }

  @Test
  void aTopicWhoseLandedSchemaIsLostIsHeldWithTheCommandThatGoesOnWithoutIt() throws Exception {
    Unfit lost = assertInstanceOf(Unfit.class, fix("orders", "abc"));

    assertEquals(
        "Cannot land topic 'orders': the schema that it landed with, abc, is not in the state directory. Put schemas/abc.avsc back there. If it is gone for good, land with the schema of now, which is compared with nothing then: holds --release orders/schema --as accept-change --reason TEXT --execute",
        lost.message());
  }

  private Landing fix(String topic, String landedBefore) throws IOException {
    Landing landing = schemas().fix(Map.of(topic, landedBefore)).get(topic);
    if (landing == null) {
      throw new AssertionError("no answer for " + topic);
    }
    return landing;
  }

  private ConfiguredLandingSchemas schemas() {
    LandingRules rules =
        new LandingRules(
            List.of(Coordinate.PARTITION, Coordinate.OFFSET),
            "kafka_",
            Set.of("dt"),
            Compatibility.BACKWARD);
    return new ConfiguredLandingSchemas(
        () ->
            new ValueSchemas(
                new SchemaSources(
                    RegistrySchemas.open(registry(), InstantSource.system()),
                    this::file,
                    getClass().getClassLoader())),
        this::decoder,
        topic -> rules,
        topic -> timestampFields,
        topic -> new TopicLayout(new TreeMap<>(Map.of("format", "parquet"))),
        fingerprint -> Optional.ofNullable(landed.get(fingerprint)));
  }

  private RegistryOptions registry() {
    Problems problems = new Problems();
    return RegistryOptions.read(
        Settings.NONE.overlay(
            "schema.registry.url=" + registryUrl + "\nschema.registry.retries=0", "test", problems),
        problems);
  }

  private DecoderOptions decoder(String topic) {
    Problems problems = new Problems();
    Settings ofTopic = Settings.NONE.overlay(settings.getOrDefault(topic, ""), "test", problems);
    DecoderOptions options = DecoderOptions.read(ofTopic, problems);
    problems.throwIfAny();
    return options;
  }

  private String file(String name) throws IOException {
    String text = files.get(name);
    if (text == null) {
      throw new FileNotFoundException("Cannot read schema.file=" + name + ": there is none.");
    }
    return text;
  }
}
