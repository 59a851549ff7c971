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
 * Passes the settings of an ingestion to the containers: secrets in the job's Credentials, all
 * others in its configuration, which all users can read.
 */
public final class JobSettings {
  private static final String SETTINGS = "sluice.settings";
  private static final String SECRET_PREFIX = "sluice.secret.";

  private JobSettings() {}

  /** Adds the settings to a job before it is submitted. */
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
   * Reads the settings in a task, and writes the files that they name, once per process.
   *
   * @throws IOException if the job contains none
   */
  public static Settings unpack(JobContext context) throws IOException {
    return ShippedFiles.unpack(context.getCredentials(), read(context));
  }

  /**
   * Reads the settings without writing the files that they name; the names are those of the client.
   *
   * @throws IOException if the job contains none
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
