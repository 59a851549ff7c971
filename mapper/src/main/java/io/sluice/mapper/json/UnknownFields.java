package io.sluice.mapper.json;

/** What becomes of a JSON record with a field that the schema does not have. */
public enum UnknownFields {
  /** The record goes to quarantine, since to land it would lose the field. */
  QUARANTINE,
  /** The record lands without the field. */
  DROP
}
