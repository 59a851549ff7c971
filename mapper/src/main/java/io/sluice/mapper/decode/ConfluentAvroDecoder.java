package io.sluice.mapper.decode;

import io.sluice.mapper.registry.RegistryException;
import io.sluice.mapper.registry.SchemaText;
import io.sluice.mapper.registry.TopicSchemas;
import io.sluice.mapper.registry.TopicSchemas.Unasked;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.Coordinates;
import io.sluice.records.api.DecodedBody;
import io.sluice.records.api.Decoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Confluent's wire format: a zero byte, four bytes of schema id, and the rest, which is Avro binary
 * already and goes on without a copy.
 */
final class ConfluentAvroDecoder implements Decoder {
  private static final int PREFIX = 5;
  private static final int MOST_KEPT = 10_000;

  /** The schema of an ID; the same text object for all its records. */
  private record Known(int id, String idText, Optional<SchemaText> schema) {}

  private final TopicSchemas schemas;
  private final Unasked unasked;
  private final DecodedBody decoded = new DecodedBody();
  private final Map<Integer, Known> knownIds = new HashMap<>();
  private Known last = new Known(-1, "", Optional.empty());

  ConfluentAvroDecoder(TopicSchemas schemas, Unasked unasked) {
    this.schemas = schemas;
    this.unasked = unasked;
  }

  @Override
  public DecodedBody decode(Coordinates at, ByteBuffer value)
      throws BadRecordException, IOException {
    if (value.remaining() < PREFIX) {
      throw new BadRecordException(
          "confluent-too-short",
          "The value has "
              + value.remaining()
              + " bytes, and Confluent's wire format begins with five. Is value.format right?");
    }
    byte magic = value.get();
    if (magic != 0) {
      throw new BadRecordException(
          "confluent-no-magic-byte",
          "The value begins with byte "
              + (magic & 0xFF)
              + ", and Confluent's wire format with byte 0. Is value.format right?");
    }
    int id = value.getInt();
    if (last.id() != id || last.schema().isEmpty()) {
      last = known(id, at.kafkaPartition());
    }
    SchemaText schema =
        last.schema()
            .orElseThrow(
                () ->
                    new BadRecordException(
                        "confluent-unknown-schema-id",
                        "The registry knows no schema of id " + id + "."));
    if (!schema.isAvro()) {
      throw new BadRecordException(
          "confluent-no-avro-schema",
          "The registry's schema of id " + id + " is no Avro schema but " + schema.type() + ".");
    }
    return decoded.with(schema.text(), last.idText(), value);
  }

  private Known known(int id, int kafkaPartition) throws BadRecordException, IOException {
    Known known = knownIds.get(id);
    if (known == null) {
      // No registry gives negative ids: such bytes are garbage, and not worth a question.
      Optional<SchemaText> schema = id < 0 ? Optional.empty() : asked(id, kafkaPartition);
      known = new Known(id, Integer.toString(id), schema);
      if (knownIds.size() >= MOST_KEPT) {
        knownIds.clear();
      }
      knownIds.put(id, known);
    }
    return known;
  }

  private Optional<SchemaText> asked(int id, int kafkaPartition)
      throws BadRecordException, IOException {
    try {
      return schemas.byId(id, kafkaPartition);
    } catch (RegistryException e) {
      if (e.prospect() == RegistryException.Prospect.UNASKED && unasked == Unasked.IS_BAD) {
        throw new BadRecordException(
            "confluent-schema-id-not-asked", String.valueOf(e.getMessage()), e);
      }
      throw e;
    }
  }
}
