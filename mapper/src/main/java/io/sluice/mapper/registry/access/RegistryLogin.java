package io.sluice.mapper.registry.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.options.Key;
import io.sluice.options.Problems;
import io.sluice.options.Secret;
import io.sluice.options.Settings;
import io.sluice.options.Type;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The client's identity in the header of each request: one of the two forms, or none.
 *
 * @param userInfo user and password with a colon between them
 */
public record RegistryLogin(Optional<Secret> userInfo, Optional<Secret> bearerToken) {

  public static final RegistryLogin NONE = new RegistryLogin(Optional.empty(), Optional.empty());

  static final Key<Secret> USER_INFO =
      Key.optional(
          "schema.registry.basic.auth.user.info",
          Type.SECRET,
          "user and password for the registry, as user:password");

  static final Key<String> BASIC_SOURCE =
      Key.optional(
              "schema.registry.basic.auth.credentials.source",
              Type.STRING.where("USER_INFO"::equals, "USER_INFO"),
              "accepted for compatibility with Confluent's clients; the only possible source is the key above")
          .example("USER_INFO");

  static final Key<Secret> BEARER_TOKEN =
      Key.optional(
          "schema.registry.bearer.auth.token",
          Type.SECRET,
          "token for the registry, sent as `Authorization: Bearer`. A run uses the token that is set when it starts, until it ends");

  static final Key<String> BEARER_SOURCE =
      Key.optional(
              "schema.registry.bearer.auth.credentials.source",
              Type.STRING.where("STATIC_TOKEN"::equals, "STATIC_TOKEN"),
              "accepted for compatibility with Confluent's clients; the only possible source is the key above")
          .example("STATIC_TOKEN");

  public static final List<Key<?>> KEYS =
      List.of(USER_INFO, BASIC_SOURCE, BEARER_TOKEN, BEARER_SOURCE);

  /**
   * Characters that a header may contain; with any other character the error message would show the
   * token.
   */
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

  public static RegistryLogin read(Settings settings, Problems problems) {
    RegistryLogin login =
        new RegistryLogin(
            settings.find(USER_INFO, problems), settings.find(BEARER_TOKEN, problems));
    requires(
        settings.find(BASIC_SOURCE, problems), BASIC_SOURCE, login.userInfo, USER_INFO, problems);
    requires(
        settings.find(BEARER_SOURCE, problems),
        BEARER_SOURCE,
        login.bearerToken,
        BEARER_TOKEN,
        problems);
    if (login.userInfo.isPresent() && login.bearerToken.isPresent()) {
      problems.add(
          "Cannot use both %s and %s: a request carries one of them. Remove one."
              .formatted(USER_INFO, BEARER_TOKEN));
    }
    if (login.bearerToken.filter(token -> !TOKEN.matcher(token.reveal()).matches()).isPresent()) {
      problems.add(
          "Cannot use %s: it holds a space, or a character that no token has. Correct it; the word Bearer is no part of it."
              .formatted(BEARER_TOKEN));
      return new RegistryLogin(login.userInfo, Optional.empty());
    }
    return login;
  }

  private static void requires(
      Optional<String> source,
      Key<String> of,
      Optional<Secret> secret,
      Key<Secret> key,
      Problems problems) {
    if (source.isPresent() && secret.isEmpty()) {
      problems.add(
          "Cannot use %s=%s without %s. Set that.".formatted(of, source.orElseThrow(), key));
    }
  }

  /** Value of the header {@code Authorization}. */
  public Optional<String> header() {
    return userInfo
        .map(
            secret ->
                "Basic " + Base64.getEncoder().encodeToString(secret.reveal().getBytes(UTF_8)))
        .or(() -> bearerToken.map(secret -> "Bearer " + secret.reveal()));
  }

  /** Name of the key with the client's identity. */
  public Optional<String> key() {
    return userInfo
        .map(secret -> USER_INFO.name())
        .or(() -> bearerToken.map(secret -> BEARER_TOKEN.name()));
  }

  /** The remedy if a registry refuses the client. */
  public String advice() {
    return key()
        .map(name -> "Correct " + name + ", or ask for the right to read.")
        .orElse("Set %s or %s, or ask for the right to read.".formatted(USER_INFO, BEARER_TOKEN));
  }
}
