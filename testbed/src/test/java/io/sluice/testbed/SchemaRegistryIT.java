package io.sluice.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testbed.process.StackHome;
import io.sluice.testbed.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaRegistryIT {
  private static final String SCHEMA =
      "{\"type\":\"record\",\"name\":\"Event\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"}]}";

  @TempDir Path directory;

  @Test
  void aRegisteredSchemaIsReadBackAndAnUnknownIdRefused() throws IOException {
    try (SchemaRegistry registry = SchemaRegistry.start(StackHome.find(), directory)) {
      int id = registry.register("events-value", SCHEMA);

      assertEquals(SCHEMA, registry.schema(id));
      assertEquals(SCHEMA, registry.latest("events-value"));
      IOException refusal = assertThrows(IOException.class, () -> registry.schema(id + 1000));
      assertTrue(refusal.toString().contains("40403"), refusal::toString);
    }
  }
}
