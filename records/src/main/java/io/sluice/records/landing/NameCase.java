package io.sluice.records.landing;

/** Treatment of fields whose names differ in case only; {@code schema.names.case}. */
public enum NameCase {
  /** The fields land, and each plan and run warns about them. */
  WARN,
  /** They land. */
  KEEP,
  /** The topic is held. */
  REFUSE
}
