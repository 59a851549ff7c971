package io.sluice.testbed.compat;

import io.sluice.testbed.Stack;
import io.sluice.testbed.kafka.Topics;
import io.sluice.testbed.process.Command;
import io.sluice.testbed.process.StackHome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Two rounds of orders and runs for each form, then the comparison. */
final class Trial {
  private static final String ROOT = "/compat";
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
    Path schema = Files.writeString(work.resolve("order.avsc"), Form.SCHEMA);

    boolean all = true;
    for (Form form : Form.values()) {
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

  private boolean lands(Form form, Path config) throws IOException {
    try (Topics topics = stack.kafka().topics()) {
      topics.create(form.topic(), Orders.KAFKA_PARTITIONS, 1);
    }
    Orders orders = new Orders(stack.kafka().traffic(), form);
    orders.sendRound();
    boolean ran = succeeds(job.byHadoopJar("run", "--config", config.toString()));
    orders.sendRound();
    ran &= succeeds(job.byScript("--config", config.toString()));
    ran &= succeeds(job.byScript("verify", "--config", config.toString()));

    Path local = Files.createDirectory(work.resolve("landed-" + form.topic()));
    must(job.hadoop("fs", "-get", ROOT + "/landed/" + form.topic() + "/*", local.toString()));
    return compare(form, orders.produced(), Landed.rows(form, local, stacks)) && ran;
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

  /** Each order once, at its place, with its content. */
  private boolean compare(Form form, Map<Place, Long> produced, List<Landed.Row> landed) {
    Map<Place, Long> missing = new TreeMap<>(produced);
    int wrong = 0;
    for (Landed.Row row : landed) {
      Long expected = missing.remove(row.place());
      if (expected == null || expected != row.id()) {
        wrong++;
      }
    }
    boolean equal = missing.isEmpty() && wrong == 0;
    out.printf(
        "%s: produced %d, landed %d, missing %d, doubled or wrong %d: %s%n",
        form.topic(),
        produced.size(),
        landed.size(),
        missing.size(),
        wrong,
        equal ? "equal" : "NOT equal");
    return equal;
  }
}
