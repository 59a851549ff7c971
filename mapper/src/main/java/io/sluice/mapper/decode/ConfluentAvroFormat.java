package io.sluice.mapper.decode;

import io.sluice.mapper.registry.RegisteredSchema;
import io.sluice.mapper.registry.Subjects;
import io.sluice.mapper.registry.TopicSchemas;
import io.sluice.records.api.Decoder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Confluent's wire format: a zero byte, the schema's ID in the registry, Avro binary. */
final class ConfluentAvroFormat implements ValueFormat {
  @Override
  public String name() {
    return "confluent-avro";
  }

  @Override
  public boolean hasLines() {
    return false;
  }

  @Override
  public SchemaFile schemaFile() {
    return SchemaFile.REFUSED;
  }

  @Override
  public boolean asksRegistry() {
    return true;
  }

  @Override
  public Decoder decoder(DecoderOptions options, SchemaSources sources) {
    return new ConfluentAvroDecoder(
        new TopicSchemas(sources.registry(), sources.unasked()), sources.unasked());
  }

  @Override
  public ValueSchemas.Answer newest(DecoderOptions options, SchemaSources sources, String topic)
      throws IOException {
    String subject = Subjects.ofValue(topic);
    Optional<RegisteredSchema> newest = sources.registry().newest(subject);
    if (newest.isEmpty()) {
      return new ValueSchemas.Unknown(
          "Cannot land topic '"
              + topic
              + "': the schema registry has no subject "
              + subject
              + ". Register a schema there (subjects named by RecordNameStrategy or TopicRecordNameStrategy are not read in this version), or set value.format for this topic by an override.");
    }
    RegisteredSchema schema = newest.get();
    return schema.schema().isAvro()
        ? new ValueSchemas.Known(schema.schema().text(), List.of(), ValueSchemas.upTo(schema))
        : new ValueSchemas.Unknown(
            "Cannot land topic '"
                + topic
                + "': the schema of subject "
                + subject
                + " is no Avro schema but "
                + schema.schema().type()
                + ". Set value.format for this topic by an override.");
  }
}
