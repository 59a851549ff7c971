package io.sluice.records.landing;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/** Finds recursive records. */
public final class SchemaCycle {
  private final Set<Schema> open = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Records without a cycle. A record that is used in several places is searched once. */
  private final Set<Schema> searched = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Deque<String> path = new ArrayDeque<>();

  private SchemaCycle() {}

  /**
   * The path of the first cycle, as field names down to the repeated record; empty if there is
   * none.
   */
  public static Optional<String> in(Schema schema) {
    return new SchemaCycle().search(schema);
  }

  private Optional<String> search(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> searchRecord(schema);
      case ARRAY -> search(schema.getElementType());
      case MAP -> search(schema.getValueType());
      case UNION ->
          schema.getTypes().stream().map(this::search).flatMap(Optional::stream).findFirst();
      default -> Optional.empty();
    };
  }

  private Optional<String> searchRecord(Schema record) {
    if (searched.contains(record)) {
      return Optional.empty();
    }
    if (!open.add(record)) {
      return Optional.of(String.join(".", path) + " (" + record.getFullName() + ")");
    }
    for (Schema.Field field : record.getFields()) {
      path.addLast(field.name());
      Optional<String> found = search(field.schema());
      if (found.isPresent()) {
        return found;
      }
      path.removeLast();
    }
    open.remove(record);
    searched.add(record);
    return Optional.empty();
  }
}
