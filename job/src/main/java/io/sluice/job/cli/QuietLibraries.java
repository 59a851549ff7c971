package io.sluice.job.cli;

import java.util.List;

/**
 * Keeps libraries from logging all their settings where the log's configuration is Hadoop's, since
 * {@code hadoop jar} was called by hand. {@code run-job.sh} brings {@code conf/log4j.properties}.
 */
final class QuietLibraries {

  /** The packed jar has Parquet under another name; this literal is moved with it. */
  private static final List<String> TALKATIVE = List.of("org.apache.kafka", "org.apache.parquet");

  private QuietLibraries() {}

  /** Lets them warn only, unless a level is set for them. */
  static void apply() {
    if (System.getProperty("log4j.configuration") != null) {
      return;
    }
    try {
      // By name: which log4j there is, is Hadoop's choice, and there may be none.
      Class<?> logger = Class.forName("org.apache.log4j.Logger");
      Class<?> level = Class.forName("org.apache.log4j.Level");
      Object warn = level.getField("WARN").get(null);
      for (String name : TALKATIVE) {
        Object each = logger.getMethod("getLogger", String.class).invoke(null, name);
        if (logger.getMethod("getLevel").invoke(each) == null) {
          logger.getMethod("setLevel", level).invoke(each, warn);
        }
      }
    } catch (ReflectiveOperationException | LinkageError e) {
      return; // another logging, with settings of its own
    }
  }
}
