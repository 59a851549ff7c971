package io.sluice.mapper.mapreduce;

import io.sluice.mapper.decode.SchemaFiles;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/**
 * Texts of schema files as read by the client: nodes do not have the client's files, and all tasks
 * must decode with the text that was used for the plan.
 */
public final class JobSchemaFiles implements SchemaFiles {
  private static final String PREFIX = "sluice.schema.file.";

  private final Configuration conf;

  JobSchemaFiles(Configuration conf) {
    this.conf = conf;
  }

  /** Ships a file's text with a job. */
  public static void put(Configuration conf, String name, String text) {
    conf.set(PREFIX + name, text);
  }

  @Override
  public String text(String name) throws IOException {
    String text = conf.getRaw(PREFIX + name);
    if (text == null) {
      throw new IOException("Cannot read schema.file " + name + ": the job does not carry it");
    }
    return text;
  }
}
