package io.sluice.options;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings for some topics: {@code overrides=pii,big}, then for each alias {@code
 * overrides.pii.topics} or {@code overrides.pii.topics.regex}, and {@code overrides.pii.<key>}.
 */
final class Overrides {

  static final String ALIASES = "overrides";
  private static final String TOPICS = "topics";
  private static final String REGEX = "topics.regex";
  private static final Type<List<String>> NAMES = Type.list(Type.STRING);

  private final Map<String, Map<String, Setting>> byAlias = new LinkedHashMap<>();
  private final List<Setting> strays = new ArrayList<>();

  private Overrides() {}

  static Overrides of(Map<String, Setting> all) {
    Overrides overrides = new Overrides();
    Setting aliases = all.get(ALIASES);
    if (aliases != null) {
      NAMES.parse(aliases.text()).forEach(alias -> overrides.byAlias.put(alias, new TreeMap<>()));
    }
    for (Setting each : all.values()) {
      if (each.name().startsWith(ALIASES + ".")) {
        overrides.put(each);
      }
    }
    return overrides;
  }

  static boolean holds(String name) {
    return name.equals(ALIASES) || name.startsWith(ALIASES + ".");
  }

  private void put(Setting setting) {
    String rest = setting.name().substring(ALIASES.length() + 1);
    int dot = rest.indexOf('.');
    Map<String, Setting> alias = byAlias.get(rest.substring(0, Math.max(dot, 0)));
    if (alias == null) {
      strays.add(setting);
    } else {
      alias.put(rest.substring(dot + 1), setting);
    }
  }

  List<String> aliases() {
    return List.copyOf(byAlias.keySet());
  }

  /**
   * The first alias that matches.
   *
   * @throws ConfigurationException if the matching takes too many steps
   */
  Optional<String> aliasOf(String topic) {
    return byAlias.entrySet().stream()
        .filter(each -> matches(each.getValue(), topic))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean matches(Map<String, Setting> alias, String topic) {
    Setting names = alias.get(TOPICS);
    if (names != null && NAMES.parse(names.text()).contains(topic)) {
      return true;
    }
    Setting regex = alias.get(REGEX);
    return regex != null
        && Settings.parse(Type.REGEX, regex, new Problems()) // reported by check
            .filter(pattern -> matches(BoundedPattern.of(pattern), regex, topic))
            .isPresent();
  }

  private static boolean matches(BoundedPattern pattern, Setting regex, String topic) {
    return switch (pattern.match(topic)) {
      case YES -> true;
      case NO -> false;
      case UNDECIDED ->
          throw new ConfigurationException(
              "Cannot find out which settings are for topic %s: %s."
                  .formatted(topic, BoundedPattern.advice(regex.named())));
    };
  }

  /** Settings of the alias, by the name of the key that each overrides. */
  Map<String, Setting> settings(String alias) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    byAlias
        .getOrDefault(alias, Map.of())
        .forEach(
            (key, setting) -> {
              if (!key.equals(TOPICS) && !key.equals(REGEX)) {
                settings.put(
                    key,
                    new Setting(key, setting.text(), setting.origin() + ", overrides." + alias));
              }
            });
    return settings;
  }

  void check(Catalog catalog, Problems problems) {
    for (Setting stray : strays) {
      problems.add(
          "Cannot use %s: overrides=%s names no such alias. Add it there, or remove this."
              .formatted(stray.named(), String.join(",", byAlias.keySet())));
    }
    byAlias.forEach(
        (alias, settings) -> {
          if (!settings.containsKey(TOPICS) && !settings.containsKey(REGEX)) {
            problems.add(
                "Cannot use overrides=%s: nothing says for which topics %s is. Set overrides.%s.topics or overrides.%s.topics.regex."
                    .formatted(String.join(",", byAlias.keySet()), alias, alias, alias));
          }
          settings.forEach(
              (key, setting) -> {
                if (key.equals(REGEX)) {
                  Settings.parse(Type.REGEX, setting, problems);
                } else if (!key.equals(TOPICS)) {
                  catalog.checkOverride(setting, key, problems);
                }
              });
        });
  }
}
