package io.sluice.job.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.job.config.TopicPlanningOptions.OnDataLoss;
import io.sluice.options.ConfigurationException;
import io.sluice.options.Key;
import io.sluice.options.Problems;
import io.sluice.options.Setting;
import io.sluice.options.Settings;
import io.sluice.tracker.run.Plan.ErrorBudget;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IngestionTest {

  private static final String ENOUGH =
      """
      name=app
      topics=orders,clicks
      topics.dir=hdfs://nn/data/
      kafka.bootstrap.servers=b:9092
      value.format=string
      """;

  private static Settings settings(String... sets) {
    Settings base = Settings.NONE.overlay(ENOUGH, "app.properties", new Problems());
    return base.overlay(
        Arrays.stream(sets)
            .map(each -> each.split("=", 2))
            .map(each -> new Setting(each[0], each[1], "--set"))
            .toList());
  }

  private static List<String> problemsOf(Settings settings) {
    return assertThrows(ConfigurationException.class, () -> Ingestion.read(settings)).problems();
  }

  @Test
  void fewKeysAreEnough() {
    Ingestion ingestion = Ingestion.read(settings());

    assertEquals("app", ingestion.name());
    assertEquals(List.of("orders", "clicks"), ingestion.options().patterns().topics());
    assertEquals("hdfs://nn/data", ingestion.options().topicsDir());
    assertEquals("hdfs://nn/data/.sluice/app", ingestion.options().stateDir());
    assertEquals("hdfs://nn/data/.quarantine", ingestion.options().quarantineDir());
    assertEquals(Duration.ofMinutes(60), ingestion.planning().maxTime());
    assertEquals(PlanningOptions.UNBOUNDED, ingestion.planning().maxBytes());
    assertEquals(new StartingOffsets.Earliest(), startOf(ingestion, "orders"));
  }

  @Test
  void overridesHoldForTheirTopics() {
    Ingestion ingestion =
        Ingestion.read(
            settings(
                "overrides=money",
                "overrides.money.topics=orders",
                "overrides.money.on.data.loss=hold",
                "overrides.money.errors.min.count=0"));

    TopicPlanningOptions orders = ingestion.forTopic("orders").planning();
    assertEquals(OnDataLoss.HOLD, orders.onDataLoss());
    assertEquals(new ErrorBudget(0, 0.001), orders.errorBudget());
    assertEquals(OnDataLoss.SKIP, ingestion.forTopic("clicks").planning().onDataLoss());
  }

  @Test
  void aBadValueOfAnOverrideIsReportedBeforeTheRun() {
    assertEquals(
        List.of(
            "Cannot use starting.offsets=yesterday (--set, overrides.x): not earliest, latest, a time in UTC with seconds and Z, or epoch millis. Write for example starting.offsets=2026-11-21T09:00:00Z."),
        problemsOf(
            settings(
                "overrides=x",
                "overrides.x.topics.regex=o.*",
                "overrides.x.starting.offsets=yesterday")));
  }

  @Test
  void whatAnEmptyConfigurationLacksIsReported() {
    assertEquals(
        List.of(
            "Cannot go on without name (name of the ingestion. Each ingestion has its own ledger; its Kafka client id is sluice-<name>): it is not set and has no default. Set it, for example name=orders.",
            "Cannot go on without topics.dir (root directory of the landed data): it is not set and has no default. Set it, for example topics.dir=hdfs:///data.",
            "Cannot go on without topics: neither topics nor topics.regex says what to read. Set one of them, for example topics=orders,clicks.",
            "Cannot go on without kafka.bootstrap.servers: nothing says where Kafka is. Set it, for example kafka.bootstrap.servers=broker1:9092,broker2:9092."),
        problemsOf(Settings.NONE));
  }

  @Test
  void aFormatWithoutWhatItNeedsIsReportedOnlyWhereATopicHasIt() {
    assertEquals(
        List.of(
            "Cannot decode value.format=confluent-avro: its schemas come from a registry. Set schema.registry.url, or another value.format."),
        problemsOf(settings("value.format=confluent-avro")));
    Ingestion.read(
        settings(
            "value.format=confluent-avro",
            "overrides=all",
            "overrides.all.topics=orders,clicks",
            "overrides.all.value.format=bytes"));
  }

  @Test
  void aSchemaFileInAnOverrideIsEnoughForTheTopicsThatItHoldsFor() {
    Ingestion ingestion =
        Ingestion.read(
            settings(
                "value.format=json",
                "overrides=o,c",
                "overrides.o.topics=orders",
                "overrides.o.schema.file=/s/orders.avsc",
                "overrides.c.topics=clicks",
                "overrides.c.value.format=string"));

    assertEquals(
        Optional.of("/s/orders.avsc"), ingestion.forTopic("orders").decoder().schemaFile());
    Ingestion.read(
        settings(
            "value.format=json",
            "topics=",
            "topics.regex=o.*",
            "overrides=o",
            "overrides.o.topics.regex=or.*",
            "overrides.o.schema.file=/s/orders.avsc"));
  }

  @Test
  void aTopicWithoutItsSchemaFileIsReported() {
    List<String> problem =
        List.of("Cannot decode value.format=json: it carries no schema. Set schema.file.");

    assertEquals(problem, problemsOf(settings("value.format=json")));
    assertEquals(
        problem,
        problemsOf(
            settings(
                "value.format=json",
                "overrides=o",
                "overrides.o.topics=orders",
                "overrides.o.schema.file=/s/orders.avsc")));
  }

  @Test
  void aValueThatIsQuotedWronglyIsReportedWithItsPlaceAndTheRightQuotes() {
    assertEquals(
        List.of(
            "Cannot use path.format=\"dt\"=yyyy-MM-dd (--set): Unknown pattern letter: t. Text stands between single quotes, not double ones: 'dt'=yyyy-MM-dd."),
        problemsOf(settings("path.format=\"dt\"=yyyy-MM-dd")));
  }

  @Test
  void theExampleInEachRefusalIsAValueThatIsTaken() {
    assertTrue(
        problemsOf(settings("value.format=String"))
            .get(0)
            .endsWith("with its package. Write for example value.format=string."),
        problemsOf(settings("value.format=String")).toString());
    assertEquals(1, problemsOf(settings("value.format=String")).size());
    for (Key<?> key : Ingestion.CATALOG.keys()) {
      key.type().parse(key.example());
    }
  }

  @Test
  void aCodecThatNoTopicHasIsReported() {
    assertEquals(
        List.of(
            "Cannot use parquet.codec=zstd (--set): no topic lands as parquet. Set avro.codec, or format=parquet."),
        problemsOf(settings("parquet.codec=zstd")));
    Ingestion.read(settings("parquet.codec=zstd", "avro.codec=zstandard"));
    Ingestion.read(
        settings(
            "parquet.codec=zstd",
            "overrides=x",
            "overrides.x.topics=clicks",
            "overrides.x.format=parquet"));
  }

  @Test
  void whatCannotBeALineOfTextIsReportedWithTheKeys() {
    Ingestion.read(settings("format=text", "value.format=string"));
    Ingestion.read(settings("format=text", "value.format=bytes"));
    Ingestion.read(settings("format=text", "value.format=json"));
    assertEquals(
        List.of(
            "Cannot land value.format=avro with format=text: a line is a string or bytes. Set value.format=string, json or bytes, or format=avro."),
        problemsOf(settings("format=text", "value.format=avro", "schema.file=a.avsc")));
    assertEquals(
        List.of(
            "Cannot use schema.file=a.avsc with format=text: a line is the value as it came. Remove schema.file, or set format=avro."),
        problemsOf(settings("format=text", "value.format=json", "schema.file=a.avsc")));
    assertEquals(
        List.of("Cannot decode value.format=json: it carries no schema. Set schema.file."),
        problemsOf(settings("value.format=json")));
  }

  @Test
  void eachValueOfATopicSaysWhereItCameFrom() {
    List<TopicOptions.Value> values =
        Ingestion.read(
                settings("overrides=x", "overrides.x.topics=clicks", "overrides.x.file.bytes=1g"))
            .forTopic("clicks")
            .values();

    assertTrue(
        values.contains(new TopicOptions.Value("file.bytes", "1g", "--set, overrides.x")),
        values.toString());
    assertTrue(
        values.contains(new TopicOptions.Value("name", "app", "app.properties:1")),
        values.toString());
    assertTrue(
        values.contains(new TopicOptions.Value("format", "avro", "default")), values.toString());
  }

  @Test
  void whatThisVersionDoesNotHaveIsRefusedByNameAndItsDefaultIsNot() {
    assertEquals(
        List.of(
            "Cannot use multi.type=directory (--set): this version does not have it (several record types in one topic, each in its own directory). Remove it, or write refuse.",
            "Cannot use overrides.x.value.format=json-schema (--set): this version does not have it (JSON Schema and Protobuf). Remove it."),
        problemsOf(
            settings(
                "multi.type=directory",
                "tombstones=count",
                "overrides=x",
                "overrides.x.topics=orders",
                "overrides.x.value.format=json-schema")));
  }

  @Test
  void theStateMustNotLieWhereReadersLook() {
    assertEquals(
        List.of(
            "Cannot use state.dir=hdfs://nn/data/orders/state: it lies in a topic's directory of topics.dir=hdfs://nn/data, where readers would meet it. Choose a directory outside, or one right below that begins with a dot.",
            "Cannot use quarantine.dir=hdfs://nn: topics.dir=hdfs://nn/data lies in it. Choose a directory beside it, or one below it that begins with a dot."),
        problemsOf(settings("state.dir=hdfs://nn/data/orders/state", "quarantine.dir=hdfs://nn/")));
  }

  @Test
  void namesThatWouldNotBeSafeInPathsAreRefused() {
    assertEquals(
        List.of(
            "Cannot use name=../x (--set): must be up to 100 letters, digits, dots, dashes and underscores, a letter or digit first. Write for example name=orders.",
            "Cannot use topics.dir=data (--set): not an absolute directory. Write for example topics.dir=hdfs:///data.",
            "Cannot use topics=a/b (--set): must be names that a Kafka topic can have (patterns go to topics.regex). Write for example topics=text."),
        problemsOf(settings("name=../x", "topics=a/b", "topics.dir=data")));
  }

  private static StartingOffsets startOf(Ingestion ingestion, String topic) {
    return ingestion.forTopic(topic).planning().startingOffsets();
  }
}
