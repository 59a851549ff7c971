package io.sluice.options;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One configuration key. Declared as a constant beside the part that it configures, in that part's
 * list {@code KEYS}; the reference is made from it.
 */
public final class Key<T> {

  /** Treatment of a key that is not set. */
  private enum Absence {
    /** Cannot be: it is a problem. */
    REFUSED,
    /** Is a state of its own: read with {@link Settings#find}. */
    ALLOWED,
    /** Is computed from other keys: read with {@link Settings#find}. */
    DERIVED,
    /** Means the default. */
    DEFAULTED
  }

  private final String name;
  private final Type<T> type;
  private final Absence absence;
  private final String absent;
  private final @Nullable String example;
  private final Scope scope;
  private final String documentation;

  /** For what a key can be set. */
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
   * @param defaultText as a user would write it
   */
  public static <T> Key<T> of(String name, Type<T> type, String defaultText, String documentation) {
    type.parse(defaultText);
    return new Key<>(
        name, type, Absence.DEFAULTED, defaultText, null, Scope.INGESTION, documentation);
  }

  /** A key without which nothing goes. */
  public static <T> Key<T> required(String name, Type<T> type, String documentation) {
    return new Key<>(name, type, Absence.REFUSED, "", null, Scope.INGESTION, documentation);
  }

  /** A key that may be absent; it is then off, or unbounded. */
  public static <T> Key<T> optional(String name, Type<T> type, String documentation) {
    return new Key<>(name, type, Absence.ALLOWED, "", null, Scope.INGESTION, documentation);
  }

  /**
   * A key whose default is made of other settings, by the one who reads it.
   *
   * @param defaultFormula for people: {@code <topics.dir>/.quarantine}
   */
  public static <T> Key<T> derived(
      String name, Type<T> type, String defaultFormula, String documentation) {
    return new Key<>(
        name, type, Absence.DERIVED, defaultFormula, null, Scope.INGESTION, documentation);
  }

  /** This key, which {@code overrides.<alias>.<key>} may set for some topics. */
  public Key<T> perTopic() {
    return new Key<>(name, type, absence, absent, example, Scope.TOPIC, documentation);
  }

  /** This key with an example that says more than its type's. */
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

  /** Its purpose, as a phrase without a full stop at its end. */
  public String documentation() {
    return documentation;
  }

  /** A value that it takes. */
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

  /** The default as a user would write it, or the formula it is derived by; none if absent. */
  public Optional<String> defaultText() {
    return absent.isEmpty() && absence != Absence.DEFAULTED
        ? Optional.empty()
        : Optional.of(absent);
  }

  public boolean isRequired() {
    return absence == Absence.REFUSED;
  }

  /** The default's value, if it is one that can be parsed. */
  Optional<T> defaultValue() {
    return absence == Absence.DEFAULTED ? Optional.of(type.parse(absent)) : Optional.empty();
  }

  /** Stands in for a value that could not be read, so that reading goes on to the next problem. */
  T standIn() {
    return defaultValue().orElseGet(() -> type.parse(example()));
  }

  @Override
  public String toString() {
    return name;
  }
}
