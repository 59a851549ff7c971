package io.sluice.records.landing;

import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** Finds a record within that has no field, or none but nulls: Parquet has no column to hold it. */
final class HollowRecord {
  private HollowRecord() {}

  /**
   * The path of the first one, by field names.
   *
   * @param schema that does not hold itself
   */
  static Optional<String> in(Schema schema, String path) {
    return switch (schema.getType()) {
      case RECORD -> {
        List<Schema.Field> fields =
            schema.getFields().stream()
                .filter(field -> field.schema().getType() != Schema.Type.NULL)
                .toList();
        yield fields.isEmpty()
            ? Optional.of(path + " (" + schema.getFullName() + ")")
            : fields.stream()
                .map(field -> in(field.schema(), below(path, field.name())))
                .flatMap(Optional::stream)
                .findFirst();
      }
      case ARRAY -> in(schema.getElementType(), path);
      case MAP -> in(schema.getValueType(), path);
      case UNION ->
          schema.getTypes().stream()
              .map(branch -> in(branch, path))
              .flatMap(Optional::stream)
              .findFirst();
      default -> Optional.empty();
    };
  }

  private static String below(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
