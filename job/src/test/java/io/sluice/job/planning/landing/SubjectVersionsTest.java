package io.sluice.job.planning.landing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sluice.job.planning.LandingSchemas.Fixed;
import io.sluice.mapper.decode.DecoderOptions;
import io.sluice.mapper.decode.SchemaSources;
import io.sluice.mapper.decode.ValueSchemas;
import io.sluice.mapper.registry.RegistryOptions;
import io.sluice.mapper.registry.RegistrySchemas;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.records.landing.Compatibility;
import io.sluice.records.landing.LandingRules;
import io.sluice.writers.TopicLayout;
import io.sluice.writers.time.TimestampFields;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records of a topic may have any version of its subject. */
class SubjectVersionsTest {
  private static final String CLICK =
      "{\"type\":\"record\",\"name\":\"Click\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"}]}";
  private static final String WITH_PAGE =
      CLICK.replace("]}", ",{\"name\":\"page\",\"type\":[\"null\",\"string\"],\"default\":null}]}");
  private static final String WITH_ID_TWICE =
      CLICK.replace("]}", ",{\"name\":\"Id\",\"type\":\"long\",\"default\":0}]}");

  private final Map<String, String> registered = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, String> landed = new TreeMap<>();
  private final HttpServer server;

  SubjectVersionsTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void startTheRegistry() {
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stopTheRegistry() {
    server.stop(0);
  }

  @Test
  void aFieldThatOnlyAnEarlierVersionHasLandsAsANullableColumn() throws Exception {
    register(WITH_PAGE, CLICK);

    Fixed fixed = fix("");

    assertTrue(fixed.schema().contains("\"page\""), fixed::schema);
  }

  @Test
  void versionsThatAreInTheLandedSchemaAreNotAskedForAgain() throws Exception {
    register(WITH_PAGE, CLICK);
    Fixed first = fix("");
    asked.clear();

    Fixed second = fix(first.fingerprint());

    assertEquals(first.fingerprint(), second.fingerprint());
    assertEquals(List.of("/subjects/clicks-value/versions/latest"), asked);
  }

  @Test
  void aVersionThatIsRegisteredLaterIsMergedWithThoseBeforeIt() throws Exception {
    register(CLICK);
    Fixed first = fix("");
    register(CLICK, WITH_PAGE, CLICK);

    Fixed second = fix(first.fingerprint());

    assertTrue(second.schema().contains("\"page\""), second::schema);
  }

  @Test
  void aVersionThatNobodyCanReadIsLeftOut() throws Exception {
    register(WITH_PAGE, CLICK);
    registered.computeIfPresent(
        "/subjects/clicks-value/versions/1",
        (path, answer) ->
            answer.replaceFirst(
                "\\{", "{\"references\":[{\"name\":\"x\",\"subject\":\"gone\",\"version\":1}],"));

    Fixed fixed = fix("");

    assertTrue(fixed.schema().contains("\"id\""), fixed::schema);
  }

  @Test
  void namesThatDifferInCaseOnlyAreNoted() throws Exception {
    register(WITH_ID_TWICE);

    Fixed fixed = fix("");

    assertEquals(1, fixed.notes().size());
    assertTrue(fixed.notes().get(0).contains("'Id' and 'id'"), fixed.notes()::toString);
  }

  /** Makes these the versions of the topic's subject, the newest last. */
  private void register(String... versions) {
    String subject = "/subjects/clicks-value/versions";
    StringJoiner numbers = new StringJoiner(",", "[", "]");
    for (int version = 1; version <= versions.length; version++) {
      numbers.add(Integer.toString(version));
      String answer =
          "{\"version\":%d,\"id\":%d,\"schema\":\"%s\"}"
              .formatted(version, 100 + version, versions[version - 1].replace("\"", "\\\""));
      registered.put(subject + "/" + version, answer);
      registered.put(subject + "/latest", answer);
    }
    registered.put(subject, numbers.toString());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    byte[] body =
        registered.getOrDefault(path, "{\"error_code\":404}").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(registered.containsKey(path) ? 200 : 404, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Fixed fix(String landedBefore) throws IOException {
    Problems problems = new Problems();
    String url = "schema.registry.url=http://127.0.0.1:" + server.getAddress().getPort();
    RegistryOptions registry =
        RegistryOptions.read(Settings.NONE.overlay(url, "test", problems), problems);
    DecoderOptions decoder =
        DecoderOptions.read(
            Settings.NONE.overlay("value.format=confluent-avro", "test", problems), problems);
    problems.throwIfAny();
    LandingRules rules =
        new LandingRules(List.of(), "kafka_", Set.of("dt"), Compatibility.BACKWARD);
    Fixed fixed =
        assertInstanceOf(
            Fixed.class,
            new ConfiguredLandingSchemas(
                    () ->
                        new ValueSchemas(
                            new SchemaSources(
                                RegistrySchemas.open(registry, InstantSource.system()),
                                name -> "",
                                ClassLoader.getSystemClassLoader())),
                    topic -> decoder,
                    topic -> rules,
                    topic -> TimestampFields.NONE,
                    topic -> new TopicLayout(new TreeMap<>()),
                    fingerprint -> Optional.ofNullable(landed.get(fingerprint)))
                .fix(Map.of("clicks", landedBefore))
                .get("clicks"));
    landed.put(fixed.fingerprint(), fixed.schema());
    return fixed;
  }
}
