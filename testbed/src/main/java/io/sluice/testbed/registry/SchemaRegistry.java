package io.sluice.testbed.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.testbed.process.ChildJvm;
import io.sluice.testbed.process.Children;
import io.sluice.testbed.process.FreePorts;
import io.sluice.testbed.process.JavaProgram;
import io.sluice.testbed.process.Readiness;
import io.sluice.testbed.process.StackHome;
import io.sluice.testbed.tls.TestCa;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A schema registry on 127.0.0.1. What it holds is gone when it stops, {@link #restart} included.
 */
public final class SchemaRegistry implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

  private final int port;
  private final String scheme;
  private final JavaProgram program;
  private final Children children;
  private final HttpClient http;
  private final ObjectMapper json = new ObjectMapper();
  private ChildJvm process;

  private SchemaRegistry(
      int port, String scheme, HttpClient http, JavaProgram program, Children children)
      throws IOException {
    this.port = port;
    this.scheme = scheme;
    this.http = http;
    this.program = program;
    this.children = children;
    this.process = children.start(program);
  }

  /**
   * Starts a registry and returns when it answers.
   *
   * @param directory for its log
   */
  public static SchemaRegistry start(StackHome home, Path directory) throws IOException {
    int port = FreePorts.find(1).get(0);
    return start(
        home,
        directory,
        port,
        "http",
        HttpClient.newHttpClient(),
        List.of("-Dquarkus.http.port=" + port));
  }

  /**
   * Starts a registry behind TLS, whose certificate is for {@code 127.0.0.1} alone, and returns
   * when it answers.
   *
   * @param ca that signs the certificate
   */
  public static SchemaRegistry startWithTls(StackHome home, Path directory, TestCa ca)
      throws IOException {
    int port = FreePorts.find(1).get(0);
    String certificate = "-Dquarkus.http.ssl.certificate.key-store-";
    return start(
        home,
        directory,
        port,
        "https",
        HttpClient.newBuilder().sslContext(ca.clientContext()).build(),
        List.of(
            "-Dquarkus.http.insecure-requests=disabled",
            "-Dquarkus.http.ssl-port=" + port,
            certificate + "file=" + ca.server("registry", "ip:127.0.0.1"),
            certificate + "file-type=PKCS12",
            certificate + "password=" + TestCa.PASSWORD));
  }

  private static SchemaRegistry start(
      StackHome home,
      Path directory,
      int port,
      String scheme,
      HttpClient http,
      List<String> jvmOptions)
      throws IOException {
    Path absolute = directory.toAbsolutePath();
    Path jar = runner(home.built("registry/target/registry"));
    JavaProgram program =
        JavaProgram.small("registry", jar.toString(), mainClass(jar), absolute)
            .withJvmOptions(
                List.of(
                    "-Dquarkus.http.host=127.0.0.1",
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"))
            .withJvmOptions(jvmOptions);
    SchemaRegistry registry =
        new SchemaRegistry(
            port, scheme, http, program, Children.loggingTo(absolute.resolve("logs")));
    try {
      registry.awaitAnswer();
      return registry;
    } catch (IOException | RuntimeException e) {
      registry.close();
      throw e;
    }
  }

  /** The value of {@code schema.registry.url}: a URL with a path, as behind many gateways. */
  public String url() {
    return scheme + "://127.0.0.1:" + port + "/apis/ccompat/v7";
  }

  /** Registers an Avro schema under a subject and returns its id. */
  public int register(String subject, String avroSchema) throws IOException {
    return register(subject, avroSchema, "AVRO");
  }

  /**
   * Registers a schema under a subject and returns its id.
   *
   * @param type {@code AVRO}, {@code JSON} or {@code PROTOBUF}
   * @throws IOException if the registry refuses it, with the registry's answer
   */
  public int register(String subject, String schema, String type) throws IOException {
    ObjectNode body = json.createObjectNode();
    body.put("schema", schema);
    if (!type.equals("AVRO")) {
      body.put("schemaType", type);
    }
    return call("POST", "/subjects/" + escaped(subject) + "/versions", body.toString())
        .path("id")
        .asInt();
  }

  /** The text of the schema with this id. */
  public String schema(int id) throws IOException {
    return call("GET", "/schemas/ids/" + id, "").path("schema").asText();
  }

  /** The text of a subject's newest schema. */
  public String latest(String subject) throws IOException {
    return call("GET", "/subjects/" + escaped(subject) + "/versions/latest", "")
        .path("schema")
        .asText();
  }

  /**
   * Sets which changes the registry accepts for a subject: {@code BACKWARD}, {@code NONE} and so
   * on.
   */
  public void compatibility(String subject, String level) throws IOException {
    ObjectNode body = json.createObjectNode();
    body.put("compatibility", level);
    call("PUT", "/config/" + escaped(subject), body.toString());
  }

  /** {@code kill -9}; {@link #url} then refuses connections. */
  public void kill() {
    process.kill();
  }

  /** Starts a registry that was killed again, empty, at its old URL. */
  public void restart() throws IOException {
    process = children.start(program);
    awaitAnswer();
  }

  @Override
  public void close() {
    children.close();
  }

  private void awaitAnswer() throws IOException {
    Readiness.await(
        "start the schema registry at " + url(),
        START,
        List.of(process),
        () -> Readiness.listens(port) && call("GET", "/subjects", "").isArray());
  }

  private JsonNode call(String method, String path, String body) throws IOException {
    URI uri = URI.create(url() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(ANSWER)
            .header("Content-Type", CONTENT_TYPE)
            .header("Accept", CONTENT_TYPE)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new IOException(
            "Cannot %s %s: status %d, %s"
                .formatted(method, uri, response.statusCode(), response.body()));
      }
      return json.readTree(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot " + method + " " + uri + ": interrupted.", e);
    }
  }

  private static String escaped(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Path runner(Path unpacked) throws IOException {
    try (Stream<Path> files = Files.list(unpacked)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
          .findFirst()
          .orElseThrow(
              () -> new IOException("Cannot start the registry: no *-runner.jar in " + unpacked));
    }
  }

  private static String mainClass(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes().getValue("Main-Class");
    }
  }
}
