package io.sluice.records.landing;

/** Treatment of fields whose names differ in case only; {@code schema.names.case}. */
public enum NameCase {
  /** They land, and each plan and run says so. */
  WARN,
  /** They land. */
  KEEP,
  /** The topic is held. */
  REFUSE
}
