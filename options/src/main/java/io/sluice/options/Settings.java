package io.sluice.options;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings of several layers, each of which overrides the layers before it, with the origin of each
 * value. Immutable. Containers read them back from {@link #text()}.
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
   * These settings, overridden by the text of a properties file.
   *
   * @param place the name of the file, for origins
   */
  public Settings overlay(String propertiesText, String place, Problems problems) {
    return new Settings(all, PropertiesText.parse(propertiesText, place, problems));
  }

  /**
   * These settings, overridden by single settings. Of several settings of one key, the last one
   * applies.
   */
  public Settings overlay(List<Setting> settings) {
    Map<String, Setting> above = new TreeMap<>();
    settings.forEach(each -> above.put(each.name(), each));
    return new Settings(all, above);
  }

  /** These settings without one of them. */
  public Settings without(String name) {
    Map<String, Setting> rest = new TreeMap<>(all);
    rest.remove(name);
    return new Settings(rest, Map.of());
  }

  /** All settings by name; those of overrides have their full names. */
  public List<Setting> all() {
    return List.copyOf(all.values());
  }

  /**
   * All settings as the text of a properties file: {@code NONE.overlay(text, …)} is equal except
   * for the origins.
   */
  public String text() {
    return PropertiesText.print(all);
  }

  /** The secrets among these settings, by name, for the Credentials of a job only. */
  public Map<String, Secret> secrets() {
    Map<String, Secret> secrets = new TreeMap<>();
    all.values().stream()
        .filter(each -> Secret.isNameOfSecret(each.name()))
        .forEach(each -> secrets.put(each.name(), Secret.of(each.text())));
    return secrets;
  }

  /** These settings without the secrets, so that {@link #text()} may be public. */
  public Settings withoutSecrets() {
    Map<String, Setting> rest = new TreeMap<>(all);
    rest.keySet().removeIf(Secret::isNameOfSecret);
    return new Settings(rest, Map.of());
  }

  /** These settings with the secrets that {@link #secrets()} returned elsewhere. */
  public Settings withSecrets(Map<String, Secret> secrets) {
    return overlay(
        secrets.entrySet().stream()
            .map(each -> new Setting(each.getKey(), each.getValue().reveal(), "credentials"))
            .toList());
  }

  /**
   * The settings of a topic: those of the ingestion, overridden by the first alias that matches.
   */
  public Settings forTopic(String topic) {
    return overrides.aliasOf(topic).map(this::forAlias).orElseGet(() -> forAlias(""));
  }

  /**
   * The settings of the topics of an alias; for an unknown alias, the settings of the ingestion.
   */
  public Settings forAlias(String alias) {
    return new Settings(ofIngestion, overrides.settings(alias));
  }

  /** The aliases, in the order in which they are matched. */
  public List<String> aliases() {
    return overrides.aliases();
  }

  /** The alias whose settings apply to a topic. */
  public Optional<String> aliasOf(String topic) {
    return overrides.aliasOf(topic);
  }

  /**
   * The key's value, or its default. A value that is missing or cannot be parsed is added to the
   * problems; a placeholder is then returned, so that the other keys can be read too.
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
   * The key's value if it is set, otherwise its default if there is one. Problems are reported as
   * in {@code read}. A key without a default that is set to an empty text counts as not set, so
   * that a layer can remove the setting of a layer below.
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

  /** The setting of a key as written, for messages and {@code plan}. */
  public Optional<Setting> setting(Key<?> key) {
    return isUnset(key) ? Optional.empty() : Optional.ofNullable(ofIngestion.get(key.name()));
  }

  /** Settings that are passed through to all clients of a prefix, without the prefix. */
  public Map<String, String> below(Prefix prefix) {
    Map<String, String> below = new TreeMap<>(cut(prefix.name()));
    prefix.parts().forEach(part -> below.keySet().removeIf(name -> name.startsWith(part + ".")));
    return below;
  }

  /** The same, overridden by the settings for one part. */
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
