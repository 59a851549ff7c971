package io.sluice.job.trust;

import io.sluice.options.Problems;
import io.sluice.options.Setting;
import io.sluice.options.Settings;
import io.sluice.options.jaas.JaasText;
import io.sluice.tracker.message.ShellWord;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Whether others may write the files of a configuration, who could then direct its secrets and its
 * data anywhere, or read its secrets. A file of {@code --config} that anybody may write is refused;
 * all else is a warning, since launchers of schedulers bring files with rights of their own.
 */
public final class FileTrust {
  private static final String JAAS_FILE = "java.security.auth.login.config";
  private static final String PROVIDERS = "hadoop.security.credential.provider.path";

  private static final String PASSWORD_OF_STORES =
      "hadoop.security.credstore.java-keystore-provider.password-file";

  /** Names of keys whose values are local files with secrets, or with what is trusted. */
  private static final Pattern NAMES_OF_FILES =
      Pattern.compile(
          ".*(keystore|truststore|keytab|token|jaas|private|secret|credential|oauthbearer).*"
              + "(location|file|path|url)|.*keytab");

  private static final String PUBLIC = "truststore";

  private static final Pattern FILE_IN_VALUE = Pattern.compile("\\$\\{file:(?<file>[^}]+)}");

  private static final Pattern LOCAL_PROVIDER =
      Pattern.compile(
          "(?:jceks|bcfks)://file(?<file>/.+)|local(?:jceks|bcfks)://file(?<local>/.+)");

  private final Configuration hadoop;
  private final Set<String> warnings = new LinkedHashSet<>();

