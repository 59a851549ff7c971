package io.sluice.testbed.compat;

import io.sluice.testbed.Stack;
import io.sluice.testbed.kafka.TopicAdmin;
import io.sluice.testbed.process.Command;
import io.sluice.testbed.process.StackHome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Two rounds of orders and runs for each form, then the comparison. */
final class Trial {
  private static final String ROOT = "/compat";
  private static final int KAFKA_PARTITIONS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Stack stack;
  private final StackHome stacks;
  private final PackedJob job;
  private final Path work;
  private final PrintStream out;

  Trial(Stack stack, StackHome stacks, PackedJob job, Path work, PrintStream out) {
    this.stack = stack;
    this.stacks = stacks;
    this.job = job;
    this.work = work;
    this.out = out;
  }

  boolean landedIsProduced() throws IOException {
    String javaArchive = job.cluster().uri() + ROOT + "/jdk.tgz";
    must(job.hadoop("fs", "-mkdir", "-p", ROOT));
    must(job.hadoop("fs", "-put", ShippedRuntime.archive(work).toString(), javaArchive));
    Path schema = Files.writeString(work.resolve("order.avsc"), OrderForm.SCHEMA);

    boolean all = true;
    for (OrderForm form : OrderForm.values()) {
      Path config = work.resolve(form.topic() + ".properties");
      Files.writeString(
          config,
          form.properties(
              stack.kafka().bootstrapServers(),
              schema.toUri().toString(),
              job.cluster().uri() + ROOT + "/landed",
              javaArchive));
      all &= lands(form, config);
    }
    return all;
  }

  private boolean lands(OrderForm form, Path config) throws IOException {
    TrialOrders orders =
        new TrialOrders(stack.kafka().traffic(), form, form.topic(), KAFKA_PARTITIONS);
    try (TopicAdmin topics = stack.kafka().topics()) {
      topics.create(form.topic(), KAFKA_PARTITIONS, 1);
    }
    orders.sendRound();
    boolean ran = succeeds(job.byHadoopJar("run", "--config", config.toString()));
    orders.sendRound();
    ran &= succeeds(job.byScript("--config", config.toString()));
    ran &= succeeds(job.byScript("verify", "--config", config.toString()));

    Path local = Files.createDirectory(work.resolve("landed-" + form.topic()));
    must(job.hadoop("fs", "-get", ROOT + "/landed/" + form.topic() + "/*", local.toString()));
    TopicComparison comparison =
        TopicComparison.of(form.topic(), orders.produced(), Landed.rows(form, local, stacks));
    out.println(comparison);
    return comparison.isEqual() && ran;
  }

  private boolean succeeds(Command command) throws IOException {
    out.println("$ " + String.join(" ", command.words()));
    Command.Result result = command.run(PATIENCE);
    out.print(result.output());
    out.println("exit code " + result.exitCode());
    return result.exitCode() == 0;
  }

  private static void must(Command command) throws IOException {
    Command.Result result = command.run(PATIENCE);
    if (result.exitCode() != 0) {
      throw new IOException(
          "Cannot run %s: exit code %d, %s"
              .formatted(String.join(" ", command.words()), result.exitCode(), result.output()));
    }
  }
}
