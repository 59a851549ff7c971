package io.sluice.mapper.mapreduce;

import io.sluice.options.Setting;
import io.sluice.options.jaas.JaasText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting that contains the name of a file on the client's host: keys, certificates, tokens.
 *
 * @param start of the name in the setting's text
 */
record NamedFile(Setting setting, int start, int end) {
  private static final Pattern OWNER =
      Pattern.compile("^(kafka\\.(consumer\\.|admin\\.)?|schema\\.registry\\.)");

  /** Settings with the name of a file. */
  private static final List<String> FILES =
      List.of(
          "ssl.truststore.location",
          "ssl.keystore.location",
          "sasl.oauthbearer.assertion.file",
          "sasl.oauthbearer.assertion.private.key.file",
          "sasl.oauthbearer.assertion.template.file");

  /** Settings with a URL, which may be that of a file. */
  private static final List<String> URLS =
      List.of("sasl.oauthbearer.token.endpoint.url", "sasl.oauthbearer.jwks.endpoint.url");

  private static final Pattern FILE_URL = Pattern.compile("file:(?://(?=/))?(.+)");

  private static final String JAAS = "sasl.jaas.config";

  static Optional<NamedFile> in(Setting setting) {
    Matcher owner = OWNER.matcher(setting.name());
    if (!owner.find() || setting.text().isEmpty()) {
      return Optional.empty();
    }
    String name = setting.name().substring(owner.end());
    if (FILES.contains(name)) {
      return Optional.of(new NamedFile(setting, 0, setting.text().length()));
    }
    if (URLS.contains(name)) {
      Matcher url = FILE_URL.matcher(setting.text());
      return url.matches()
          ? Optional.of(new NamedFile(setting, url.start(1), url.end(1)))
          : Optional.empty();
    }
    return name.equals(JAAS) ? keytab(setting) : Optional.empty();
  }

  private static Optional<NamedFile> keytab(Setting setting) {
    return JaasText.keytabs(setting.text()).stream()
        .findFirst()
        .map(keytab -> new NamedFile(setting, keytab.start(), keytab.end()));
  }

  String path() {
    return setting.text().substring(start, end);
  }

  /** The setting with the name of another file. */
  Setting with(String other) {
    String text = setting.text();
    return new Setting(
        setting.name(), text.substring(0, start) + other + text.substring(end), setting.origin());
  }
}
