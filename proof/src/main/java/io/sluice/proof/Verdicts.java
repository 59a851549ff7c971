package io.sluice.proof;

import java.io.PrintStream;
import java.util.List;

/** Prints the verdict on each invariant. */
final class Verdicts {
  /** Named in docs/commit-protocol.md. */
  private static final List<String> INVARIANTS =
      List.of(
          "OneHistory",
          "OnlyOnItsBase",
          "OffsetsMeet",
          "WhatCountsIsThere",
          "OneUnpublished",
          "PublishedMeansLanded",
          "NothingLandsTwice",
          "NothingIsLost",
          "DeadBeforeDeleted",
          "TrueWord",
          "AFreshRunFinishes",
          "NewIdNewGeneration",
          "TrueWatermark",
          "LossIsReported",
          "BudgetKept",
          "FailurePolicyKept",
          "EpochOfTheLast",
          "HoldHasCause",
          "GarbageGoes");

  static final int PROVED = 0;
  static final int NOT_PROVED = 1;
  static final int USAGE = 2;

  private Verdicts() {}

  static void held(PrintStream out, long states) {
    for (String invariant : INVARIANTS) {
      out.printf("  %-20s held in %,d states%n", invariant, states);
    }
  }

  static void broken(PrintStream out, List<String> violated, List<String> history) {
    violated.forEach(each -> out.println("BROKEN  " + each));
    int step = 1;
    for (String each : history) {
      out.printf("  %3d %s%n", step, each);
      step++;
    }
  }
}
