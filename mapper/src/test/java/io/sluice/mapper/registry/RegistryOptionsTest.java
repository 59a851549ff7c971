package io.sluice.mapper.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.options.Problems;
import io.sluice.options.Settings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistryOptionsTest {

  @Test
  void tlsAndATokenAreRead() {
    Problems problems = new Problems();

    RegistryOptions options =
        read(
            """
            schema.registry.bearer.auth.token=abc
            schema.registry.bearer.auth.credentials.source=STATIC_TOKEN
            schema.registry.ssl.truststore.location=/ca.pem
            schema.registry.ssl.keystore.location=/me.p12
            schema.registry.ssl.keystore.password=one
            schema.registry.ssl.key.password=two
            """,
            problems);

    assertEquals(List.of(), problems.lines());
    assertEquals(Optional.of("Bearer abc"), options.login().header());
    assertEquals("/ca.pem", options.tls().truststore().orElseThrow().location());
    assertEquals("/me.p12", options.tls().keystore().orElseThrow().location());
    assertTrue(options.tls().keyPassword().isPresent());
    assertFalse(options.toString().contains("one"), options::toString);
    assertFalse(options.toString().contains("two"), options::toString);
    assertFalse(options.toString().contains("abc"), options::toString);
  }

  @Test
  void halfOfAPairIsAProblem() {
    for (String half :
        List.of(
            "schema.registry.ssl.truststore.password=secret-one",
            "schema.registry.ssl.truststore.type=JKS",
            "schema.registry.ssl.keystore.password=secret-one",
            "schema.registry.ssl.keystore.type=PEM",
            "schema.registry.ssl.key.password=secret-one",
            "schema.registry.basic.auth.credentials.source=USER_INFO",
            "schema.registry.bearer.auth.credentials.source=STATIC_TOKEN")) {
      assertProblem(half, " without ");
    }
  }

  @Test
  void whatCannotBeSentIsAProblemThatDoesNotShowIt() {
    assertProblem(
        "schema.registry.basic.auth.user.info=a:secret-one\nschema.registry.bearer.auth.token=b",
        "Cannot use both");
    assertProblem("schema.registry.bearer.auth.token=Bearer secret-one", "a space");
    assertProblem("schema.registry.bearer.auth.token=secret-one\\r\\nX: y", "a space");
    assertProblem("schema.registry.ssl.truststore.type=BKS", "PEM, PKCS12 or JKS");
    assertProblem("schema.registry.basic.auth.credentials.source=SASL_INHERIT", "USER_INFO");
  }

  private static void assertProblem(String text, String part) {
    Problems problems = new Problems();
    read(text, problems);

    assertEquals(1, problems.lines().size(), () -> text + ": " + problems.lines());
    assertTrue(problems.lines().get(0).contains(part), () -> problems.lines().toString());
    assertFalse(problems.lines().get(0).contains("secret-one"), () -> problems.lines().toString());
  }

  private static RegistryOptions read(String text, Problems problems) {
    return RegistryOptions.read(Settings.NONE.overlay(text, "test", problems), problems);
  }
}
