package io.sluice.mapper.json.value;

/** What of a JSON text may be lost. */
public record JsonRules(UnknownFields unknownFields, UnknownSymbols unknownSymbols) {
  /** Nothing may. */
  public static final JsonRules STRICT =
      new JsonRules(UnknownFields.QUARANTINE, UnknownSymbols.QUARANTINE);

  /** What becomes of a JSON record with a field that the schema does not have. */
  public enum UnknownFields {
    /** The record goes to quarantine, since to land it would lose the field. */
    QUARANTINE,
    /** The record lands without the field. */
    DROP
  }

  /** What becomes of a JSON record with a text that is no symbol of the schema's enum. */
  public enum UnknownSymbols {
    /** The record goes to quarantine, since to land it would lose the text. */
    QUARANTINE,
    /** The record lands with the default that the enum has, if it has one. */
    DEFAULT
  }
}
