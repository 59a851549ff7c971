package io.sluice.writers.column;

import io.sluice.records.landing.FileColumns;
import io.sluice.records.landing.SchemaCycle;
import io.sluice.records.merge.BranchOrder;
import io.sluice.tracker.message.FirstLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.schema.InvalidSchemaException;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.TypeUtil;

/** Parquet's columns of a schema: parquet-avro's, with the annotations that it leaves out. */
public final class ParquetColumns implements FileColumns {
  private static final String PROBE = "sluice_probe";

  /** A record that is used in many places has its columns in each of them. */
  private static final int MOST_COLUMNS = 20_000;

  /** Of definition levels: DuckDB keeps them in a byte. */
  private static final int MOST_LEVELS = 255;

  private static final String REMEDY = ". Set format=avro for this topic by an override.";

  private static final String TOO_DEEP =
      "it has more than " + MOST_LEVELS + " optional or repeated types within each other";

  /** Settings of parquet-avro: three-level lists, which all readers take. */
  public static PlainParquetConfiguration configuration() {
    PlainParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
    return configuration;
  }

  /** The columns of a record. */
  public static MessageType of(Schema record) {
    return Annotations.added(record, new AvroSchemaConverter(configuration()).convert(record));
  }

  @Override
  public Optional<String> unfit(Schema values, Schema landed) {
    return SchemaCycle.in(values)
        .map(
            path ->
                "its schema holds itself, by way of "
                    + path
                    + ", and Parquet has no such columns"
                    + REMEDY)
        .or(() -> problem(landed).map(why -> cannotHold(path(landed, ""), why)));
  }

  private static String cannotHold(String path, String why) {
    return "Parquet cannot hold "
        + (path.isEmpty() ? "its schema" : "its field '" + path + "'")
        + ": "
        + why
        + REMEDY;
  }

  @Override
  public BranchOrder branchOrder() {
    return BranchOrder.LANDED_FIRST;
  }

  /** The refusal of parquet-java, which is asked as far as where a file begins. */
  private static Optional<String> problem(Schema record) {
    if (ColumnCount.of(record) > MOST_COLUMNS) {
      return Optional.of("it has more than " + MOST_COLUMNS + " columns");
    }
    try {
      MessageType columns = of(record);
      TypeUtil.checkValidWriteSchema(columns);
      new ColumnIOFactory().getColumnIO(columns);
      new AvroWriteSupport<>(columns, record, new GenericData()).init(configuration());
      return columns.getColumns().stream()
              .anyMatch(column -> column.getMaxDefinitionLevel() > MOST_LEVELS)
          ? Optional.of(TOO_DEEP)
          : Optional.empty();
    } catch (StackOverflowError e) {
      return Optional.of(TOO_DEEP);
    } catch (InvalidSchemaException e) {
      return Optional.of("a record without fields, or with null fields only, has no column");
    } catch (RuntimeException e) {
      String message = e.getMessage();
      return Optional.of(message == null ? e.getClass().getSimpleName() : FirstLine.of(message));
    }
  }

  /** Down to the innermost type that Parquet does not hold. */
  private static String path(Schema schema, String path) {
    return switch (schema.getType()) {
      case RECORD ->
          schema.getFields().stream()
              .filter(field -> !fits(field.schema()))
              .findFirst()
              .map(
                  field ->
                      path(
                          field.schema(),
                          path.isEmpty() ? field.name() : path + "." + field.name()))
              .orElse(path);
      case ARRAY -> path(schema.getElementType(), path);
      case MAP -> path(schema.getValueType(), path);
      case UNION ->
          schema.getTypes().stream()
              .filter(branch -> !fits(branch))
              .findFirst()
              .map(branch -> path(branch, path))
              .orElse(path);
      default -> path;
    };
  }

  private static boolean fits(Schema type) {
    Schema record = Schema.createRecord("Probe", null, "io.sluice.probe", false);
    List<Schema.Field> fields = new ArrayList<>();
    fields.add(new Schema.Field(PROBE, Schema.create(Schema.Type.INT)));
    fields.add(new Schema.Field("field", type));
    record.setFields(fields);
    return problem(record).isEmpty();
  }

  @Override
  public List<String> changes(Schema next, Schema landed) {
    if (problem(landed).isPresent() || problem(next).isPresent()) {
      // It did not land as Parquet.
      return List.of();
    }
    List<String> found = new ArrayList<>(ColumnChanges.between(of(next), of(landed)));
    found.addAll(MoreBranches.between(next, landed));
    return found;
  }
}
