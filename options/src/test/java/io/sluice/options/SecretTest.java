package io.sluice.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://canary@host",
        "HTTPS://canary@host",
        "Https://user:canary@host:8081/path",
        "https://one:8081,https://user:canary@two:8081",
        "https://user:canary@one:8081, https://two:8081",
        "https://a:canary@one,https://b:canary@two",
        "HTTP://canary@one HTTP://canary@two",
        "https://user:can,http://canary@host",
        "https://user:canary://x@host",
        "https://u:canary@x@host",
        "abfs://container@account/x,https://canary@host",
        "https://canary@host;abfs://container@account/x",
        "s3a://KEY:canary@bucket/x",
        "hdfs://user:canary@nn:8020",
        "user:canary@host:9092",
        "host:9092,user:canary@host:9092",
        "sasl_ssl://canary@host:9092",
        "unknown://canary@host",
        "jdbc:mysql://root:canary@db/x"
      })
  void noUserAndNoPasswordBeforeAnAddressIsShown(String text) {
    String shown = Secret.withoutUser(text);

    assertFalse(shown.contains("canary"), shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abfss://container@account.dfs.core.windows.net/data",
        "ABFS://container@account/data",
        "wasbs://container@account/data,abfs://other@account:443/data",
        "jceks://hdfs@nn:8020/secrets.jceks",
        "kms://https@kms.example:9600/kms",
        "sluice/edge1.example@EXAMPLE.COM",
        "https://one:8081,https://two:8081/path",
        "host:9092,other:9092",
        "name@example.com"
      })
  void aNameOfAContainerOrAPrincipalIsShown(String text) {
    assertEquals(text, Secret.withoutUser(text));
  }

  @Test
  void theHostsStayReadable() {
    assertEquals(
        "https://one:8081,HTTPS://(hidden)@two:8081/x",
        Secret.withoutUser("https://one:8081,HTTPS://user:pass@two:8081/x"));
  }
}
