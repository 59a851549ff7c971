package io.sluice.mapper.json.value;

/** Rules for parts of a JSON text that have no place in the schema. */
public record JsonRules(UnknownFields unknownFields, UnknownSymbols unknownSymbols) {
  /** Nothing may. */
  public static final JsonRules STRICT =
      new JsonRules(UnknownFields.QUARANTINE, UnknownSymbols.QUARANTINE);

  /** Treatment of a JSON record with a field that the schema does not have. */
  public enum UnknownFields {
    /** The record goes to quarantine, since to land it would lose the field. */
    QUARANTINE,
    /** The record lands without the field. */
    DROP
  }

  /** Treatment of a JSON record with a text that is no symbol of the schema's enum. */
  public enum UnknownSymbols {
    /** The record goes to quarantine, since to land it would lose the text. */
    QUARANTINE,
    /** The record lands with the default that the enum has, if it has one. */
    DEFAULT
  }
}
