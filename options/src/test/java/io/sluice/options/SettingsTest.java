package io.sluice.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final Key<String> DIRECTORY =
      Key.required("topics.dir", Type.STRING, "root of the landed data").example("/data");
  private static final Key<Long> SPLIT =
      Key.of("split.bytes", Type.SIZE, "512m", "work per task").perTopic();
  private static final Key<Integer> TASKS =
      Key.of("max.map.tasks", Type.INT, "100", "tasks of a run");
  private static final Key<Integer> LIMIT =
      Key.optional("max.bytes.per.run", Type.INT, "bound of a run");
  private static final Key<Secret> PASSWORD =
      Key.optional("registry.password", Type.SECRET, "of the registry");
  private static final Prefix KAFKA =
      new Prefix("kafka.", List.of("consumer", "admin"), "to the clients");
  private static final Catalog CATALOG =
      new Catalog(List.of(DIRECTORY, SPLIT, TASKS, LIMIT, PASSWORD), List.of(KAFKA));

  private final Problems problems = new Problems();

  private Settings settings(String... lines) {
    return Settings.NONE.overlay(String.join("\n", lines), "a.properties", problems);
  }

  @Test
  void aLaterLayerWinsAndEachValueKnowsItsOrigin() {
    Settings settings =
        settings("topics.dir=/a", "split.bytes=1m")
            .overlay("\n# ours\nsplit.bytes = 2m \n", "b.properties", problems)
            .overlay(List.of(new Setting("max.map.tasks", "7", "--set")));

    assertEquals("/a", settings.read(DIRECTORY, problems));
    assertEquals(2L << 20, settings.read(SPLIT, problems));
    assertEquals(7, settings.read(TASKS, problems));
    assertEquals("b.properties:3", settings.setting(SPLIT).orElseThrow().origin());
    assertEquals("--set", settings.setting(TASKS).orElseThrow().origin());
    assertTrue(problems.isEmpty());
  }

  @Test
  void whatIsNotSetIsItsDefaultOrAbsent() {
    Settings settings = settings();

    assertEquals(512L << 20, settings.read(SPLIT, problems));
    assertEquals(Optional.empty(), settings.find(LIMIT, problems));
    assertTrue(problems.isEmpty());
  }

  @Test
  void aLayerTakesAwayWhatTheOneBelowSets() {
    Settings settings = settings("max.bytes.per.run=7", "topics.dir=/a");

    Settings without =
        settings.overlay("max.bytes.per.run=\ntopics.dir=", "b.properties", problems);

    assertEquals(Optional.empty(), without.find(LIMIT, problems));
    assertTrue(problems.isEmpty());
    without.read(DIRECTORY, problems);
    assertEquals(1, problems.lines().size());
  }

  @Test
  void whatAnEditorHidesIsShownByItsNumber() {
    CATALOG.check(settings("wh\u00a0at=\u200b1 2"), problems);

    assertEquals(
        List.of(
            "Cannot use wh\\u00A0at (a.properties:1): there is no key wh\u00a0at. Remove it, or look it up in docs/configuration.md."),
        problems.lines());
    assertEquals(
        "topics.dir=\\u200B1 2 (a.properties:1)",
        settings("topics.dir=\u200b1 2").all().get(0).toString());
  }

  @Test
  void anOverrideThatLacksALetterIsSuggestedWithIt() {
    CATALOG.check(settings("override.pii.split.bytes=3"), problems);

    assertEquals(
        List.of(
            "Cannot use override.pii.split.bytes (a.properties:1): there is no key override.pii.split.bytes. Did you mean overrides.pii.split.bytes?"),
        problems.lines());
  }

  @Test
  void allProblemsAreReportedAtOnceAndOnceEach() {
    Settings settings =
        settings("split.byte=1m", "max.map.tasks=many", "max.map.tasks=2", "what.is.this=1");

    settings.read(DIRECTORY, problems);
    settings.read(TASKS, problems);
    settings.read(TASKS, problems);
    CATALOG.check(settings, problems);

    var thrown = assertThrows(ConfigurationException.class, problems::throwIfAny);
    assertEquals(
        List.of(
            "Cannot determine which max.map.tasks is meant: it stands at a.properties:2 and at a.properties:3. Remove one of them.",
            "Cannot go on without topics.dir (root of the landed data): it is not set and has no default. Set it, for example topics.dir=/data.",
            "Cannot use max.map.tasks=many (a.properties:2): not a whole number in range. Write for example max.map.tasks=10.",
            "Cannot use split.byte (a.properties:1): there is no key split.byte. Did you mean split.bytes?",
            "Cannot use what.is.this (a.properties:4): there is no key what.is.this. Remove it, or look it up in docs/configuration.md."),
        thrown.problems());
  }

  @Test
  void theFirstAliasThatMatchesWins() {
    Settings settings =
        settings(
            "overrides=pii,big",
            "overrides.pii.topics=users, logins",
            "overrides.pii.split.bytes=1m",
            "overrides.big.topics.regex=u.*|clicks",
            "overrides.big.split.bytes=2m");

    assertEquals(1L << 20, settings.forTopic("users").read(SPLIT, problems));
    assertEquals(2L << 20, settings.forTopic("clicks").read(SPLIT, problems));
    assertEquals(512L << 20, settings.forTopic("other").read(SPLIT, problems));
    assertEquals(
        "a.properties:3, overrides.pii",
        settings.forTopic("logins").setting(SPLIT).orElseThrow().origin());
    CATALOG.check(settings, problems);
    assertEquals(List.of(), problems.lines());
  }

  @Test
  void whatIsWrongWithOverridesIsReported() {
    CATALOG.check(
        settings(
            "overrides=pii",
            "overrides.pii.max.map.tasks=3",
            "overrides.pii.split.bite=3",
            "overrides.big.split.bytes=3"),
        problems);

    assertEquals(
        List.of(
            "Cannot use overrides.big.split.bytes (a.properties:4): overrides=pii names no such alias. Add it there, or remove this.",
            "Cannot use overrides=pii: nothing says for which topics pii is. Set overrides.pii.topics or overrides.pii.topics.regex.",
            "Cannot use overrides.pii.max.map.tasks=3 (a.properties:2): max.map.tasks holds for the whole ingestion, not for some of its topics. Set it without an alias, or make an ingestion of these topics.",
            "Cannot use overrides.pii.split.bite (a.properties:3): there is no key split.bite. Did you mean split.bytes?"),
        problems.lines());
  }

  @Test
  void othersSettingsPassThroughToThoseWhomTheyAreFor() {
    Settings settings =
        settings(
            "kafka.bootstrap.servers=b:9092",
            "kafka.security.protocol=SSL",
            "kafka.consumer.fetch.max.bytes=1",
            "kafka.admin.security.protocol=PLAINTEXT");

    assertEquals(
        Map.of("bootstrap.servers", "b:9092", "security.protocol", "SSL"), settings.below(KAFKA));
    assertEquals(
        Map.of("bootstrap.servers", "b:9092", "security.protocol", "PLAINTEXT"),
        settings.below(KAFKA, "admin"));
    CATALOG.check(settings, problems);
    assertTrue(problems.isEmpty());
  }

  @Test
  void containersReadBackWhatWasSet() {
    Settings settings =
        settings(
            "topics.dir=/a\\tb \\\\ \\u00e4=:c",
            "kafka.bootstrap.servers=b1:1,\\",
            "   b2:2",
            "overrides=x",
            "overrides.x.topics=#odd",
            "overrides.x.split.bytes=3");

    Settings back = Settings.NONE.overlay(settings.text(), "job", problems);

    assertEquals("/a\tb \\ ä=:c", back.read(DIRECTORY, problems));
    assertEquals("b1:1,b2:2", back.below(KAFKA).get("bootstrap.servers"));
    assertEquals(3, back.forTopic("#odd").read(SPLIT, problems));
    assertEquals(settings.text(), back.text());
    assertTrue(problems.isEmpty());
  }

  @Test
  void noUserOrPasswordOfAnAddressIsShown() {
    for (String text :
        List.of(
            "https://ann:canary@host/x",
            "http://host,http://ann:ca/n:ary@host",
            "ann:canary@host:8081",
            "https://ann:c@nary@host")) {
      String shown = settings("topics.dir=" + text).all().get(0).toString();

      assertFalse(shown.contains("ary"), shown);
      assertTrue(shown.contains("(hidden)@host"), shown);
    }
    assertEquals("topics.dir=hdfs://nn:8020/a", shownOf("topics.dir=hdfs://nn:8020/a"));
    assertEquals("topics.dir=/a@b", shownOf("topics.dir=/a@b"));
    assertEquals("topics.dir=abfs://c@a/b", shownOf("topics.dir=abfs://c@a/b"));
  }

  private String shownOf(String line) {
    return settings(line).all().get(0).toString().replace(" (a.properties:1)", "");
  }

  @Test
  void namesThatAreLikeASecretsHideTheirValues() {
    for (String name :
        List.of(
            "kafka.ssl.keystore.passwort",
            "kafka.ssl.key.PASSWD",
            "my.pwd",
            "kafka.sasl.jaas",
            "schema.registry.credentials",
            "kafka.ssl.private.pem",
            "registry.apikey",
            "registry.api.key")) {
      assertEquals(name + "=(hidden)", shownOf(name + "=canary"));
      assertEquals(name + "=${file:/a}", shownOf(name + "=${file:/a}"));
    }
    for (String shown :
        List.of(
            "hadoop.security.credential.provider.path=jceks://hdfs@nn:9001/x",
            "overrides.private.file.bytes=1g",
            "overrides.tokens.topics=a")) {
      assertEquals(shown, shownOf(shown));
    }
    assertEquals("overrides.a.my.password=(hidden)", shownOf("overrides.a.my.password=canary"));
  }

  @Test
  void secretsTravelApartAndAreNeverShown() {
    Settings settings =
        settings("registry.password=hunter2", "kafka.sasl.jaas.config=x hunter2", "topics.dir=/a");

    Settings open = settings.withoutSecrets();
    Settings back = open.withSecrets(settings.secrets());

    assertFalse(open.text().contains("hunter2"));
    assertEquals(Secret.of("hunter2"), back.find(PASSWORD, problems).orElseThrow());
    assertEquals("x hunter2", back.below(KAFKA).get("sasl.jaas.config"));
    assertFalse(settings.all().toString().contains("hunter2"));
    assertFalse(settings.secrets().toString().contains("hunter2"));
  }
}
