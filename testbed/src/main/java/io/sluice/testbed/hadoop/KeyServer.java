package io.sluice.testbed.hadoop;

import io.sluice.testbed.process.ChildJvm;
import io.sluice.testbed.process.Children;
import io.sluice.testbed.process.JavaProgram;
import io.sluice.testbed.process.Readiness;
import io.sluice.testbed.process.StackHome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hadoop's key management server: holds the keys of a cluster's encryption zones. Everyone is
 * believed to be who he says he is, and may use each key.
 */
public final class KeyServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private static final String SITE =
      """
      <configuration>
        <property><name>hadoop.kms.key.provider.uri</name><value>jceks://file@%s</value></property>
        <property><name>hadoop.kms.authentication.type</name><value>simple</value></property>
        <property><name>hadoop.kms.http.host</name><value>127.0.0.1</value></property>
        <property><name>hadoop.kms.http.port</name><value>%d</value></property>
        <property><name>hadoop.http.temp.dir</name><value>%s</value></property>
      </configuration>
      """;

  private static final String ACLS =
      """
      <configuration>
        <property><name>default.key.acl.MANAGEMENT</name><value>*</value></property>
        <property><name>default.key.acl.GENERATE_EEK</name><value>*</value></property>
        <property><name>default.key.acl.DECRYPT_EEK</name><value>*</value></property>
        <property><name>default.key.acl.READ</name><value>*</value></property>
      </configuration>
      """;

  private static final String LOG4J =
      """
      log4j.rootLogger=INFO,console
      log4j.appender.console=org.apache.log4j.ConsoleAppender
      log4j.appender.console.target=System.err
      log4j.appender.console.layout=org.apache.log4j.PatternLayout
      log4j.appender.console.layout.ConversionPattern=%d{ISO8601} %p %c{2}: %m%n
      """;

  private final int port;
  private final Path directory;
  private final Children children;
  private final HttpClient http = HttpClient.newHttpClient();
  private Optional<ChildJvm> process = Optional.empty();

  KeyServer(HadoopConf conf, Path logs) {
    this.port = conf.ports().keyServer();
    this.directory = conf.data().resolve("kms");
    this.children = Children.loggingTo(logs);
  }

  /** Starts it unless it runs, with the keys that it had before. */
  public void start(StackHome stacks) throws IOException {
    if (process.filter(ChildJvm::isAlive).isPresent()) {
      return;
    }
    Path conf = Files.createDirectories(directory.resolve("conf"));
    Path temporary = Files.createDirectories(directory.resolve("tmp"));
    Files.writeString(
        conf.resolve("kms-site.xml"),
        SITE.formatted(directory.resolve("keys.jceks"), port, temporary));
    Files.writeString(conf.resolve("kms-acls.xml"), ACLS);
    Files.writeString(conf.resolve("core-site.xml"), "<configuration/>\n");
    Files.writeString(conf.resolve("log4j.properties"), LOG4J);
    ChildJvm started =
        children.start(
            JavaProgram.small(
                    "kms",
                    conf + ":" + stacks.classPath("kms/target/kms.classpath"),
                    "org.apache.hadoop.crypto.key.kms.server.KMSWebServer",
                    directory)
                .withJvmOptions(
                    List.of(
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Dlog4j.configuration=log4j.properties",
                        "-Dkms.config.dir=" + conf,
                        "-Dkms.log.dir=" + directory,
                        "-Dkms.temp.dir=" + temporary))
                .withEnvironment(Map.of("HADOOP_KEYSTORE_PASSWORD", "none")));
    process = Optional.of(started);
    Readiness.await(
        "start the key server on port " + port,
        START,
        List.of(started),
        () -> ask(HttpRequest.newBuilder(uri("keys/names")).GET()).statusCode() == 200);
  }

  /** Makes a key. */
  public void createKey(String name) throws IOException {
    HttpResponse<String> answer =
        ask(
            HttpRequest.newBuilder(uri("keys"))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"name\":\"" + name + "\",\"length\":128}")));
    if (answer.statusCode() != 201) {
      throw new IOException(
          "Cannot make key %s: status %d, %s".formatted(name, answer.statusCode(), answer.body()));
    }
  }

  /** {@code kill -9}. */
  public void kill() {
    process.ifPresent(ChildJvm::kill);
  }

  @Override
  public void close() {
    children.close();
  }

  private URI uri(String path) {
    return URI.create(
        "http://127.0.0.1:"
            + port
            + "/kms/v1/"
            + path
            + "?user.name="
            + System.getProperty("user.name"));
  }

  private HttpResponse<String> ask(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot ask the key server: interrupted.", e);
    }
  }
}
