package io.sluice.records;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.SchemaParseException;
import org.junit.jupiter.api.Test;

/** Bounds of the schemas that are read: who registers one must not keep a run or a task busy. */
class LenientSchemasTest {

  @Test
  void aThousandTypesAreRead() {
    assertEquals(999, LenientSchemas.parse(chain(999)).getFields().size());
  }

  @Test
  void moreTypesThanAreReadAreRefusedAtOnce() {
    SchemaParseException refusal =
        assertTimeoutPreemptively(
            ofSeconds(5),
            () ->
                assertThrows(
                    SchemaParseException.class, () -> LenientSchemas.parse(chain(20_000))));

    assertEquals(
        "It has 20001 named types and 40000 fields, and 1000 types, and 10000 types and fields together, are read at most",
        refusal.getMessage());
  }

  @Test
  void typesOfSeveralTextsCountTogether() {
    List<String> texts =
        IntStream.range(0, 1_001)
            .mapToObj("{\"type\":\"fixed\",\"name\":\"f%d\",\"size\":1}"::formatted)
            .toList();

    assertThrows(SchemaParseException.class, () -> LenientSchemas.parse(texts));
    assertEquals("f999", LenientSchemas.parse(texts.subList(0, 1_000)).getName());
  }

  /** Each field declares a record that has one of the record before it. */
  private static String chain(int records) {
    return IntStream.range(0, records)
        .mapToObj(
            i ->
                "{\"name\":\"f%d\",\"type\":{\"type\":\"record\",\"name\":\"R%d\",\"fields\":[{\"name\":\"a\",\"type\":%s}]}}"
                    .formatted(i, i, i == 0 ? "\"int\"" : "[\"null\",\"R%d\"]".formatted(i - 1)))
        .collect(
            Collectors.joining(",", "{\"type\":\"record\",\"name\":\"Top\",\"fields\":[", "]}"));
  }
}
