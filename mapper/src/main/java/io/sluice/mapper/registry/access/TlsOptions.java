package io.sluice.mapper.registry.access;

import io.sluice.options.Key;
import io.sluice.options.Problems;
import io.sluice.options.Secret;
import io.sluice.options.Settings;
import io.sluice.options.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Certificates for TLS with the registry. The host name in the registry's certificate is always
 * checked.
 *
 * @param truststore certificates of the trusted CAs; those of Java if it is empty
 * @param keystore the client's own key and certificate
 * @param keyPassword of the key within the keystore, if it differs from that of the store
 */
public record TlsOptions(
    Optional<StoreFile> truststore, Optional<StoreFile> keystore, Optional<Secret> keyPassword) {

  public static final TlsOptions NONE =
      new TlsOptions(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * A file of keys or certificates.
   *
   * @param key that names it, for messages
   * @param type {@code PEM}, {@code PKCS12} or {@code JKS}; if it is empty, it is detected from the
   *     file
   */
  public record StoreFile(
      String key, String location, Optional<Secret> password, Optional<String> type) {}

  private static final String PREFIX = "schema.registry.ssl.";

  private static final Type<String> FORM =
      Type.STRING.where(Set.of("PEM", "PKCS12", "JKS")::contains, "PEM, PKCS12 or JKS");

  static final Key<String> TRUSTSTORE =
      Key.optional(
              PREFIX + "truststore.location",
              Type.STRING,
              "file with the trusted CA certificates for the registry, as PEM, PKCS12 or JKS; by default the CAs that Java trusts. The file is shipped to the tasks with the job")
          .example("/etc/ssl/certs/company-ca.pem");
  static final Key<Secret> TRUSTSTORE_PASSWORD =
      Key.optional(PREFIX + "truststore.password", Type.SECRET, "password of the trust store");
  static final Key<String> TRUSTSTORE_TYPE =
      Key.derived(
              PREFIX + "truststore.type", FORM, "detected from the file", "type of the trust store")
          .example("PEM");
  static final Key<String> KEYSTORE =
      Key.optional(
              PREFIX + "keystore.location",
              Type.STRING,
              "file with the client's private key and certificates, if the registry requires a client certificate. The file is shipped to the tasks in the job's Credentials")
          .example("/etc/sluice/sluice.p12");
  static final Key<Secret> KEYSTORE_PASSWORD =
      Key.optional(PREFIX + "keystore.password", Type.SECRET, "password of the key store");
  static final Key<String> KEYSTORE_TYPE =
      Key.derived(PREFIX + "keystore.type", FORM, "detected from the file", "type of the key store")
          .example("PEM");
  static final Key<Secret> KEY_PASSWORD =
      Key.optional(
          PREFIX + "key.password",
          Type.SECRET,
          "password of the private key, if it differs from the password of the key store");

  public static final List<Key<?>> KEYS =
      List.of(
          TRUSTSTORE,
          TRUSTSTORE_PASSWORD,
          TRUSTSTORE_TYPE,
          KEYSTORE,
          KEYSTORE_PASSWORD,
          KEYSTORE_TYPE,
          KEY_PASSWORD);

  public static TlsOptions read(Settings settings, Problems problems) {
    TlsOptions options =
        new TlsOptions(
            file(TRUSTSTORE, TRUSTSTORE_PASSWORD, TRUSTSTORE_TYPE, settings, problems),
            file(KEYSTORE, KEYSTORE_PASSWORD, KEYSTORE_TYPE, settings, problems),
            settings.find(KEY_PASSWORD, problems));
    if (options.keyPassword.isPresent() && options.keystore.isEmpty()) {
      problems.add(without(KEY_PASSWORD, KEYSTORE));
    }
    return options;
  }

  private static Optional<StoreFile> file(
      Key<String> location,
      Key<Secret> password,
      Key<String> type,
      Settings settings,
      Problems problems) {
    Optional<Secret> secret = settings.find(password, problems);
    Optional<String> form = settings.find(type, problems);
    Optional<StoreFile> file =
        settings
            .find(location, problems)
            .map(name -> new StoreFile(location.name(), name, secret, form));
    if (file.isEmpty() && secret.isPresent()) {
      problems.add(without(password, location));
    }
    if (file.isEmpty() && form.isPresent()) {
      problems.add(without(type, location));
    }
    return file;
  }

  private static String without(Key<?> set, Key<?> missing) {
    return "Cannot use %s without %s. Set that, or remove it.".formatted(set, missing);
  }
}
