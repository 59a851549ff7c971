package io.sluice.options;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings of several layers, each over the one before, with the origin of each value. Immutable.
 * Containers read them back from {@link #text()}.
 */
public final class Settings {

  public static final Settings NONE = new Settings(Map.of(), Map.of());

  private final Map<String, Setting> all;
  private final Map<String, Setting> ofIngestion;
  private final Overrides overrides;

  private Settings(Map<String, Setting> below, Map<String, Setting> above) {
    all = new TreeMap<>(below);
    all.putAll(above);
    ofIngestion = new TreeMap<>(all);
    ofIngestion.keySet().removeIf(Overrides::holds);
    overrides = Overrides.of(all);
  }

  /**
   * These settings with a properties file's text laid over them.
   *
   * @param place the file's name, for origins
   */
  public Settings overlay(String propertiesText, String place, Problems problems) {
    return new Settings(all, PropertiesText.parse(propertiesText, place, problems));
  }

  /** These settings with single ones laid over them, the last of equal names first. */
  public Settings overlay(List<Setting> settings) {
    Map<String, Setting> above = new TreeMap<>();
    settings.forEach(each -> above.put(each.name(), each));
    return new Settings(all, above);
  }

  /** These settings without one, which is then read as if nobody had set it. */
  public Settings without(String name) {
    Map<String, Setting> rest = new TreeMap<>(all);
    rest.remove(name);
    return new Settings(rest, Map.of());
  }

  /** Every setting, those of overrides under their full names, by name. */
  public List<Setting> all() {
    return List.copyOf(all.values());
  }

  /** One properties text: {@code NONE.overlay(text, …)} is equal but for the origins. */
  public String text() {
    return PropertiesText.print(all);
  }

  /** The secrets among these settings, by name: for a job's Credentials, and for nothing else. */
  public Map<String, Secret> secrets() {
    Map<String, Secret> secrets = new TreeMap<>();
    all.values().stream()
        .filter(each -> Secret.isNameOfSecret(each.name()))
        .forEach(each -> secrets.put(each.name(), Secret.of(each.text())));
    return secrets;
  }

  /** These settings without the secrets, so that {@link #text()} can be seen by everyone. */
  public Settings withoutSecrets() {
    Map<String, Setting> rest = new TreeMap<>(all);
    rest.keySet().removeIf(Secret::isNameOfSecret);
    return new Settings(rest, Map.of());
  }

  /** These settings with secrets put back that {@link #secrets()} took out elsewhere. */
  public Settings withSecrets(Map<String, Secret> secrets) {
    return overlay(
        secrets.entrySet().stream()
            .map(each -> new Setting(each.getKey(), each.getValue().reveal(), "credentials"))
            .toList());
  }

  /** The settings of this topic: the first alias that matches, over the ingestion's settings. */
  public Settings forTopic(String topic) {
    return overrides.aliasOf(topic).map(this::forAlias).orElseGet(() -> forAlias(""));
  }

  /** The settings of one alias's topics; of an unknown alias, the ingestion's settings. */
  public Settings forAlias(String alias) {
    return new Settings(ofIngestion, overrides.settings(alias));
  }

  /** The aliases, in the order in which they are tried. */
  public List<String> aliases() {
    return overrides.aliases();
  }

  /** The alias whose settings hold for this topic. */
  public Optional<String> aliasOf(String topic) {
    return overrides.aliasOf(topic);
  }

  /**
   * The key's value, or its default. A value that cannot be parsed and a missing one are added to
   * the problems; what is returned then is only there so that the other keys can be read too.
   */
  public <T> T read(Key<T> key, Problems problems) {
    Optional<T> set = find(key, problems);
    if (set.isEmpty() && key.isRequired() && isUnset(key)) {
      problems.add(
          "Cannot go on without %s (%s): it is not set and has no default. Set it, for example %s=%s."
              .formatted(key, key.documentation(), key, key.example()));
    }
    return set.orElseGet(key::standIn);
  }

  /**
   * The key's value if it is set, else its default if it has one. Problems as for read. A key
   * without a default that is set to nothing counts as not set, so that a layer can take away what
   * the one below it sets.
   */
  public <T> Optional<T> find(Key<T> key, Problems problems) {
    Setting setting = ofIngestion.get(key.name());
    return setting == null || isUnset(key)
        ? key.defaultValue()
        : parse(key.type(), key.example(), setting, problems);
  }

  private boolean isUnset(Key<?> key) {
    Setting setting = ofIngestion.get(key.name());
    return setting == null || (setting.text().isEmpty() && key.defaultValue().isEmpty());
  }

  static <T> Optional<T> parse(Type<T> type, Setting setting, Problems problems) {
    return parse(type, type.example(), setting, problems);
  }

  private static <T> Optional<T> parse(
      Type<T> type, String example, Setting setting, Problems problems) {
    try {
      return Optional.of(type.parse(setting.text()));
    } catch (IllegalArgumentException e) {
      problems.add(
          "Cannot use %s: %s. Write for example %s=%s."
              .formatted(setting.shown(), e.getMessage(), setting.name(), example));
      return Optional.empty();
    }
  }

  /** The setting of this key as somebody has written it, for messages and {@code plan}. */
  public Optional<Setting> setting(Key<?> key) {
    return isUnset(key) ? Optional.empty() : Optional.ofNullable(ofIngestion.get(key.name()));
  }

  /** Settings that pass through to all clients of the prefix, without the prefix. */
  public Map<String, String> below(Prefix prefix) {
    Map<String, String> below = new TreeMap<>(cut(prefix.name()));
    prefix.parts().forEach(part -> below.keySet().removeIf(name -> name.startsWith(part + ".")));
    return below;
  }

  /** The same, with what passes through to this part alone laid over it. */
  public Map<String, String> below(Prefix prefix, String part) {
    Map<String, String> below = below(prefix);
    below.putAll(cut(prefix.name() + part + "."));
    return below;
  }

  private Map<String, String> cut(String prefix) {
    Map<String, String> cut = new TreeMap<>();
    ofIngestion.forEach(
        (name, setting) -> {
          if (name.startsWith(prefix) && name.length() > prefix.length()) {
            cut.put(name.substring(prefix.length()), setting.text());
          }
        });
    return cut;
  }

  Map<String, Setting> ofIngestion() {
    return ofIngestion;
  }

  Overrides overrides() {
    return overrides;
  }
}
