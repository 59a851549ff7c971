package io.sluice.job.config;

import io.sluice.options.Key;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.options.Type;
import io.sluice.tracker.entry.TopicPatterns;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The topics and directories of an ingestion.
 *
 * @param patterns the topics
 * @param topicsDir root of the landed data as written, possibly without a scheme, like the other
 *     directories
 * @param renamedFrom former URI of a file system that was renamed
 * @param stateShared whether other users may write to the state directory
 */
public record IngestionOptions(
    String name,
    TopicPatterns patterns,
    String topicsDir,
    String stateDir,
    String quarantineDir,
    Optional<String> renamedFrom,
    Shared stateShared) {

  /** {@code state.dir.shared}. */
  public enum Shared {
    FALSE,
    TRUE
  }

  private static final Pattern SAFE_NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}");
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  private static final Type<String> DIRECTORY =
      Type.of("directory", "hdfs:///data", IngestionOptions::directory, text -> text);

  private static final Type<String> FILE_SYSTEM =
      Type.of("file system", "hdfs://nn1:8020", IngestionOptions::fileSystem, text -> text);

  static final Key<String> NAME =
      Key.required(
              "name",
              Type.STRING.where(
                  text -> SAFE_NAME.matcher(text).matches(),
                  "up to 100 letters, digits, dots, dashes and underscores, a letter or digit first"),
              "name of the ingestion. Each ingestion has its own ledger; its Kafka client id is sluice-<name>")
          .example("orders");
  static final Key<List<String>> TOPICS =
      Key.optional(
          "topics",
          Type.list(
              Type.STRING.where(
                  text -> TOPIC.matcher(text).matches(),
                  "names that a Kafka topic can have (patterns go to topics.regex)")),
          "names of the topics to read");
  static final Key<Pattern> REGEX =
      Key.optional(
          "topics.regex",
          Type.REGEX,
          "regular expression of the topics to read; it must match the whole name. Each run looks for new topics. Internal topics (`__*`, `_schemas`) are never matched");
  static final Key<Pattern> EXCLUDE =
      Key.optional("topics.exclude.regex", Type.REGEX, "topics to exclude from topics.regex");
  static final Key<String> TOPICS_DIR =
      Key.required("topics.dir", DIRECTORY, "root directory of the landed data");
  static final Key<String> STATE_DIR =
      Key.derived(
          "state.dir",
          DIRECTORY,
          "<topics.dir>/.sluice/<name>",
          "directory of the ledger, plans and manifests");
  static final Key<String> QUARANTINE_DIR =
      Key.derived(
          "quarantine.dir",
          DIRECTORY,
          "<topics.dir>/.quarantine",
          "directory for bad records; each is kept there unchanged");

  static final Key<String> RENAMED_FROM =
      Key.optional(
          "file.system.renamed.from",
          FILE_SYSTEM,
          "former URI of a file system that was renamed; set it as the error message says. The next run that lands data stores the new URI in the ledger. After that, remove this key");

  static final Key<Shared> STATE_SHARED =
      Key.of(
          "state.dir.shared",
          Type.words(Shared.class),
          "false",
          "true: accept a state directory that users other than its owner may write to. Such users decide what Sluice reads again, moves and deletes");

  public static final List<Key<?>> KEYS =
      List.of(
          NAME,
          TOPICS,
          REGEX,
          EXCLUDE,
          TOPICS_DIR,
          STATE_DIR,
          STATE_SHARED,
          QUARANTINE_DIR,
          RENAMED_FROM);

  public static IngestionOptions read(Settings settings, Problems problems) {
    String name = settings.read(NAME, problems);
    String topicsDir = settings.read(TOPICS_DIR, problems);
    IngestionOptions options =
        new IngestionOptions(
            name,
            patterns(settings, problems),
            topicsDir,
            settings.find(STATE_DIR, problems).orElse(topicsDir + "/.sluice/" + name),
            settings.find(QUARANTINE_DIR, problems).orElse(topicsDir + "/.quarantine"),
            settings.find(RENAMED_FROM, problems),
            settings.read(STATE_SHARED, problems));
    if (settings.setting(TOPICS_DIR).isPresent()) {
      options.keepApart(problems);
    }
    return options;
  }

  private static TopicPatterns patterns(Settings settings, Problems problems) {
    Optional<List<String>> topics = settings.find(TOPICS, problems);
    Optional<Pattern> regex = settings.find(REGEX, problems);
    Optional<Pattern> exclude = settings.find(EXCLUDE, problems);
    boolean nothingToRead =
        settings.setting(REGEX).isEmpty()
            && topics.map(List::isEmpty).orElse(settings.setting(TOPICS).isEmpty());
    if (nothingToRead) {
      problems.add(
          "Cannot go on without topics: neither topics nor topics.regex says what to read. Set one of them, for example topics=orders,clicks.");
    } else if (exclude.isPresent() && settings.setting(REGEX).isEmpty()) {
      problems.add(
          "Cannot use %s without topics.regex: topics names each topic already. Remove the topic there, or set topics.regex."
              .formatted(settings.setting(EXCLUDE).orElseThrow()));
    }
    return new TopicPatterns(
        topics.orElse(List.of()).stream().distinct().toList(),
        regex.map(Pattern::pattern).orElse(""),
        exclude.map(Pattern::pattern).orElse(""));
  }

  /** A reader of a topic's directory must not find a ledger or bad records there. */
  private void keepApart(Problems problems) {
    keepApart(STATE_DIR, stateDir, problems);
    keepApart(QUARANTINE_DIR, quarantineDir, problems);
    if (stateDir.equals(quarantineDir)) {
      problems.add(
          "Cannot use %s as state.dir and as quarantine.dir: each needs a directory of its own. Change one of them."
              .formatted(stateDir));
    }
  }

  private void keepApart(Key<String> key, String directory, Problems problems) {
    if (directory.equals(topicsDir) || topicsDir.startsWith(directory + "/")) {
      problems.add(
          "Cannot use %s=%s: topics.dir=%s lies in it. Choose a directory beside it, or one below it that begins with a dot."
              .formatted(key, directory, topicsDir));
    } else if (directory.startsWith(topicsDir + "/")) {
      char first = directory.charAt(topicsDir.length() + 1);
      if (first != '.' && first != '_') {
        problems.add(
            "Cannot use %s=%s: it lies in a topic's directory of topics.dir=%s, where readers would meet it. Choose a directory outside, or one right below that begins with a dot."
                .formatted(key, directory, topicsDir));
      }
    }
  }

  private static String directory(String text) {
    boolean absolute = text.startsWith("/") || text.matches("[a-zA-Z][a-zA-Z0-9+.-]*:/.*");
    if (!absolute || text.contains("/../") || text.endsWith("/..")) {
      throw new IllegalArgumentException("not an absolute directory");
    }
    return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static String fileSystem(String text) {
    if (!text.matches("[a-zA-Z][a-zA-Z0-9+.-]*:/.*")) {
      throw new IllegalArgumentException("not the URI of a file system");
    }
    return text;
  }
}
