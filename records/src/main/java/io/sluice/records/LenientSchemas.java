package io.sluice.records;

import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/** Reads schemas that others wrote, as they are: names and defaults are not ours to judge. */
public final class LenientSchemas {
  private LenientSchemas() {}

  /**
   * Parses what others accept.
   *
   * @throws org.apache.avro.SchemaParseException if the text is no Avro schema
   */
  public static Schema parse(String text) {
    return new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false).parse(text);
  }
}
