package io.sluice.job.cli;

import io.sluice.job.inspect.HoldsVerb;
import io.sluice.job.inspect.LedgerVerb;
import io.sluice.job.inspect.VerifyVerb;
import io.sluice.job.run.PlanVerb;
import io.sluice.job.run.RunVerb;
import io.sluice.job.verb.Verb;
import java.util.Map;
import java.util.function.Supplier;

/** The class of each verb. Created lazily, so that a run loads only the classes of its own verb. */
final class Verbs {

  static final Map<VerbSyntax, Supplier<Verb>> OF_THIS_VERSION =
      Map.of(
          VerbSyntax.RUN,
          RunVerb::new,
          VerbSyntax.PLAN,
          PlanVerb::new,
          VerbSyntax.LEDGER,
          LedgerVerb::new,
          VerbSyntax.HOLDS,
          HoldsVerb::new,
          VerbSyntax.VERIFY,
          VerifyVerb::new);

  private Verbs() {}
}
