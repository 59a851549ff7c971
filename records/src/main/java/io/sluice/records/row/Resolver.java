package io.sluice.records.row;

import io.sluice.records.WriterSchema;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.body.BodyShape;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Determines once for each writer schema how its bodies land. */
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
    refuseLoss(writer, fit.lost());
    if (!fit.remade().isEmpty()) {
      return remaking(writer, fit.remade());
    }
    try {
      Optional<SameBytes> same = SameBytes.of(writer.schema(), landing);
      return same.isPresent() ? copying(writer.schema(), same.get()) : resolving(writer);
    } catch (RuntimeException | StackOverflowError e) {
      return refusing(
          "schema-unresolvable",
          "Cannot resolve schema " + writer + " to the landing schema: " + e + ".");
    }
  }

  private Resolution resolving(WriterSchema writer) throws ForeignSchemaException {
    ResolutionLosses losses = ResolutionLosses.of(writer.schema(), landing);
    refuseLoss(writer, losses.lost());
    return losses.remade().isEmpty()
        ? new ResolvedBody(writer, losses, landing)
        : remaking(writer, losses.remade());
  }

  private static void refuseLoss(WriterSchema writer, List<String> lost)
      throws ForeignSchemaException {
    if (!lost.isEmpty()) {
      throw new ForeignSchemaException(
          "Cannot land records of schema "
              + writer
              + ": the landing schema lacks their fields "
              + lost
              + ", which would be lost. Give each type a topic of its own, or leave the topic out.");
    }
  }

  private static Resolution remaking(WriterSchema writer, List<String> places) {
    return refusing(
        "logical-type-changed",
        "Cannot land a record of schema "
            + writer
            + ": its bytes would be taken for something else in "
            + places
            + ".");
  }

  private Resolution copying(Schema writer, SameBytes same) {
    BodyShape written = BodyShape.of(writer);
    if (same.suffix().hasRemaining()) {
      try {
        BodyShape.ofLast(landing, writer.getFields().size()).check(same.suffix());
      } catch (BadRecordException e) {
        return refusing(
            e.errorClass(), "The default of a field that the record lacks: " + e.getMessage());
      }
    }
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
