package io.sluice.records.landing;

import io.sluice.records.merge.LogicalTypeChange;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * Required compatibility of the next landing schema with the last one; {@code
 * schema.compatibility}.
 */
public enum Compatibility {
  /** Nothing. */
  NONE,
  /** The new schema can read the landed files. */
  BACKWARD,
  /** The old schema can read the new files. */
  FORWARD,
  /** Both. */
  FULL;

  /** The violations, as parts of a message; empty if there are none. */
  List<String> check(Schema next, Schema landed) {
    List<String> problems = new ArrayList<>();
    if (this == BACKWARD || this == FULL) {
      problems.addAll(incompatibilities(next, landed, "files that have landed cannot be read"));
      problems.addAll(
          changes(next, landed, "values that have landed would be read as something else"));
    }
    if (this == FORWARD || this == FULL) {
      problems.addAll(incompatibilities(landed, next, "readers of the last schema would fail"));
      problems.addAll(
          changes(landed, next, "readers of the last schema would read something else"));
    }
    return problems;
  }

  private static List<String> incompatibilities(Schema reader, Schema writer, String consequence) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .stream()
        .map(each -> consequence + ", " + text(each))
        .toList();
  }

  private static List<String> changes(Schema reader, Schema writer, String consequence) {
    return LogicalTypeChange.in(writer, reader).stream()
        .map(each -> consequence + ", " + each)
        .toList();
  }

  private static String text(Incompatibility problem) {
    return problem.getType() + " at " + problem.getLocation() + " (" + problem.getMessage() + ")";
  }
}
