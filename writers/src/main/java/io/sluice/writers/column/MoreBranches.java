package io.sluice.writers.column;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Finds unions that have got another branch. Its struct of members gets another member, which
 * DuckDB reads, but parquet-java does not read old files then.
 */
final class MoreBranches {
  private final List<String> found = new ArrayList<>();
  private final Set<Schema> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private MoreBranches() {}

  static List<String> between(Schema next, Schema landed) {
    MoreBranches branches = new MoreBranches();
    branches.compare(next, landed, "");
    return branches.found;
  }

  private void compare(Schema next, Schema landed, String path) {
    List<Schema> is = branches(next);
    List<Schema> was = branches(landed);
    if (was.size() > 1 && is.size() > was.size()) {
      found.add("column " + path + " (its union has another branch)");
    }
    for (int i = 0; i < Math.min(is.size(), was.size()); i++) {
      if (is.get(i).getType() == was.get(i).getType()) {
        compareWithin(is.get(i), was.get(i), path);
      }
    }
  }

  private void compareWithin(Schema next, Schema landed, String path) {
    switch (next.getType()) {
      case RECORD -> {
        if (seen.add(next)) {
          for (Schema.Field was : landed.getFields()) {
            Schema.Field is = next.getField(was.name());
            if (is != null) {
              compare(
                  is.schema(), was.schema(), path.isEmpty() ? was.name() : path + "." + was.name());
            }
          }
        }
      }
      case ARRAY -> compare(next.getElementType(), landed.getElementType(), path);
      case MAP -> compare(next.getValueType(), landed.getValueType(), path);
      default -> {}
    }
  }

  private static List<Schema> branches(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream().filter(each -> each.getType() != Schema.Type.NULL).toList()
        : List.of(schema);
  }
}
