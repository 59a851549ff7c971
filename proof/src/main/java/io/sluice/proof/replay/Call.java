package io.sluice.proof.replay;

/** One call of a store that a program wants to make. */
public sealed interface Call {
  record Put(String path, Content content) implements Call {}

  record Read(String path) implements Call {}

  record Listing(String directory) implements Call {}

  record Move(String staged, String target) implements Call {}

  record Delete(String path) implements Call {}

  record Refresh() implements Call {}

  record Open(String staged) implements Call {}

  record Close(String staged, Content content) implements Call {}

  /** Whether it can change what the others see. */
  default boolean changes() {
    return !(this instanceof Read || this instanceof Listing || this instanceof Refresh);
  }

  /** For a history. */
  default String described() {
    if (this instanceof Put put) {
      return "puts " + put.path;
    }
    if (this instanceof Read read) {
      return "reads " + read.path;
    }
    if (this instanceof Listing listing) {
      return "lists " + listing.directory;
    }
    if (this instanceof Move move) {
      return "moves " + move.staged + " to its place";
    }
    if (this instanceof Delete delete) {
      return "deletes " + delete.path;
    }
    if (this instanceof Open open) {
      return "opens " + open.staged;
    }
    return this instanceof Close close ? "closes " + close.staged : "refreshes";
  }
}
