package io.sluice.testbed.soak.strike;

/** Step of the protocol that a run has reached, read off the state directory. */
public sealed interface Step {
  /** Nothing of the run stands. */
  record NotPlanned() implements Step {
    @Override
    public String toString() {
      return "not planned";
    }
  }

  /** The plan stands; how many manifests of task attempts do. */
  record Mapping(int manifests) implements Step {
    @Override
    public String toString() {
      return manifests == 0 ? "planned, no manifest" : "mapping, manifests " + manifests;
    }
  }

  /** The entry stands, the mark does not: how many of its files have moved to their place. */
  record Committed(int moved, int files) implements Step {
    @Override
    public String toString() {
      return "committed, not published: %d of %d files moved".formatted(moved, files);
    }
  }

  /** A fence stands, or another entry without files. */
  record Closed(String kind) implements Step {
    @Override
    public String toString() {
      return "closed by a " + kind;
    }
  }

  /** All files of the entry are in their place, and the mark says so. */
  record Published() implements Step {
    @Override
    public String toString() {
      return "published";
    }
  }

  /** Whether it lies between the put of the entry and the mark. */
  default boolean insideCommit() {
    return this instanceof Committed;
  }
}
