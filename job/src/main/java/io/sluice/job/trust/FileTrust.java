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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/**
 * Checks whether other users can write the files of a configuration, or replace them in any
 * directory from the root on, and so redirect its secrets and its data, or can read its secrets. A
 * {@code --config} file that all users can write to is refused; everything else is a warning,
 * because launchers of schedulers create files with their own rights. A problem of a directory is
 * reported with the first file below it.
 */
public final class FileTrust {
  private static final String JAAS_FILE = "java.security.auth.login.config";
  private static final String PROVIDERS = "hadoop.security.credential.provider.path";

  private static final String PASSWORD_OF_STORES =
      "hadoop.security.credstore.java-keystore-provider.password-file";

  /** Names of keys with local files that contain secrets or trusted certificates. */
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
  private final Set<Said> said = new HashSet<>();

  /** A finding that was reported. */
  private record Said(Fault fault, String path) {}

  private enum Fault {
    OTHERS_WRITE,
    ANOTHERS,
    OTHERS_READ
  }

  public FileTrust(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /** The findings, in order. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * Checks a {@code --config} file.
   *
   * @param file as given
   * @param settings in it
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
        ofHdfs(HdfsPath.of(file, hadoop), holdsSecrets, problems);
      }
    } catch (IOException | IllegalArgumentException e) {
      // The code that reads it reports the problem.
      return;
    }
  }

  private void ofLocalConfiguration(Path path, boolean holdsSecrets, Problems problems)
      throws IOException {
    Optional<LocalPath> there = LocalPath.of(path);
    if (there.isEmpty()) {
      return;
    }
    LocalPath file = there.get();
    Causes ofAll = unsaid(Fault.OTHERS_WRITE, file.writtenByAll());
    if (ofAll.isAny()) {
      problems.add(writtenByAll(path.toString(), ofAll, ofAll.closing("chmod go-w")));
    }
    Causes ofGroups = unsaid(Fault.OTHERS_WRITE, file.writtenByGroups());
    if (ofGroups.isAny()) {
      warnings.add(
          "All users of a group may write the configuration file %s, or put another file in its place (%s). If that is not meant, %s"
              .formatted(path, ofGroups, ofGroups.closing("chmod g-w")));
    }
    anothers("the configuration file " + path, file);
    if (holdsSecrets && file.isReadByOthers()) {
      warnings.add(
          "Others may read the configuration file %s, which holds secrets (%s). Close it: chmod go-r %s"
              .formatted(path, file.file().rights(), ShellWord.of(path.toString())));
    }
  }

  private static String writtenByAll(String file, Causes causes, String remedy) {
    return "Cannot use the configuration file %s: anybody may write it, or put another file in its place (%s), and so direct data and secrets elsewhere. To prevent that, %s"
        .formatted(file, causes, remedy);
  }

  private void anothers(String what, LocalPath file) {
    Causes causes = unsaid(Fault.ANOTHERS, file.ofOthers());
    if (causes.isAny()) {
      warnings.add(
          "Another user may change %s, or put another file in its place (%s). If that is not meant, make a copy of your own in a directory where and above which nobody else writes."
              .formatted(what, causes));
    }
  }

  private void ofHdfs(HdfsPath file, boolean holdsSecrets, Problems problems) {
    Causes ofAll = unsaid(Fault.OTHERS_WRITE, file.writtenByAll());
    if (ofAll.isAny()) {
      problems.add(writtenByAll(file.name(), ofAll, ofAll.closing("hdfs dfs -chmod go-w")));
    }
    if (holdsSecrets && file.isReadByOthers()) {
      warnings.add(
          "Others may read the configuration file %s, which holds secrets (%s). Close it: hdfs dfs -chmod go-r %s"
              .formatted(file.name(), file.rights(), ShellWord.of(file.name())));
    }
  }

  private Causes unsaid(Fault fault, Causes causes) {
    List<Causes.Cause> unsaid = new ArrayList<>(causes.all());
    unsaid.removeIf(each -> !said.add(new Said(fault, each.path())));
    return new Causes(unsaid);
  }

  /** Checks the files with secrets that settings name, and those of this process. */
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

  /** Checks the keytabs of JAAS lines, whose secrets are resolved. */
  public void ofKeytabs(Settings settings) {
    for (Setting setting : settings.all()) {
      for (JaasText.Keytab keytab : JaasText.keytabs(setting.text())) {
        ofSecret(keytab.name(), setting.name());
      }
    }
  }

  /** The file that Hadoop's credential providers find under a name. */
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
      Optional<LocalPath> there = path.isPresent() ? LocalPath.of(path.get()) : Optional.empty();
      if (there.isPresent()) {
        ofSecret(there.get(), key);
      }
    } catch (IOException | InvalidPathException e) {
      // The code that reads it reports the problem.
      return;
    }
  }

  private void ofSecret(LocalPath file, String key) {
    Path path = file.file().path();
    if (!key.contains(PUBLIC)
        && file.isReadByOthers()
        && said.add(new Said(Fault.OTHERS_READ, path.toString()))) {
      warnings.add(
          "Others may read the secret file %s of %s (%s). Close it: chmod go-rwx %s"
              .formatted(path, key, file.file().rights(), ShellWord.of(path.toString())));
    }
    List<Causes.Cause> written = new ArrayList<>(file.writtenByAll().all());
    written.addAll(file.writtenByGroups().all());
    Causes causes = unsaid(Fault.OTHERS_WRITE, new Causes(written));
    if (causes.isAny()) {
      warnings.add(
          "Others may write the file %s of %s, or put another one in its place (%s). To prevent that, %s"
              .formatted(path, key, causes, causes.closing("chmod go-w")));
    }
    anothers("the file %s of %s".formatted(path, key), file);
  }

  /** The local path in a text; empty if it is on another file system. */
  private static Optional<Path> local(String text) {
    if (text.startsWith("file:")) {
      return pathOf(text).filter(path -> !path.isEmpty()).map(Path::of);
    }
    return text.isEmpty() || text.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*")
        ? Optional.empty()
        : Optional.of(Path.of(text));
  }

  /** Hadoop reads a name as a path if it is not a URI, such as file:/etc/a[1].p12. */
  private static Optional<String> pathOf(String file) {
    try {
      return Optional.ofNullable(new URI(file.replace(" ", "%20")).getPath());
    } catch (URISyntaxException e) {
      return Optional.of(file.substring("file:".length()));
    }
  }
}
