package io.sluice.testbed.soak.plan;

/**
 * The process that is killed. A kill of an Application Master counts by the step at which it was
 * hit.
 */
public enum Victim {
  CLIENT("client"),
  MASTER_BEFORE_COMMIT("Application Master before commit"),
  MASTER_DURING_COMMIT("Application Master during commit"),
  MASTER_AFTER_COMMIT("Application Master after commit"),
  TASK("task"),
  NODE_MANAGER("NodeManager"),
  BROKER("broker"),
  NAME_NODE("NameNode");

  private final String label;

  Victim(String label) {
    this.label = label;
  }

  public boolean isMaster() {
    return this == MASTER_BEFORE_COMMIT
        || this == MASTER_DURING_COMMIT
        || this == MASTER_AFTER_COMMIT;
  }

  @Override
  public String toString() {
    return label;
  }
}
