package io.sluice.job.cli;

import java.util.Map;

/**
 * Keeps libraries from logging all their settings where the log's configuration is Hadoop's, since
 * {@code hadoop jar} was called by hand. {@code run-job.sh} brings {@code conf/log4j.properties}.
 */
final class QuietLibraries {

  /** The packed jar has Parquet under another name; this literal is moved with it. */
  private static final Map<String, String> TALKATIVE =
      Map.of(
          "org.apache.kafka", "WARN",
          "org.apache.parquet", "WARN",
          // Says each second that a broker does not answer.
          "org.apache.kafka.clients.NetworkClient", "ERROR");

  private QuietLibraries() {}

  /** Lets them log what matters only, unless a level is set for them. */
  static void apply() {
    if (System.getProperty("log4j.configuration") != null) {
      return;
    }
    try {
      // By name: which log4j there is, is Hadoop's choice, and there may be none.
      Class<?> logger = Class.forName("org.apache.log4j.Logger");
      Class<?> level = Class.forName("org.apache.log4j.Level");
      for (Map.Entry<String, String> each : TALKATIVE.entrySet()) {
        Object its = logger.getMethod("getLogger", String.class).invoke(null, each.getKey());
        if (logger.getMethod("getLevel").invoke(its) == null) {
          logger
              .getMethod("setLevel", level)
              .invoke(its, level.getField(each.getValue()).get(null));
        }
      }
    } catch (ReflectiveOperationException | LinkageError e) {
      return; // another logging, with settings of its own
    }
  }
}
