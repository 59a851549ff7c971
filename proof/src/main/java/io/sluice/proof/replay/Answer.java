package io.sluice.proof.replay;

import io.sluice.tracker.store.Store;
import java.util.List;
import java.util.Optional;

/** The answer to a call. */
public sealed interface Answer {
  record PutAnswer(Store.Put put) implements Answer {}

  record ReadAnswer(Optional<Content> content) implements Answer {}

  record ListAnswer(List<Store.Item> items) implements Answer {
    public ListAnswer {
      items = List.copyOf(items);
    }
  }

  record MoveAnswer(Store.Move move) implements Answer {}

  /** Done, with nothing to say. */
  record Done() implements Answer {}

  /** A file is there that must not be. */
  record Exists() implements Answer {}

  /** An error, which says nothing about whether the act was done. */
  record Failed() implements Answer {}

  /** The process died in the call. */
  record Died() implements Answer {}

  default String described() {
    if (this instanceof PutAnswer answer) {
      return answer.put == Store.Put.DONE ? "done" : "taken";
    }
    if (this instanceof ReadAnswer answer) {
      return answer.content.isPresent() ? "there" : "absent";
    }
    if (this instanceof ListAnswer answer) {
      return answer.items.size() + " there";
    }
    if (this instanceof MoveAnswer answer) {
      return answer.move == Store.Move.DONE ? "done" : "not done";
    }
    if (this instanceof Exists) {
      return "exists";
    }
    if (this instanceof Failed) {
      return "error";
    }
    return this instanceof Died ? "and dies" : "done";
  }
}