  public FileTrust(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /** What was found, in the order of finding. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * Looks at a file of {@code --config}.
   *
   * @param file as it was given
   * @param settings that it says
   */
  public void ofConfiguration(String file, Collection<Setting> settings, Problems problems) {
    boolean holdsSecrets =
        settings.stream()
            .anyMatch(
                each ->
                    each.isSecret()
                        && !each.text().isEmpty()
                        && !FILE_IN_VALUE.matcher(each.text()).find()
                        && !each.text().contains("${credential:"));
    try {
      Optional<Path> local = local(file);
      if (local.isPresent()) {
        ofLocalConfiguration(local.get(), holdsSecrets, problems);
      } else if (file.startsWith("hdfs:")) {
        ofHdfs(file, holdsSecrets, problems);
      }
    } catch (IOException | IllegalArgumentException e) {
      // Whoever reads it says what is wrong with it.
      return;
    }
  }

  private void ofLocalConfiguration(Path path, boolean holdsSecrets, Problems problems)
      throws IOException {
    Optional<LocalFile> there = LocalFile.of(path);
    if (there.isEmpty()) {
      return;
    }
    LocalFile file = there.get();
    String name = ShellWord.of(path.toString());
    if (file.isWrittenByAll()) {
      problems.add(
          "Cannot use the configuration file %s: anybody may write it, or put another file in its place (%s), and so direct data and secrets elsewhere. Close it: chmod go-w %s %s"
              .formatted(path, file, name, directory(path)));
    } else if (file.isWrittenByItsGroup()) {
      warnings.add(
          "All users of a group may write the configuration file %s, or put another file in its place (%s). If that is not meant: chmod g-w %s %s"
              .formatted(path, file, name, directory(path)));
    }
    if (file.isAnothers()) {
      warnings.add(
          "The configuration file %s belongs to another user, who may change it (%s). If that is not meant, make a copy of your own."
              .formatted(path, file));
    }
    if (holdsSecrets && file.isReadByOthers()) {
      warnings.add(
          "Others may read the configuration file %s, which holds secrets (%s). Close it: chmod go-r %s"
              .formatted(path, file, name));
    }
  }

  private void ofHdfs(String file, boolean holdsSecrets, Problems problems) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file);
    FileSystem files = path.getFileSystem(hadoop);
    FsPermission rights = files.getFileStatus(path).getPermission();
    if (rights.getOtherAction().implies(FsAction.WRITE)) {
      problems.add(
          "Cannot use the configuration file %s: anybody may write it (rights %s), and so direct data and secrets elsewhere. Close it: hdfs dfs -chmod go-w %s"
              .formatted(file, rights, ShellWord.of(file)));
    }
    if (holdsSecrets && rights.getOtherAction().implies(FsAction.READ)) {
      warnings.add(
          "Others may read the configuration file %s, which holds secrets (rights %s). Close it: hdfs dfs -chmod go-r %s"
              .formatted(file, rights, ShellWord.of(file)));
    }
  }

  /** Looks at the files with secrets that settings name, and at those of this process. */
  public void ofSecrets(Settings settings) {
    for (Setting setting : settings.all()) {
      Matcher named = FILE_IN_VALUE.matcher(setting.text());
      while (named.find()) {
        ofSecret(named.group("file"), setting.name());
      }
      if (isNameOfAFile(setting.name())) {
        ofSecret(setting.text(), setting.name());
      }
    }
    ofSecret(System.getProperty(JAAS_FILE, ""), JAAS_FILE);
    onClassPath(hadoop.get(PASSWORD_OF_STORES, ""))
        .ifPresent(file -> ofSecret(file.toString(), PASSWORD_OF_STORES));
    for (String provider : hadoop.getTrimmedStrings(PROVIDERS)) {
      Matcher local = LOCAL_PROVIDER.matcher(provider);
      if (local.matches()) {
        String file = local.group("file");
        ofSecret(file == null ? local.group("local") : file, PROVIDERS);
      }
    }
  }

  /** Looks at the keytabs of JAAS lines, whose secrets are filled in. */
  public void ofKeytabs(Settings settings) {
    for (Setting setting : settings.all()) {
      for (JaasText.Keytab keytab : JaasText.keytabs(setting.text())) {
        ofSecret(keytab.name(), setting.name());
      }
    }
  }

  /** The file that Hadoop finds under a name, as its credential providers look for it. */
  private static Optional<URL> onClassPath(String name) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return name.isEmpty() ? Optional.empty() : Optional.ofNullable(loader.getResource(name));
  }

  private static boolean isNameOfAFile(String name) {
    return NAMES_OF_FILES.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }

  private void ofSecret(String name, String key) {
    try {
      Optional<Path> path = local(name).filter(Files::isRegularFile);
      Optional<LocalFile> there = path.isPresent() ? LocalFile.of(path.get()) : Optional.empty();
      if (there.isPresent()) {
        ofSecret(there.get(), key);
      }
    } catch (IOException | InvalidPathException e) {
      // Whoever reads it says what is wrong with it.
      return;
    }
  }

  private void ofSecret(LocalFile file, String key) {
    Path path = file.path();
    String name = ShellWord.of(path.toString());
    if (!key.contains(PUBLIC) && file.isReadByOthers()) {
      warnings.add(
          "Others may read the secret file %s of %s (%s). Close it: chmod go-rwx %s"
              .formatted(path, key, file, name));
    }
    if (file.isWrittenByAll() || file.isWrittenByItsGroup()) {
      warnings.add(
          "Others may write the file %s of %s, or put another one in its place (%s). Close it: chmod go-w %s %s"
              .formatted(path, key, file, name, directory(path)));
    }
  }

  private static String directory(Path path) {
    return ShellWord.of(String.valueOf(path.toAbsolutePath().getParent()));
  }

  /** The local path that a text names; empty if it names a file of another file system. */
  private static Optional<Path> local(String text) {
    if (text.startsWith("file:")) {
      return pathOf(text).filter(path -> !path.isEmpty()).map(Path::of);
    }
    return text.isEmpty() || text.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*")
        ? Optional.empty()
        : Optional.of(Path.of(text));
  }

  /** Hadoop reads a name as a path where it is no URI, such as file:/etc/a[1].p12. */
  private static Optional<String> pathOf(String file) {
    try {
      return Optional.ofNullable(new URI(file.replace(" ", "%20")).getPath());
    } catch (URISyntaxException e) {
      return Optional.of(file.substring("file:".length()));
    }
  }
}
