package io.sluice.mapper.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers what a test has written down, under a base path as Apicurio has one. */
public final class SmallRegistry implements AutoCloseable {
  record Answer(int status, String body) {}

  private static final String BASE = "/apis/ccompat/v7";
  private static final Answer NO_ID =
      new Answer(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
  private static final Answer NO_PATH =
      new Answer(404, "{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}");

  static {
    // Each answer would wait for a delayed acknowledgement, 40 ms, of its headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final String scheme;
  private final Map<String, Answer> answers = new HashMap<>();
  private final Map<String, String> locations = new HashMap<>();
  private final Queue<Answer> first = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  public final List<String> asked = new CopyOnWriteArrayList<>();
  final List<String> authorizations = new CopyOnWriteArrayList<>();

  public SmallRegistry() throws IOException {
    this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), "http");
  }

  private SmallRegistry(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/", this::handle);
    // A connection whose handshake fails must not keep others waiting.
    server.setExecutor(threads);
    server.start();
  }

  /** A registry behind TLS. */
  static SmallRegistry behind(HttpsConfigurator tls) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(tls);
    return new SmallRegistry(server, "https");
  }

  public URI url() {
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + BASE);
  }

  public SmallRegistry at(String path, int status, String body) {
    answers.put(BASE + path, new Answer(status, body));
    return this;
  }

  /** Sends a client that asks for the path somewhere else. */
  SmallRegistry redirecting(String path, int status, String location) {
    answers.put(BASE + path, new Answer(status, ""));
    locations.put(BASE + path, location);
    return this;
  }

  /** Before anything else. */
  SmallRegistry firstOf(int status, String body) {
    first.add(new Answer(status, body));
    return this;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    asked.add(path.replace(BASE, ""));
    authorizations.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
    Answer answer = first.poll();
    if (answer == null) {
      answer =
          answers.getOrDefault(path, path.startsWith(BASE + "/schemas/ids/") ? NO_ID : NO_PATH);
    }
    if (locations.containsKey(path)) {
      exchange.getResponseHeaders().set("Location", locations.get(path));
    }
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
