package io.sluice.records.row;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Resolver;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * Finds what Avro loses when it resolves one schema to another. It follows Avro's own steps, and so
 * chooses the same branch of a union, and the same field by an alias.
 */
final class ResolutionLosses {
  private final Schema written;
  private final Schema reader;
  private final List<String> lost = new ArrayList<>();
  private final List<String> remade = new ArrayList<>();
  private final IdentityHashMap<Schema, Schema.Type> rounded = new IdentityHashMap<>();
  private final Set<Resolver.Action> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<String> path = new ArrayDeque<>();

  private ResolutionLosses(Schema written, Schema reader) {
    this.written = written;
    this.reader = reader;
  }

  /**
   * Compares two schemas.
   *
   * @throws org.apache.avro.AvroRuntimeException if Avro cannot resolve them at all
   */
  static ResolutionLosses of(Schema writer, Schema landing) {
    ResolutionLosses losses =
        new ResolutionLosses(matched(writer, landing), ReaderSchema.of(landing));
    losses.walk(Resolver.resolve(losses.written, losses.reader, new GenericData()));
    return losses;
  }

  /**
   * If Avro does not allow the names, or they would occur twice in a union, Avro's own resolution
   * is used.
   */
  private static Schema matched(Schema writer, Schema landing) {
    try {
      return MatchedWriter.of(writer, landing);
    } catch (AvroRuntimeException e) {
      return Schema.applyAliases(writer, landing);
    }
  }

  /** The writer schema with the names that the landing schema has for its fields. */
  Schema written() {
    return written;
  }

  /** The landing schema as the writer's bodies are read with it. */
  Schema reader() {
    return reader;
  }

  /** Paths of fields that are dropped. */
  List<String> lost() {
    return lost;
  }

  /** Fields whose bytes are read as another type. */
  List<String> remade() {
    return remade;
  }

  /** The parts of {@link #written} that are converted to float or double, possibly inexactly. */
  IdentityHashMap<Schema, Schema.Type> rounded() {
    return rounded;
  }

  private void walk(Resolver.Action action) {
    if (!seen.add(action)) {
      return;
    }
    if (action instanceof Resolver.RecordAdjust adjust) {
      for (int i = 0; i < adjust.fieldActions.length; i++) {
        path.addLast(adjust.writer.getFields().get(i).name());
        walk(adjust.fieldActions[i]);
        path.removeLast();
      }
    } else if (action instanceof Resolver.Skip) {
      lost.add(place());
    } else if (action instanceof Resolver.Container container) {
      walk(container.elementAction);
    } else if (action instanceof Resolver.WriterUnion union) {
      for (Resolver.Action branch : union.actions) {
        walk(branch);
      }
    } else if (action instanceof Resolver.ReaderUnion union) {
      walk(union.actualAction);
    } else if (action instanceof Resolver.Promote promote) {
      promote(promote.writer, promote.reader);
    }
  }

  private void promote(Schema from, Schema to) {
    boolean exact = from.getType() == Schema.Type.INT && to.getType() == Schema.Type.DOUBLE;
    boolean fraction = to.getType() == Schema.Type.DOUBLE || to.getType() == Schema.Type.FLOAT;
    if (fraction && from.getType() != Schema.Type.FLOAT && !exact) {
      rounded.merge(from, to.getType(), ResolutionLosses::narrower);
    }
    if (isDecimal(from) != isDecimal(to)) {
      remade.add(place() + " (" + name(from) + " lands as " + name(to) + ")");
    }
  }

  private static Schema.Type narrower(Schema.Type one, Schema.Type other) {
    return one == Schema.Type.FLOAT ? one : other;
  }

  private static boolean isDecimal(Schema schema) {
    return schema.getLogicalType() instanceof LogicalTypes.Decimal;
  }

  private static String name(Schema schema) {
    return isDecimal(schema) ? "decimal" : schema.getType().getName();
  }

  private String place() {
    return path.isEmpty() ? "the value" : String.join(".", path);
  }
}
