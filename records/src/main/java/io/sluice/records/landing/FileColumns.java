package io.sluice.records.landing;

import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** Maps the fields of a schema to the columns of a file format. */
public interface FileColumns {
  /** Of a format that holds whatever Avro holds, in files that need not have the same columns. */
  FileColumns ANY =
      new FileColumns() {
        @Override
        public Optional<String> unfit(Schema schema) {
          return Optional.empty();
        }

        @Override
        public List<String> changes(Schema next, Schema landed) {
          return List.of();
        }
      };

  /** The field that the format cannot hold, by its path, and why; empty if it holds all. */
  Optional<String> unfit(Schema schema);

  /**
   * Columns that differ so much that readers do not take files of both schemas for one table; empty
   * if they do.
   */
  List<String> changes(Schema next, Schema landed);
}
