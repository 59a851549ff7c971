package io.sluice.proof.mutant;

import java.util.List;

/** Bugs by which a file of the state directory that somebody has edited is believed. */
final class AccessMutants {
  private AccessMutants() {}

  static List<Mutant> all() {
    return List.of(
        Mutant.of(
                "ENTRY_PATHS_BELIEVED",
                "what an entry names as staged and landed is moved, whatever it is",
                "tracker/ledger/Ledger.java",
                "if (fault.isPresent()) {",
                "if (fault.isPresent() && version < 0) {")
            .by(Mutant.ATTACKS),
        Mutant.of(
                "ANY_DIRECTORY_IS_OWN",
                "files are moved within whatever directory an entry names",
                "tracker/commit/Placement.java",
                "if (!isOwn) {",
                "if (!isOwn && entry.version() < 0) {")
            .by(Mutant.ATTACKS),
        Mutant.of(
                "COLLECTED_ANYWHERE",
                "the collector deletes staging in whatever directory a plan names",
                "tracker/commit/OrphanCollector.java",
                "if (!own.isOwn(owner.ledgerId(), kind, topic.topic(), directory)",
                "if (base < 0")
            .by(Mutant.ATTACKS));
  }
}
