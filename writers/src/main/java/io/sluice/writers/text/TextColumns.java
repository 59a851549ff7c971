package io.sluice.writers.text;

import io.sluice.records.landing.FileColumns;
import io.sluice.records.landing.LandingSchema;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** A line of text has no columns: it is a string, or bytes. */
final class TextColumns implements FileColumns {
  @Override
  public Optional<String> unfit(Schema values, Schema landed) {
    Schema value = LandingSchema.parse(landed.toString()).valueSchema();
    boolean isLine =
        (value.getType() == Schema.Type.STRING || value.getType() == Schema.Type.BYTES)
            && value.getLogicalType() == null;
    return isLine
        ? Optional.empty()
        : Optional.of(
            "with format=text a value is one line, a string or bytes, and its values are of type "
                + value.getType().getName()
                + ". Set value.format=string, json or bytes, or format=avro for this topic by an"
                + " override.");
  }

  @Override
  public List<String> changes(Schema next, Schema landed) {
    return List.of();
  }
}
