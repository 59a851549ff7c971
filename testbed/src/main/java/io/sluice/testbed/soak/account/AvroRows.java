package io.sluice.testbed.soak.account;

import io.sluice.testbed.content.Encoding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** Rows of Avro files, by Avro's own reader: avro-tools would print millions of lines of JSON. */
final class AvroRows {
  private AvroRows() {}

  static void read(Path root, List<Path> files, RowSink rows) throws IOException {
    for (Path file : files) {
      if (file.toString().endsWith(".avro")) {
        read(file, root.relativize(file.toAbsolutePath().getParent()).toString(), rows);
      }
    }
  }

  private static void read(Path file, String timePartition, RowSink rows) throws IOException {
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      List<Schema.Field> fields = reader.getSchema().getFields();
      for (GenericRecord record : reader) {
        SortedMap<String, String> cells = new TreeMap<>();
        for (Schema.Field field : fields) {
          Object value = record.get(field.pos());
          cells.put(field.name(), value == null ? Encoding.NULL : value.toString());
        }
        new Cells(cells).deliver(timePartition, rows);
      }
    }
  }
}
