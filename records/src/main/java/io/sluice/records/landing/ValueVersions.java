package io.sluice.records.landing;

import java.util.List;
import org.apache.avro.Schema;

/**
 * The current and former schemas of a topic's values.
 *
 * @param earlier versions before the newest that are not in the landed schema yet, ascending
 * @param newest the current one
 * @param upTo names the newest version, for {@link LandingSchema#versions}; empty if there are no
 *     versions
 */
public record ValueVersions(List<Schema> earlier, Schema newest, String upTo) {
  public ValueVersions {
    earlier = List.copyOf(earlier);
  }

  /** Values with a single schema. */
  public static ValueVersions only(Schema schema) {
    return new ValueVersions(List.of(), schema, "");
  }
}
