package io.sluice.mapper.json;

/** What becomes of a JSON record with a text that is no symbol of the schema's enum. */
public enum UnknownSymbols {
  /** The record goes to quarantine, since to land it would lose the text. */
  QUARANTINE,
  /** The record lands with the default that the enum has, if it has one. */
  DEFAULT
}
