package io.sluice.options;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A configuration key. It is declared as a constant in the options class of the part that it
 * configures, and in the list {@code KEYS} of that class, from which the reference is generated.
 */
public final class Key<T> {

  /** Treatment of a key that is not set. */
  private enum Absence {
    /** The key is required: its absence is a problem. */
    REFUSED,
    /** The key is optional: read it with {@link Settings#find}. */
    ALLOWED,
    /** The default is computed from other keys: read it with {@link Settings#find}. */
    DERIVED,
    /** The default applies. */
    DEFAULTED
  }

  private final String name;
  private final Type<T> type;
  private final Absence absence;
  private final String absent;
  private final @Nullable String example;
  private final Scope scope;
  private final String documentation;

  /** Scope in which a key can be set. */
  public enum Scope {
    INGESTION,
    TOPIC
  }

  private Key(
      String name,
      Type<T> type,
      Absence absence,
      String absent,
      @Nullable String example,
      Scope scope,
      String documentation) {
    if (type == Type.SECRET && !Secret.isNameOfSecret(name)) {
      throw new IllegalArgumentException(
          "The name of a secret does not show that it is one: " + name);
    }
    this.name = name;
    this.type = type;
    this.absence = absence;
    this.absent = absent;
    this.example = example;
    this.scope = scope;
    this.documentation = documentation;
  }

  /**
   * A key with a default.
   *
   * @param defaultText as written in a configuration file
   */
  public static <T> Key<T> of(String name, Type<T> type, String defaultText, String documentation) {
    type.parse(defaultText);
    return new Key<>(
        name, type, Absence.DEFAULTED, defaultText, null, Scope.INGESTION, documentation);
  }

  /** A required key. */
  public static <T> Key<T> required(String name, Type<T> type, String documentation) {
    return new Key<>(name, type, Absence.REFUSED, "", null, Scope.INGESTION, documentation);
  }

  /** An optional key. If it is not set, the function is disabled or unlimited. */
  public static <T> Key<T> optional(String name, Type<T> type, String documentation) {
    return new Key<>(name, type, Absence.ALLOWED, "", null, Scope.INGESTION, documentation);
  }

  /**
   * A key whose default is computed from other settings by its reader.
   *
   * @param defaultFormula for the documentation: {@code <topics.dir>/.quarantine}
   */
  public static <T> Key<T> derived(
      String name, Type<T> type, String defaultFormula, String documentation) {
    return new Key<>(
        name, type, Absence.DERIVED, defaultFormula, null, Scope.INGESTION, documentation);
  }

  /** This key, as one that {@code overrides.<alias>.<key>} can set for some topics. */
  public Key<T> perTopic() {
    return new Key<>(name, type, absence, absent, example, Scope.TOPIC, documentation);
  }

  /** This key with a more specific example than that of its type. */
  public Key<T> example(String text) {
    type.parse(text);
    return new Key<>(name, type, absence, absent, text, scope, documentation);
  }

  public String name() {
    return name;
  }

  public Type<T> type() {
    return type;
  }

  public Scope scope() {
    return scope;
  }

  /** The description, as a phrase without a final full stop. */
  public String documentation() {
    return documentation;
  }

  /** An example of a valid value. */
  public String example() {
    if (example != null) {
      return example;
    }
    return absence == Absence.DEFAULTED && !takes(type.example()) ? absent : type.example();
  }

  private boolean takes(String text) {
    try {
      type.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false; // a condition that was added to the type
    }
  }

  /**
   * The default as written in a configuration file, or the formula from which it is computed; empty
   * if there is none.
   */
  public Optional<String> defaultText() {
    return absent.isEmpty() && absence != Absence.DEFAULTED
        ? Optional.empty()
        : Optional.of(absent);
  }

  public boolean isRequired() {
    return absence == Absence.REFUSED;
  }

  /** The value of the default, if there is a fixed default. */
  Optional<T> defaultValue() {
    return absence == Absence.DEFAULTED ? Optional.of(type.parse(absent)) : Optional.empty();
  }

  /** Replaces a value that could not be read, so that the next problems can be found. */
  T standIn() {
    return defaultValue().orElseGet(() -> type.parse(example()));
  }

  @Override
  public String toString() {
    return name;
  }
}
