package io.sluice.records.landing;

import io.sluice.records.merge.BranchOrder;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** Maps the fields of a schema to the columns of a file format. */
public interface FileColumns {
  /** Of a format that holds whatever Avro holds, in files that need not have the same columns. */
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
   * Why files of the format cannot hold the topic: the field by its path, the reason, and what to
   * do; empty if they hold all.
   *
   * @param values record of the value's fields
   * @param landed the same with the coordinates behind them
   */
  Optional<String> unfit(Schema values, Schema landed);

  /** The order of branches where two schemas are merged. */
  default BranchOrder branchOrder() {
    return BranchOrder.NEWEST_FIRST;
  }

  /**
   * Columns that differ so much that readers do not take files of both schemas for one table; empty
   * if they do.
   */
  List<String> changes(Schema next, Schema landed);
}
