package io.sluice.testbed.soak.plan;

/** The moment of a strike, in the order of the protocol. */
public enum Moment {
  /** The plan stands, and no entry yet. */
  PLANNED,
  /** A task's JVM runs. */
  TASKS_RUN,
  /** A task has put its manifest. */
  FIRST_MANIFEST,
  /** The entry stands and is not published. */
  ENTRY_STANDS,
  /** The entry stands, and some of its files are in their final place, not all. */
  FILES_MOVE,
  /** A process that took over has moved a file more than there were at the last strike. */
  MOVED_ON,
  /** The entry is published, and a process of the run is still alive. */
  PUBLISHED;

  /** Whether it lies between the put of the entry and the mark that it is published. */
  public boolean insidePublish() {
    return this == ENTRY_STANDS || this == FILES_MOVE || this == MOVED_ON;
  }
}
