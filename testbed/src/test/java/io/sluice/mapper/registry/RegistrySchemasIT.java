package io.sluice.mapper.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.mapper.registry.access.RegistryLogin;
import io.sluice.mapper.registry.access.TlsOptions;
import io.sluice.testbed.process.StackHome;
import io.sluice.testbed.registry.SchemaRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Apicurio, whose base URL has a path. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistrySchemasIT {
  private static final String FIRST =
      "{\"type\":\"record\",\"name\":\"E\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"}]}";
  private static final String SECOND =
      "{\"type\":\"record\",\"name\":\"E\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"},"
          + "{\"name\":\"n\",\"type\":[\"null\",\"int\"],\"default\":null}]}";

  private SchemaRegistry registry;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    registry = SchemaRegistry.start(StackHome.find(), directory);
  }

  @AfterAll
  void stop() {
    registry.close();
  }

  @Test
  void schemasAreFoundByIdAndBySubject() throws IOException {
    int first = registry.register("a b/c-value", FIRST);
    int second = registry.register("a b/c-value", SECOND);
    RegistrySchemas schemas = schemas(0);

    assertEquals(Optional.of(new SchemaText("AVRO", FIRST)), schemas.byId(first));
    assertEquals(SECOND, schemas.newest("a b/c-value").orElseThrow().schema().text());
    assertEquals(
        List.of(first, second),
        schemas.versions("a b/c-value").stream().map(RegisteredSchema::id).toList());
  }

  @Test
  void whatItDoesNotKnowIsAnAnswer() throws IOException {
    RegistrySchemas schemas = schemas(0);

    assertEquals(Optional.empty(), schemas.byId(1_000_000));
    assertEquals(Optional.empty(), schemas.byId(Integer.MAX_VALUE));
    assertEquals(Optional.empty(), schemas.newest("nothing-value"));
    assertEquals(List.of(), schemas.versions("nothing-value"));
  }

  @Test
  void aWrongPathIsReportedAsSuch() {
    RegistryOptions options =
        new RegistryOptions(
            List.of(URI.create(registry.url().replaceFirst("/apis.*", "/wrong"))),
            Duration.ofSeconds(10),
            0,
            RegistryLogin.NONE,
            TlsOptions.NONE);

    RegistryException error =
        assertThrows(
            RegistryException.class,
            () -> RegistrySchemas.open(options, InstantSource.system()).byId(1));

    assertTrue(
        String.valueOf(error.getMessage()).contains("schema.registry.url"), error.getMessage());
  }

  @Test
  void aRegistryThatComesBackIsWaitedFor() throws Exception {
    int id = registry.register("back-value", FIRST);
    registry.kill();
    Thread restart =
        new Thread(
            () -> {
              try {
                registry.restart();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    restart.start();

    // It has forgotten all: an answer at last, and not a failure.
    Optional<SchemaText> answer = schemas(8).byId(id);

    restart.join();
    assertEquals(Optional.empty(), answer);
  }

  private RegistrySchemas schemas(int retries) {
    return RegistrySchemas.open(
        new RegistryOptions(
            List.of(URI.create(registry.url())),
            Duration.ofSeconds(10),
            retries,
            RegistryLogin.NONE,
            TlsOptions.NONE),
        InstantSource.system());
  }
}
