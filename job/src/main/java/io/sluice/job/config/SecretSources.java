package io.sluice.job.config;

import io.sluice.options.Problems;
import io.sluice.options.Setting;
import io.sluice.options.Settings;
import io.sluice.options.Suggestion;
import io.sluice.options.Utf8Text;
import io.sluice.options.jaas.JaasText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.UnrecoverableKeyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;

/**
 * Resolves references to secrets: {@code ${file:/path}} and, for Hadoop's credential provider,
 * {@code ${credential:alias}}.
 */
final class SecretSources {

  private static final Pattern NAMED = Pattern.compile("\\$\\{(file|credential):([^}]+)}");

  /** Limit in bytes, because a device has no end. */
  private static final int LARGEST = 64 << 10;

  private static final String JAAS = "jaas.config";

  private static final String PROVIDERS = CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH;
  private static final String PASSWORD_FILE =
      "hadoop.security.credstore.java-keystore-provider.password-file";

  private final Configuration hadoop;

  SecretSources(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /** Returns whether a text refers to a secret instead of containing it. */
  static boolean isNamedIn(String text) {
    return NAMED.matcher(text).find();
  }

  Settings fill(Settings settings, Problems problems) {
    Set<String> secrets = settings.secrets().keySet();
    List<Setting> filled = new ArrayList<>();
    for (Setting setting : settings.all()) {
      if (!isNamedIn(setting.text())) {
        continue;
      }
      if (secrets.contains(setting.name())) {
        filled.add(new Setting(setting.name(), filled(setting, problems), setting.origin()));
      } else {
        problems.add(
            "Cannot use %s: only keys of secrets take a value from a file or a credential provider, others would show it in logs and plans. Write the value itself."
                .formatted(setting.named()));
      }
    }
    return settings.overlay(filled);
  }

  private String filled(Setting setting, Problems problems) {
    boolean isJaas = setting.name().endsWith(JAAS) && !setting.isReference();
    return NAMED
        .matcher(setting.text())
        .replaceAll(
            match -> {
              String secret = secret(match.group(1), match.group(2), setting, problems);
              return Matcher.quoteReplacement(
                  isJaas ? inJaas(secret, setting.text().substring(0, match.start())) : secret);
            });
  }

  /**
   * A secret within a JAAS line.
   *
   * @param before the text before it
   */
  private static String inJaas(String secret, String before) {
    String escaped = JaasText.escaped(secret);
    return before.stripTrailing().endsWith("=") ? "\"" + escaped + "\"" : escaped;
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(LARGEST + 1);
      if (content.length > LARGEST) {
        throw new IOException(
            "it has more than " + LARGEST + " bytes, or no end, and is no secret");
      }
      return content;
    }
  }

  private String secret(String source, String name, Setting setting, Problems problems) {
    try {
      if (source.equals("file")) {
        return Utf8Text.decode(read(Path.of(name))).strip();
      }
      return ofProvider(name);
    } catch (IOException | InvalidPathException e) {
      problems.add(
          "Cannot read the secret ${%s:%s} of %s (%s): %s. %s"
              .formatted(
                  source,
                  name,
                  setting.name(),
                  setting.origin(),
                  source.equals("file") ? SettingsFiles.why(e) : e.getMessage(),
                  source.equals("file") ? "Check the path and its permissions." : advice(e)));
      return "unknown";
    }
  }

  private String ofProvider(String alias) throws IOException {
    char[] password;
    try {
      password = hadoop.getPassword(alias);
    } catch (RuntimeException e) {
      // For a path that is not a URI, or a provider without such a file system.
      throw new IOException(e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException(rootMessage(e), e);
    }
    if (password != null) {
      return new String(password);
    }
    String path = hadoop.getTrimmed(PROVIDERS, "");
    if (path.isEmpty()) {
      throw new IOException("no credential provider is configured");
    }
    Set<String> known = new TreeSet<>();
    for (CredentialProvider each : CredentialProviderFactory.getProviders(hadoop)) {
      known.addAll(each.getAliases());
    }
    throw new IOException(
        known.isEmpty()
            ? "there is no credential in " + path
            : "%s knows no such alias%s"
                .formatted(
                    path,
                    Suggestion.misspelt(alias, known)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("")));
  }

  private String advice(Exception e) {
    String message = String.valueOf(e.getMessage());
    String provider = hadoop.getTrimmed(PROVIDERS, "");
    if (provider.isEmpty()) {
      return "Set "
          + PROVIDERS
          + ", with -D or in core-site.xml, for example to jceks://hdfs/user/sluice/secrets.jceks.";
    }
    if (message.contains("password was incorrect") || message.contains("Password file")) {
      return "Set the provider's password in the variable HADOOP_CREDSTORE_PASSWORD, or write it to a file that lies in a directory of the class path, such as HADOOP_CONF_DIR, and that %s names without its directory."
          .formatted(PASSWORD_FILE);
    }
    return "Check it with 'hadoop credential list -provider %s'.".formatted(provider);
  }

  private static String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    // If the password is wrong, the cause is an unrecoverable key, which is less clear.
    Throwable said = root instanceof UnrecoverableKeyException ? causeBefore(error, root) : root;
    return said.getMessage() == null ? said.toString() : said.getMessage();
  }

  private static Throwable causeBefore(Throwable error, Throwable root) {
    Throwable before = error;
    while (before.getCause() != root && before.getCause() != null) {
      before = before.getCause();
    }
    return before;
  }
}
