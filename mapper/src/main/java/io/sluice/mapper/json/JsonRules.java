package io.sluice.mapper.json;

/** What of a JSON text may be lost. */
public record JsonRules(UnknownFields unknownFields, UnknownSymbols unknownSymbols) {
  /** Nothing may. */
  public static final JsonRules STRICT =
      new JsonRules(UnknownFields.QUARANTINE, UnknownSymbols.QUARANTINE);
}
