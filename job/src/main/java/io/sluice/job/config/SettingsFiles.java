package io.sluice.job.config;

import io.sluice.job.trust.FileTrust;
import io.sluice.options.ConfigurationException;
import io.sluice.options.Problems;
import io.sluice.options.Setting;
import io.sluice.options.Settings;
import io.sluice.options.Utf8Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Reads the settings of {@code --config} and {@code --set}; each overrides the ones before. */
public final class SettingsFiles {

  private final Configuration hadoop;
  private final FileTrust trust;

  public SettingsFiles(Configuration hadoop) {
    this.hadoop = hadoop;
    this.trust = new FileTrust(hadoop);
  }

  /** Warnings about the files that were read, and about files that they name. */
  public List<String> warnings() {
    return trust.warnings();
  }

  /**
   * Reads the settings, and resolves references to secrets.
   *
   * @param files local, or with a scheme on any Hadoop file system
   * @param sets {@code key=value} each
   * @throws ConfigurationException with everything that cannot be read
   */
  public Settings read(List<String> files, List<String> sets) {
    Problems problems = new Problems();
    Settings settings = filled(written(files, sets, problems), problems);
    problems.throwIfAny();
    return settings;
  }

  /** Reads the settings as {@link #read} does, but does not resolve references to secrets. */
  public Settings written(List<String> files, List<String> sets, Problems problems) {
    Settings settings = Settings.NONE;
    for (String file : files) {
      try {
        String text = text(file);
        settings = settings.overlay(text, file, problems);
        // The problem was already reported.
        trust.ofConfiguration(
            file, Settings.NONE.overlay(text, file, new Problems()).all(), problems);
      } catch (IOException | IllegalArgumentException e) {
        problems.add(
            "Cannot read the configuration file %s: %s. Check --config.".formatted(file, why(e)));
      }
    }
    settings = settings.overlay(parsed(sets, problems));
    trust.ofSecrets(settings);
    return settings;
  }

  /** Resolves references to secrets. */
  public Settings filled(Settings written, Problems problems) {
    Settings filled = new SecretSources(hadoop).fill(written, problems);
    trust.ofKeytabs(filled);
    return filled;
  }

  private static List<Setting> parsed(List<String> sets, Problems problems) {
    List<Setting> settings = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      int equals = sets.get(i).indexOf('=');
      if (equals < 1) {
        // The text may be a secret without its key.
        problems.add(
            "Cannot use the --set that stands as number %d: it is no key=value. Write --set key=value."
                .formatted(i + 1));
        continue;
      }
      Setting setting =
          new Setting(
              sets.get(i).substring(0, equals).strip(),
              sets.get(i).substring(equals + 1).strip(),
              "--set");
      if (setting.isSecret()
          && !setting.text().isEmpty()
          && !SecretSources.isNamedIn(setting.text())) {
        problems.add(
            "Cannot use %s: the process list shows a secret that stands in a command. Write it to a file that its user alone may read, and --set %s='${file:/path}'; or set it in a file of --config."
                .formatted(setting.named(), setting.name()));
      }
      settings.add(setting);
    }
    return settings;
  }

  private String text(String file) throws IOException {
    if (!file.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*")) {
      return Utf8Text.decode(Files.readAllBytes(java.nio.file.Path.of(file)));
    }
    Path path = new Path(file);
    try (InputStream in = path.getFileSystem(hadoop).open(path)) {
      return Utf8Text.decode(in.readAllBytes());
    }
  }

  static String why(Exception e) {
    boolean missing =
        e instanceof NoSuchFileException || e instanceof java.io.FileNotFoundException;
    if (missing) {
      return "there is no such file";
    }
    if (e instanceof InvalidPathException) {
      return "the locale of this process cannot spell its name; set LC_ALL=C.UTF-8";
    }
    return e instanceof CharacterCodingException
        ? e.getMessage() + "; save it as UTF-8"
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
