package io.sluice.job.mapreduce;

import io.sluice.job.config.ExecutionMode;
import io.sluice.job.config.PlanningOptions;
import io.sluice.job.ingestion.OpenIngestion;
import io.sluice.mapper.mapreduce.DecodingMapper;
import io.sluice.mapper.mapreduce.JobSchemaFiles;
import io.sluice.mapper.mapreduce.JobSettings;
import io.sluice.mapper.mapreduce.RangeInputFormat;
import io.sluice.mapper.mapreduce.ShippedFiles;
import io.sluice.mapper.mapreduce.TaskFailure;
import io.sluice.options.Settings;
import io.sluice.records.TaskItem;
import io.sluice.tracker.entry.Hold;
import io.sluice.tracker.run.Plan;
import io.sluice.tracker.run.PlanCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * Creates the job of a plan and submits it to MapReduce: to YARN, or with {@code --local} to the
 * local runner.
 */
final class JobSubmission {
  private static final String JAVA_LANG = "--add-opens=java.base/java.lang=ALL-UNNAMED";
  private static final int MAP_MEMORY_MIB = 2048;
  private static final String ATTEMPTS = "mapreduce.map.maxattempts";
  private static final int LEAST_ATTEMPTS = 4;
  private static final String TASKS_HERE = "mapreduce.local.map.tasks.maximum";

  /** With less, a record of a few MiB would be too large for a task. */
  private static final long LEAST_HEAP_OF_A_TASK = 256L << 20;

  private static final String MAP_OPTIONS = "mapreduce.map.java.opts";

  /** The last of several options with the same name is used. */
  private static final String SURVIVING =
      "-XX:-ExitOnOutOfMemoryError -XX:-CrashOnOutOfMemoryError";

  private final OpenIngestion open;
  private final Settings taskSettings;

  private final Map<String, String> schemaFiles;

  /**
   * Creates jobs of one ingestion.
   *
   * @param taskSettings those of the ingestion, with the login of its tasks
   * @param schemaFiles texts that were used for the plan, by their names in the configuration
   */
  JobSubmission(OpenIngestion open, Settings taskSettings, Map<String, String> schemaFiles) {
    this.open = open;
    this.taskSettings = taskSettings;
    this.schemaFiles = Map.copyOf(schemaFiles);
  }

  /**
   * Submits a job.
   *
   * @throws IOException if MapReduce does not accept the job; it is not known whether YARN has it
   *     nevertheless
   */
  static void submit(Job job, Plan plan) throws IOException, InterruptedException {
    try {
      job.submit();
    } catch (ClassNotFoundException e) {
      throw new IOException("Cannot submit run " + plan.runId() + ": the job jar is damaged", e);
    }
  }

  /**
   * Creates the job without submitting it.
   *
   * @param scratch local directory for the local runner
   */
  Job make(Plan plan, Path scratch) throws IOException {
    Job job = Job.getInstance(new Configuration(open.hadoop()));
    Configuration conf = job.getConfiguration();
    job.setJobName(LiveJobs.name(plan));
    job.setJarByClass(JobSubmission.class);
    job.setInputFormatClass(RangeInputFormat.class);
    job.setMapperClass(DecodingMapper.class);
    job.setOutputFormatClass(StagedOutputFormat.class);
    job.setOutputKeyClass(NullWritable.class);
    job.setOutputValueClass(TaskItem.class);
    job.setNumReduceTasks(0);

    JobSettings.put(job, taskSettings);
    RunOfJob.write(conf, plan, open.where());
    PlanningOptions bounds = open.ingestion().planning();
    RangeInputFormat.configure(
        job,
        plan.ingestion(),
        new org.apache.hadoop.fs.Path(
            new org.apache.hadoop.fs.Path(open.places().fileSystem()),
            open.layout().plan(plan.base(), plan.runId())),
        PlanCodec.checksum(plan),
        open.clock().instant().plus(bounds.maxTime()),
        Math.max(1, bounds.maxBytesPerSecond() / plan.tasks().size()));
    for (Map.Entry<String, String> file : schemaFiles.entrySet()) {
      JobSchemaFiles.put(conf, file.getKey(), file.getValue());
    }

    planAttempts(conf);
    conf.set("mapreduce.job.tags", "sluice,sluice-" + plan.ingestion());
    if (open.where() == ExecutionMode.LOCAL) {
      runHere(conf, plan, scratch);
    } else {
      ShippedFiles.put(job, taskSettings);
      runOnYarn(job);
    }
    JobTokens.obtain(job, open);
    return job;
  }

