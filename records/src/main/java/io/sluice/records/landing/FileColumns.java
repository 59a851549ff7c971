package io.sluice.records.landing;

import io.sluice.records.merge.BranchOrder;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** Maps the fields of a schema to the columns of a file format. */
public interface FileColumns {
  /** For a format that supports all Avro types, in files that may have different columns. */
  FileColumns ANY =
      new FileColumns() {
        @Override
        public Optional<String> unfit(Schema values, Schema landed) {
          return Optional.empty();
        }

        @Override
        public List<String> changes(Schema next, Schema landed) {
          return List.of();
        }
      };

  /**
   * The reasons why files of the format cannot represent the topic, each with the path of the field
   * and the remedy; empty if there are none.
   *
   * @param values record of the value's fields
   * @param landed the same, followed by the coordinates
   */
  Optional<String> unfit(Schema values, Schema landed);

  /** The order of branches when two schemas are merged. */
  default BranchOrder branchOrder() {
    return BranchOrder.NEWEST_FIRST;
  }

  /**
   * Columns that prevent readers from reading files of both schemas as one table; empty if there
   * are none.
   */
  List<String> changes(Schema next, Schema landed);
}
