package io.sluice.tracker.decision;

import io.sluice.tracker.offset.PieceOutcome;
import io.sluice.tracker.run.Piece;

/** A piece of the plan and what became of it. */
sealed interface ReadPiece {
  int task();

  Piece piece();

  /** What the task's manifest says of it. */
  record Told(int task, Piece piece, PieceOutcome outcome) implements ReadPiece {}

  /** Nothing of it may land: no manifest, or its topic is spoiled. */
  record Missing(int task, Piece piece, String why) implements ReadPiece {}
}
