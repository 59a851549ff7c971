package io.sluice.mapper.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.mapper.registry.TopicSchemas.Unasked;
import io.sluice.mapper.registry.access.RegistryLogin;
import io.sluice.mapper.registry.access.TlsOptions;
import io.sluice.options.Problems;
import io.sluice.options.Secret;
import io.sluice.options.Settings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistrySchemasTest {
  private static final String UNKNOWN_ID =
      "{\"error_code\":40403,\"message\":\"Schema not found\"}";
  private static final String SECRET = "me:canary";
  private static final URI NOBODY = URI.create("http://127.0.0.1:1/");

  private final List<Long> pauses = new ArrayList<>();
  private SmallRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new SmallRegistry();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void aSchemaIsFoundByItsIdAndAskedForOnce() throws IOException {
    registry.at("/schemas/ids/7", 200, "{\"schema\":\"\\\"string\\\"\",\"deleted\":{\"a\":[1]}}");
    RegistrySchemas schemas = schemas(registry.url());

    Optional<SchemaText> schema = schemas.byId(7);
    schemas.byId(7);

    assertEquals(Optional.of(new SchemaText("AVRO", "\"string\"")), schema);
    assertEquals(List.of("/schemas/ids/7"), registry.asked);
  }

  @Test
  void anUnknownIdIsAnAnswerAndAskedForOnce() throws IOException {
    registry.at("/schemas/ids/7", 404, UNKNOWN_ID);
    RegistrySchemas schemas = schemas(registry.url());

    assertEquals(Optional.empty(), schemas.byId(7));
    assertEquals(Optional.empty(), schemas.byId(7));

    assertEquals(List.of("/schemas/ids/7"), registry.asked);
  }

  @Test
  void aTaskAsksForABoundedNumberOfUnknownIdsOfATopic() throws IOException {
    registry.at("/schemas/ids/20000", 200, "{\"schema\":\"\\\"string\\\"\"}");
    RegistrySchemas schemas = schemas(registry.url());
    TopicSchemas topic = new TopicSchemas(schemas, Unasked.WAITS);
    topic.byId(20_000, 0);

    int unasked = unasked(topic, 10_000);

    assertEquals(10_000 - TopicSchemas.MOST_UNKNOWN, unasked);
    assertEquals(1 + TopicSchemas.MOST_UNKNOWN, registry.asked.size());
    assertTrue(topic.byId(20_000, 0).isPresent());
    assertEquals(Optional.empty(), topic.byId(15_000, 1), "another Kafka partition's id");
    assertThrows(RegistryException.class, () -> topic.byId(15_001, 1));
  }

  @Test
  void theTopicsOfATaskTogetherAskForABoundedNumberOfUnknownIds() throws IOException {
    RegistrySchemas schemas = schemas(registry.url());

    for (int number = 0; number < 10; number++) {
      TopicSchemas topic = new TopicSchemas(schemas, Unasked.WAITS);
      for (int id = 0; id < 1_000; id++) {
        try {
          topic.byId(number * 1_000 + id, 0);
        } catch (RegistryException e) {
          assertEquals(RegistryException.Prospect.UNASKED, e.prospect());
        }
      }
    }

    int others = 8;
    assertEquals(UnknownIds.MOST + others * TopicSchemas.ALLOWANCE, registry.asked.size());
  }

  @Test
  void aTopicAsksForSomeUnknownIdsWhateverTheOthersHaveUsed() throws IOException {
    RegistrySchemas schemas = schemas(registry.url());
    unasked(new TopicSchemas(schemas, Unasked.WAITS), 50);
    unasked(new TopicSchemas(schemas, Unasked.WAITS), 100);
    TopicSchemas third = new TopicSchemas(schemas, Unasked.WAITS);

    for (int id = 1_000; id < 1_005; id++) {
      assertEquals(Optional.empty(), third.byId(id, 0));
    }

    RegistryException refused = assertThrows(RegistryException.class, () -> third.byId(1_005, 0));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("5 other ids that records of this topic name, and 105"), message);
  }

  @Test
  void whereBadRecordsAreAcceptedAnyNumberOfUnknownIdsIsAskedFor() throws IOException {
    RegistrySchemas schemas = schemas(registry.url());

    int unasked = unasked(new TopicSchemas(schemas, Unasked.IS_BAD), 500);

    assertEquals(0, unasked);
    assertEquals(500, registry.asked.size());
  }

  @Test
  void unknownIdsAreAskedForAsLongAsThatTakesLittleTime() throws IOException {
    AtomicLong seconds = new AtomicLong();
    RegistrySchemas slow =
        RegistrySchemas.open(
            new RegistryOptions(
                List.of(registry.url()),
                Duration.ofMinutes(10),
                0,
                RegistryLogin.NONE,
                TlsOptions.NONE),
            () -> Instant.ofEpochSecond(seconds.getAndIncrement()));

    int unasked = unasked(new TopicSchemas(slow, Unasked.IS_BAD), 500);

    assertTrue(registry.asked.size() <= UnknownIds.LONGEST.toSeconds(), registry.asked::toString);
    assertEquals(500 - registry.asked.size(), unasked);
  }

  /** Asks for so many unknown ids in one Kafka partition, and counts those that are not asked. */
  private static int unasked(TopicSchemas topic, int ids) throws IOException {
    int unasked = 0;
    for (int id = 0; id < ids; id++) {
      try {
        assertEquals(Optional.empty(), topic.byId(id, 0));
      } catch (RegistryException e) {
        assertEquals(RegistryException.Prospect.UNASKED, e.prospect());
        unasked++;
      }
    }
    return unasked;
  }

  @Test
  void aRedirectToAnotherOriginIsNotFollowed() throws IOException {
    try (SmallRegistry other = new SmallRegistry()) {
      other.at("/schemas/ids/7", 200, "{\"schema\":\"\\\"string\\\"\"}");
      for (int status : List.of(301, 302, 303, 307, 308)) {
        for (String to : List.of(other.url() + "/schemas/ids/7", "//localhost:1/x", "ht tp://x")) {
          registry.redirecting("/schemas/ids/7", status, to);

          RegistryException error =
              assertThrows(
                  RegistryException.class, () -> schemas(SECRET, registry.url()).byId(7), to);

          assertEquals(RegistryException.Prospect.LASTING, error.prospect());
          assertTrue(
              String.valueOf(error.getMessage()).contains("orrect schema.registry.url")
                  || String.valueOf(error.getMessage()).contains("not of schema.registry.url"),
              error::toString);
        }
      }
      assertEquals(List.of(), other.authorizations);
      assertEquals(List.of(), other.asked);
    }
  }

  @Test
  void aRedirectWithinTheConfiguredRegistryIsFollowedAndNotForEver() throws IOException {
    try (SmallRegistry other = new SmallRegistry()) {
      other.at("/b", 200, "{\"schema\":\"\\\"string\\\"\"}");
      registry.redirecting("/schemas/ids/7", 307, registry.url() + "/a");
      registry.redirecting("/a", 302, other.url() + "/b");
      registry.redirecting("/schemas/ids/8", 302, registry.url() + "/schemas/ids/8");
      RegistrySchemas schemas = schemas(registry.url(), other.url());

      assertTrue(schemas.byId(7).isPresent());
      RegistryException error = assertThrows(RegistryException.class, () -> schemas.byId(8));
      assertTrue(String.valueOf(error.getMessage()).contains("more than 5 times"), error::toString);
    }
  }

  @Test
  void aChainOfReferencesHasAnEnd() {
    registry.at("/schemas/ids/7", 200, referring(1));
    for (int version = 1; version < 200; version++) {
      registry.at("/subjects/c/versions/" + version, 200, referring(version + 1));
    }

    RegistryException error =
        assertThrows(RegistryException.class, () -> schemas(registry.url()).byId(7));

    assertEquals(RegistryException.Prospect.LASTING, error.prospect());
    assertTrue(String.valueOf(error.getMessage()).contains("through 50 others"), error::toString);
    assertEquals(51, registry.asked.size());
  }

  @Test
  void aThousandReferencesAreReadAndNotOneMore() throws IOException {
    for (int version = 1; version <= 1_001; version++) {
      registry.at(
          "/subjects/c/versions/" + version,
          200,
          "{\"schema\":\"{\\\"type\\\":\\\"fixed\\\",\\\"size\\\":1,\\\"name\\\":\\\"n%d\\\"}\"}"
              .formatted(version));
    }
    registry.at("/schemas/ids/7", 200, referring(1_000, "string"));
    registry.at("/schemas/ids/8", 200, referring(1_001, "string"));
    RegistrySchemas schemas = schemas(registry.url());

    assertTrue(schemas.byId(7).isPresent());
    assertThrows(RegistryException.class, () -> schemas.byId(8));
  }

  @Test
  void referencesInACircleEnd() throws IOException {
    registry.at("/schemas/ids/7", 200, referring(1));
    registry.at("/subjects/c/versions/1", 200, referring(2));
    registry.at("/subjects/c/versions/2", 200, referring(1));

    assertTrue(schemas(registry.url()).byId(7).isPresent());
  }

  private static String referring(int version) {
    return "{\"schema\":\"\\\"string\\\"\",\"references\":[%s]}".formatted(reference(version));
  }

  private static String referring(int versions, String type) {
    return "{\"schema\":\"\\\"%s\\\"\",\"references\":[%s]}"
        .formatted(
            type,
            IntStream.rangeClosed(1, versions)
                .mapToObj(RegistrySchemasTest::reference)
                .collect(Collectors.joining(",")));
  }

  private static String reference(int version) {
    return "{\"name\":\"n\",\"subject\":\"c\",\"version\":%d}".formatted(version);
  }

  @Test
  void credentialsOverHttpAreWarnedOf() {
    RegistryOptions options =
        new RegistryOptions(
            List.of(URI.create("https://a"), URI.create("http://b")),
            Duration.ofSeconds(1),
            0,
            basic(Secret.of(SECRET)),
            TlsOptions.NONE);

    assertEquals(
        List.of(
            "schema.registry.basic.auth.user.info goes to http://b unencrypted: everybody on the"
                + " way can read it. Use https."),
        options.warnings());
  }

  @Test
  void theNewestIsAskedForEachTime() throws IOException {
    registry.at(
        "/subjects/t-value/versions/latest",
        200,
        "{\"subject\":\"t-value\",\"version\":3,\"id\":9,\"schema\":\"\\\"long\\\"\"}");
    RegistrySchemas schemas = schemas(registry.url());

    schemas.newest("t-value");

    assertEquals(
        Optional.of(new RegisteredSchema("t-value", 3, 9, new SchemaText("AVRO", "\"long\""))),
        schemas.newest("t-value"));
    assertEquals(2, registry.asked.size());
  }

  @Test
  void anUnknownSubjectIsAnAnswer() throws IOException {
    registry.at(
        "/subjects/t-value/versions/latest", 404, "{\"error_code\":40401,\"message\":\"none\"}");
    registry.at("/subjects/t-value/versions", 404, "{\"error_code\":40401,\"message\":\"none\"}");

    assertEquals(Optional.empty(), schemas(registry.url()).newest("t-value"));
    assertEquals(List.of(), schemas(registry.url()).versions("t-value"));
  }

  @Test
  void allVersionsAreListedAscending() throws IOException {
    registry
        .at("/subjects/a%20b%2Fc/versions", 200, "[1,3]")
        .at("/subjects/a%20b%2Fc/versions/1", 200, "{\"version\":1,\"id\":4,\"schema\":\"a\"}")
        .at("/subjects/a%20b%2Fc/versions/3", 200, "{\"version\":3,\"id\":5,\"schema\":\"b\"}");

    List<RegisteredSchema> versions = schemas(registry.url()).versions("a b/c");

    assertEquals(List.of(4, 5), versions.stream().map(RegisteredSchema::id).toList());
  }

  @Test
  void whatASchemaRefersToIsPartOfItsText() throws IOException {
    registry
        .at(
            "/schemas/ids/7",
            200,
            "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"R\\\",\\\"fields\\\":[{\\\"name\\\":\\\"e\\\",\\\"type\\\":\\\"E\\\"}]}\","
                + "\"references\":[{\"name\":\"E\",\"subject\":\"e\",\"version\":2}]}")
        .at(
            "/subjects/e/versions/2",
            200,
            "{\"version\":2,\"id\":3,\"schema\":\"{\\\"type\\\":\\\"enum\\\",\\\"name\\\":\\\"E\\\",\\\"symbols\\\":[\\\"A\\\"]}\"}");

    String text = schemas(registry.url()).byId(7).orElseThrow().text();

    assertEquals(
        List.of("A"), new Schema.Parser().parse(text).getField("e").schema().getEnumSymbols());
  }

  @Test
  void anotherTypeOfSchemaIsReportedAsSuch() throws IOException {
    registry.at("/schemas/ids/7", 200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax\"}");

    assertEquals("PROTOBUF", schemas(registry.url()).byId(7).orElseThrow().type());
  }

  @Test
  void aRegistryThatFailsIsAskedAgain() throws IOException {
    registry.firstOf(503, "").firstOf(500, "{\"error_code\":50001,\"message\":\"store\"}");
    registry.at("/schemas/ids/7", 200, "{\"schema\":\"\\\"string\\\"\"}");

    assertTrue(schemas(registry.url()).byId(7).isPresent());

    assertEquals(List.of(200L, 400L), pauses);
  }

  @Test
  void aDeadUrlIsPassedOverForTheNext() throws IOException {
    registry.at("/schemas/ids/7", 200, "{\"schema\":\"\\\"string\\\"\"}");

    assertTrue(schemas(NOBODY, registry.url()).byId(7).isPresent());

    assertEquals(List.of(), pauses);
  }

  @Test
  void aRegistryThatIsDownIsAFailureThatNamesWhatWasAskedAndWhere() {
    RegistryException error = assertThrows(RegistryException.class, () -> schemas(NOBODY).byId(7));

    assertEquals(
        "Cannot ask the schema registry for schema id 7, tried 3 times:"
            + " http://127.0.0.1:1/schemas/ids/7: no connection, nothing listens there. Start it,"
            + " or correct schema.registry.url.",
        error.getMessage());
    assertEquals(RegistryException.Prospect.PASSING, error.prospect());
  }

  @Test
  void aWrongPathIsNoUnknownSchema() {
    RegistryException error =
        assertThrows(
            RegistryException.class, () -> schemas(URI.create(registry.url() + "/wrong")).byId(7));

    assertEquals(
        "Cannot ask the schema registry for schema id 7: "
            + registry.url()
            + "/wrong/schemas/ids/7 answered with status 404 (HTTP 404 Not Found). It is no schema"
            + " registry's answer: correct the path in schema.registry.url.",
        error.getMessage());
  }

  @Test
  void aRefusalIsNotTriedAgain() {
    registry.at("/schemas/ids/7", 401, "");

    RegistryException error =
        assertThrows(RegistryException.class, () -> schemas(registry.url()).byId(7));

    assertTrue(
        String.valueOf(error.getMessage())
            .endsWith(
                "Set schema.registry.basic.auth.user.info or schema.registry.bearer.auth.token, or"
                    + " ask for the right to read."),
        error.getMessage());
    assertEquals(RegistryException.Prospect.LASTING, error.prospect());
    assertEquals(1, registry.asked.size());
  }

  @Test
  void aFailureOfOneQuestionIsNoneOfTheNext() throws IOException {
    registry.at("/schemas/ids/7", 500, "").at("/schemas/ids/8", 403, "");
    registry.at("/schemas/ids/9", 200, "{\"schema\":\"\\\"string\\\"\"}");
    RegistrySchemas schemas = schemas(registry.url());

    RegistryException broken = assertThrows(RegistryException.class, () -> schemas.byId(7));
    RegistryException refused = assertThrows(RegistryException.class, () -> schemas.byId(8));

    assertTrue(schemas.byId(9).isPresent());
    assertEquals(RegistryException.Prospect.PASSING, broken.prospect());
    assertEquals(RegistryException.Prospect.LASTING, refused.prospect());
  }

  @Test
  void onlyTheFirstUnansweredQuestionInARowIsAskedAgain() {
    RegistrySchemas schemas = schemas(NOBODY);

    for (int id = 0; id < 5; id++) {
      int asked = id;
      assertThrows(RegistryException.class, () -> schemas.byId(asked));
    }

    assertEquals(List.of(200L, 400L), pauses);
  }

  @Test
  void aRegistryThatAnswersNothingIsNotAskedForEver() {
    for (int id = 0; id < RegistryHttp.DOWN_AFTER + 3; id++) {
      registry.at("/schemas/ids/" + id, 503, "");
    }
    RegistrySchemas schemas = schemas(registry.url());

    for (int id = 0; id < RegistryHttp.DOWN_AFTER + 3; id++) {
      int asked = id;
      assertThrows(RegistryException.class, () -> schemas.byId(asked));
    }

    assertEquals(RegistryHttp.DOWN_AFTER + 2, registry.asked.size());
  }

  @Test
  void anAnswerThatIsNoRegistrysIsAFailure() {
    registry.at("/schemas/ids/7", 200, "\uFEFF<html>\r\n  Sign in");

    RegistryException error =
        assertThrows(RegistryException.class, () -> schemas(registry.url()).byId(7));

    assertEquals(
        "Cannot read what the schema registry says of schema id 7: it answered with HTML, not JSON:"
            + " <html> Sign in. Correct schema.registry.url if that is no registry's.",
        error.getMessage());
    assertEquals(RegistryException.Prospect.LASTING, error.prospect());
  }

  @Test
  void anAnswerWithoutASchemaIsNamedInOneLineAndIsNoSchema() {
    String jsonOf = "JSON that is cut off or no registry's: ";
    Map<String, String> named =
        Map.of(
            "", "an empty answer",
            "{\"schema\":\"\\\"str", jsonOf + "{\"schema\":\"\\\"str",
            "{\"id\":7}", jsonOf + "{\"id\":7}",
            "{\"schema\":{\"a\":1}}", jsonOf + "{\"schema\":{\"a\":1}}",
            "[1]", jsonOf + "[1]",
            "OK", "text that is no JSON: OK");
    named.forEach(
        (body, name) -> {
          registry.at("/schemas/ids/7", 200, body);

          RegistryException error =
              assertThrows(RegistryException.class, () -> schemas(registry.url()).byId(7));

          assertEquals(
              "Cannot read what the schema registry says of schema id 7: it answered with "
                  + name
                  + ". Correct schema.registry.url if that is no registry's.",
              error.getMessage());
        });
  }

  @Test
  void credentialsAreSent() throws IOException {
    registry.at("/schemas/ids/7", 200, "{\"schema\":\"\\\"string\\\"\"}");
    RegistryOptions options =
        new RegistryOptions(
            List.of(registry.url()),
            Duration.ofSeconds(5),
            0,
            basic(Secret.of("me:pw")),
            TlsOptions.NONE);

    new RegistrySchemas(new RegistryHttp(options, InstantSource.system(), pauses::add)).byId(7);

    assertEquals(List.of("Basic bWU6cHc="), registry.authorizations);
  }

  @Test
  void optionsAreReadAndAUrlWithoutAHostIsAProblem() {
    Problems problems = new Problems();
    Settings settings =
        Settings.NONE.overlay(
            "schema.registry.url=http://a:1/apis/ccompat/v7, http://b:1", "test", problems);

    RegistryOptions options = RegistryOptions.read(settings, problems);
    assertEquals(
        List.of(URI.create("http://a:1/apis/ccompat/v7"), URI.create("http://b:1")),
        options.urls());
    assertTrue(problems.isEmpty(), problems.lines().toString());

    RegistryOptions.read(
        Settings.NONE.overlay("schema.registry.url=registry:8081", "test", problems), problems);
    assertEquals(1, problems.lines().size());
  }

  private RegistrySchemas schemas(String userInfo, URI... urls) {
    return new RegistrySchemas(
        new RegistryHttp(
            new RegistryOptions(
                List.of(urls),
                Duration.ofSeconds(5),
                2,
                basic(Secret.of(userInfo)),
                TlsOptions.NONE),
            InstantSource.system(),
            pauses::add));
  }

  private RegistrySchemas schemas(URI... urls) {
    return new RegistrySchemas(
        new RegistryHttp(
            new RegistryOptions(
                List.of(urls), Duration.ofSeconds(5), 2, RegistryLogin.NONE, TlsOptions.NONE),
            InstantSource.system(),
            pauses::add));
  }

  private static RegistryLogin basic(Secret userInfo) {
    return new RegistryLogin(Optional.of(userInfo), Optional.empty());
  }
}
