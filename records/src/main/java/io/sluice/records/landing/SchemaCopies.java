package io.sluice.records.landing;

import java.util.List;
import org.apache.avro.Schema;

/**
 * Avro's schemas cannot be changed once made; these are made anew with all that people wrote on
 * them.
 */
final class SchemaCopies {
  private SchemaCopies() {}

  /** A record with the name, documentation and properties of another. */
  static Schema recordLike(Schema like, List<Schema.Field> fields) {
    Schema copy = emptyLike(like, like.getName());
    copy.setFields(fields);
    return copy;
  }

  static Schema emptyLike(Schema like, String name) {
    Schema copy = Schema.createRecord(name, like.getDoc(), like.getNamespace(), like.isError());
    like.getAliases().forEach(copy::addAlias);
    copy.addAllProps(like);
    return copy;
  }
}
