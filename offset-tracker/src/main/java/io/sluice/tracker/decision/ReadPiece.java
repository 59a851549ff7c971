package io.sluice.tracker.decision;

import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.run.Piece;

/** A piece of the plan, and its result. */
sealed interface ReadPiece {
  int task();

  Piece piece();

  /** The outcome of a piece, as the task's manifest states it. */
  record Reported(int task, Piece piece, PieceOutcome outcome) implements ReadPiece {}

  /** Nothing of it may land. */
  record Missing(int task, Piece piece, Reason reason, String why) implements ReadPiece {}

  /** The reason why nothing of a piece may land. */
  enum Reason {
    /** There is no manifest of its task. */
    NOT_FINISHED,
    /** The topic was deleted, or created again: the next plan decides. */
    RECREATED,
    /** The writer refused a record of this topic: an operator must decide. */
    REFUSED
  }
}
