package io.sluice.job.cli;

import io.sluice.job.command.IngestionCommand;
import io.sluice.job.holds.HoldsCommand;
import io.sluice.job.ledger.LedgerCommand;
import io.sluice.job.plan.PlanCommand;
import io.sluice.job.run.RunCommand;
import io.sluice.job.verify.VerifyCommand;
import java.util.List;
import java.util.function.Supplier;

/** The commands of this version. A new one is a class, and a line here. */
final class Commands {

  static final List<Supplier<IngestionCommand>> OF_THIS_VERSION =
      List.of(
          RunCommand::new,
          PlanCommand::new,
          LedgerCommand::new,
          VerifyCommand::new,
          HoldsCommand::new);

  /** Names of the commands of later versions. */
  static final List<String> LATER =
      List.of("offsets", "backfill", "quarantine", "compact", "hive", "schema", "doctor");

  private Commands() {}
}
