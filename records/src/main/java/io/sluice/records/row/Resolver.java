package io.sluice.records.row;

import io.sluice.records.WriterSchema;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.body.BodyShape;
import java.util.IdentityHashMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Finds for each writer schema how its bodies land, once. */
final class Resolver {
  private final Schema landing;
  private final IdentityHashMap<WriterSchema, Resolution> known = new IdentityHashMap<>();
  private @Nullable WriterSchema last;
  private @Nullable Resolution lastResolution;

  /**
   * Resolves to a schema.
   *
   * @param landing of the value, without the coordinates
   */
  Resolver(Schema landing) {
    this.landing = landing;
  }

  Resolution of(WriterSchema writer) throws ForeignSchemaException {
    if (writer == last && lastResolution != null) {
      return lastResolution;
    }
    Resolution resolution = known.get(writer);
    if (resolution == null) {
      resolution = make(writer);
      known.put(writer, resolution);
    }
    last = writer;
    lastResolution = resolution;
    return resolution;
  }

  private Resolution make(WriterSchema writer) throws ForeignSchemaException {
    SchemaFit fit = SchemaFit.of(writer.schema(), landing);
    if (!fit.lost().isEmpty()) {
      throw new ForeignSchemaException(
          "Cannot land records of schema "
              + writer
              + ": the landing schema lacks their fields "
              + fit.lost()
              + ", which would be lost. Give each type a topic of its own, or leave the topic out.");
    }
    if (!fit.remade().isEmpty()) {
      return refusing(
          "logical-type-changed",
          "Cannot land a record of schema "
              + writer
              + ": its bytes would be taken for something else in "
              + fit.remade()
              + ".");
    }
    try {
      return SameBytes.of(writer.schema(), landing)
          .map(same -> copying(writer.schema(), same))
          .orElseGet(() -> new ResolvedBody(writer, landing));
    } catch (RuntimeException | StackOverflowError e) {
      return refusing(
          "schema-unresolvable",
          "Cannot resolve schema " + writer + " to the landing schema: " + e + ".");
    }
  }

  private Resolution copying(Schema writer, SameBytes same) {
    BodyShape written = BodyShape.of(writer);
    if (same.hasSameRules()) {
      return new CopiedBody(same.suffix(), written);
    }
    BodyShape landed =
        landing.getType() == Schema.Type.RECORD
            ? BodyShape.ofFirst(landing, writer.getFields().size())
            : BodyShape.of(landing);
    return new CopiedBody(same.suffix(), written, landed);
  }

  private static Resolution refusing(String errorClass, String message) {
    return (body, row) -> {
      throw new BadRecordException(errorClass, message);
    };
  }
}