  /**
   * A task that fails permanently affects only its own ranges: the commit decides, not MapReduce.
   * There is no speculative execution, because an attempt that is killed for it would look like one
   * that died of a record; and there are enough attempts to isolate a record that ends the process.
   */
  static void planAttempts(Configuration conf) {
    conf.setInt("mapreduce.map.failures.maxpercent", 100);
    // MapReduce's own default is true.
    conf.setBoolean("mapreduce.map.speculative", false);
    conf.setInt(ATTEMPTS, Math.max(conf.getInt(ATTEMPTS, LEAST_ATTEMPTS), LEAST_ATTEMPTS));
  }

  private void runOnYarn(Job job) throws IOException {
    Configuration conf = job.getConfiguration();
    // The Application Master of Hadoop before 3.4 needs access to java.lang.
    if (conf.get("yarn.app.mapreduce.am.admin-command-opts", "").isBlank()) {
      conf.set("yarn.app.mapreduce.am.admin-command-opts", JAVA_LANG);
    }
    if (conf.getInt("mapreduce.map.memory.mb", -1) <= 0) {
      conf.setInt("mapreduce.map.memory.mb", MAP_MEMORY_MIB);
    }
    conf.set(MAP_OPTIONS, surviving(conf));
    Optional<String> archive = open.ingestion().cluster().javaArchive();
    if (archive.isPresent()) {
      JavaArchive.open(archive.get(), conf).shipWith(job);
    }
  }

  /**
   * JVM options of the tasks. Java must not exit by itself if a record does not fit into the
   * memory: the task ends the range before it, and lands everything else.
   */
  static String surviving(Configuration conf) {
    return (conf.get(MAP_OPTIONS, conf.get("mapred.child.java.opts", "")) + " " + SURVIVING)
        .strip();
  }

  private static void runHere(Configuration conf, Plan plan, Path scratch) throws IOException {
    conf.set("mapreduce.framework.name", "local");
    conf.set("hadoop.tmp.dir", scratch.toString());
    conf.set("mapreduce.cluster.local.dir", scratch.resolve("local").toString());
    conf.set(
        "mapreduce.jobtracker.staging.root.dir", scratch.resolve("staging").toUri().toString());
    if (UserGroupInformation.isSecurityEnabled()) {
      // The renewer of tokens; MapReduce requires one, although no token is needed here.
      conf.setIfUnset(
          "yarn.resourcemanager.principal", UserGroupInformation.getLoginUser().getUserName());
    }
    TaskFailure.leaveNotes(conf, scratch.resolve("failures"));
    // The local runner would create a link for the wildcard itself.
    conf.setBoolean("mapreduce.client.libjars.wildcard", false);
    // Tasks here share one heap, and a record that did not fit must have it alone.
    boolean isAlone = plan.held().stream().anyMatch(Hold::isTriedAlone);
    shareHeap(
        conf,
        isAlone ? 1 : plan.tasks().size(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory());
  }

  /**
   * Sets the number of tasks that run here at a time, and so the heap of each.
   *
   * @param mostTasks maximum number of tasks at a time
   */
  static void shareHeap(Configuration conf, int mostTasks, int processors, long heapBytes) {
    long withEnough = Math.min(processors, heapBytes / LEAST_HEAP_OF_A_TASK);
    int atOnce = Math.max(1, Math.min(mostTasks, conf.getInt(TASKS_HERE, (int) withEnough)));
    conf.setInt(TASKS_HERE, atOnce);
    RangeInputFormat.shareHeap(conf, atOnce);
  }
}
