package io.sluice.mapper.mapreduce;

import io.sluice.options.Problems;
import io.sluice.options.Secret;
import io.sluice.options.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.security.Credentials;

/**
 * The one door by which an ingestion's settings go into the containers: secrets in the job's
 * Credentials, the rest in its configuration, which everybody may read.
 */
public final class JobSettings {
  private static final String SETTINGS = "sluice.settings";
  private static final String SECRET_PREFIX = "sluice.secret.";

  private JobSettings() {}

  /** Hands them to a job that is not submitted yet. */
  public static void put(Job job, Settings settings) {
    job.getConfiguration().set(SETTINGS, settings.withoutSecrets().text());
    for (Map.Entry<String, Secret> secret : settings.secrets().entrySet()) {
      job.getCredentials()
          .addSecretKey(
              new Text(SECRET_PREFIX + secret.getKey()),
              secret.getValue().reveal().getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Reads them back in a task, and writes the files that they name, once in a process.
   *
   * @throws IOException if the job carries none
   */
  public static Settings unpack(JobContext context) throws IOException {
    return ShippedFiles.unpack(context.getCredentials(), read(context));
  }

  /**
   * Reads them back where no file that they name is opened; those are named as the client has them.
   *
   * @throws IOException if the job carries none
   */
  public static Settings read(JobContext context) throws IOException {
    String text = context.getConfiguration().get(SETTINGS);
    if (text == null) {
      throw new IOException("Cannot read the settings of the job: " + SETTINGS + " is not set");
    }
    Problems problems = new Problems();
    Settings settings = Settings.NONE.overlay(text, "the job's configuration", problems);
    problems.throwIfAny();
    Map<String, Secret> secrets = new TreeMap<>();
    Credentials credentials = context.getCredentials();
    for (Text name : credentials.getAllSecretKeys()) {
      if (name.toString().startsWith(SECRET_PREFIX)) {
        secrets.put(
            name.toString().substring(SECRET_PREFIX.length()),
            Secret.of(new String(credentials.getSecretKey(name), StandardCharsets.UTF_8)));
      }
    }
    return settings.withSecrets(secrets);
  }
}
