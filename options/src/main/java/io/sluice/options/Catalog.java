package io.sluice.options;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All keys and prefixes, and the check that no other key is set. */
public final class Catalog {

  private final Map<String, Key<?>> keys = new LinkedHashMap<>();
  private final List<Prefix> prefixes;

  public Catalog(Collection<? extends Key<?>> keys, List<Prefix> prefixes) {
    for (Key<?> key : keys) {
      if (this.keys.putIfAbsent(key.name(), key) != null) {
        throw new IllegalArgumentException("Declared twice: " + key);
      }
    }
    this.prefixes = List.copyOf(prefixes);
  }

  public Collection<Key<?>> keys() {
    return List.copyOf(keys.values());
  }

  public List<Prefix> prefixes() {
    return prefixes;
  }

  public Optional<Key<?>> key(String name) {
    return Optional.ofNullable(keys.get(name));
  }

  /** Reports unknown keys, each with the nearest known key, and problems of overrides. */
  public void check(Settings settings, Problems problems) {
    settings.ofIngestion().values().stream()
        .filter(each -> !knows(each.name()))
        .forEach(each -> problems.add(unknown(each.name(), each)));
    settings.overrides().check(this, problems);
  }

  void checkOverride(Setting setting, String key, Problems problems) {
    if (keys.containsKey(key)) {
      if (keys.get(key).scope() != Key.Scope.TOPIC) {
        problems.add(
            "Cannot use %s: %s holds for the whole ingestion, not for some of its topics. Set it without an alias, or make an ingestion of these topics."
                .formatted(setting.shown(), key));
      }
    } else {
      problems.add(unknown(key, setting));
    }
  }

  private boolean knows(String name) {
    return keys.containsKey(name) || prefixes.stream().anyMatch(prefix -> prefix.covers(name));
  }

  private String unknown(String name, Setting setting) {
    List<String> known =
        Stream.concat(keys.keySet().stream(), Stream.of(Overrides.ALIASES)).toList();
    String remedy =
        suggestion(name, known)
            .map(near -> "Did you mean " + near + "?")
            .orElse("Remove it, or look it up in docs/configuration.md.");
    return "Cannot use %s: there is no key %s. %s".formatted(setting.named(), name, remedy);
  }

  private static Optional<String> suggestion(String name, List<String> known) {
    return name.startsWith("override.")
        ? Optional.of("overrides." + name.substring("override.".length()))
        : Suggestion.of(name, known);
  }
}
