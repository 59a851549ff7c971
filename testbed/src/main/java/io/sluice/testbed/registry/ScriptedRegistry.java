package io.sluice.testbed.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A schema registry that answers as a test says: schemas by id, versions of subjects, and for paths
 * that match a pattern a fault that the real registry cannot be made to show.
 */
public final class ScriptedRegistry implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ID = Pattern.compile("/schemas/ids/(-?\\d+)");
  private static final Pattern VERSION = Pattern.compile("/subjects/(.*)/versions(?:/(.*))?");
  private static final int NOT_FOUND = 404;
  private static final Duration STALL = Duration.ofMinutes(10);

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "scripted-registry");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<Integer, String> schemas = new TreeMap<>();
  private final Map<String, List<Integer>> subjects = new TreeMap<>();
  private final Map<Pattern, List<String>> faults = new LinkedHashMap<>();

  private ScriptedRegistry(HttpServer server) {
    this.server = server;
  }

  /** Starts it on a free port of 127.0.0.1. */
  public static ScriptedRegistry start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ScriptedRegistry registry = new ScriptedRegistry(server);
    server.createContext("/", registry::handle);
    server.setExecutor(registry.threads);
    server.start();
    return registry;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Forgets all schemas, subjects and faults. */
  public synchronized void clear() {
    schemas.clear();
    subjects.clear();
    faults.clear();
  }

  public synchronized void schema(int id, String text) {
    schemas.put(id, text);
  }

  /** The versions of a subject from 1 on, the latest last. */
  public synchronized void subject(String name, List<Integer> ids) {
    subjects.put(name, List.copyOf(ids));
  }

  /**
   * A fault for all paths in which the pattern is found: {@code html}, {@code redirect}, {@code
   * status N [ERROR-CODE]}, {@code slow SECONDS}, {@code stall} (headers, and then nothing), {@code
   * empty}, {@code 204}.
   */
  public synchronized void fault(String pattern, List<String> words) {
    faults.put(Pattern.compile(pattern), List.copyOf(words));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      Optional<List<String>> fault = faultOf(path);
      if (fault.isPresent() && fails(exchange, path, fault.get())) {
        return;
      }
      Optional<String> body = body(path);
      if (body.isPresent()) {
        answer(exchange, 200, body.get());
      } else {
        answer(
            exchange,
            NOT_FOUND,
            path.startsWith("/schemas")
                ? "{\"error_code\":40403,\"message\":\"Schema not found\"}"
                : "{\"error_code\":40401,\"message\":\"Subject not found\"}");
      }
    }
  }

  private synchronized Optional<List<String>> faultOf(String path) {
    return faults.entrySet().stream()
        .filter(fault -> fault.getKey().matcher(path).find())
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Whether the fault is the whole answer. */
  private static boolean fails(HttpExchange exchange, String path, List<String> fault)
      throws IOException {
    switch (fault.get(0)) {
      case "html" -> {
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        answer(exchange, 200, "<html><body>Sign in</body></html>");
      }
      case "redirect" -> {
        exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1" + path);
        exchange.sendResponseHeaders(301, -1);
      }
      case "status" ->
          answer(
              exchange,
              Integer.parseInt(fault.get(1)),
              fault.size() > 2
                  ? "{\"error_code\":%s,\"message\":\"as the test says\"}".formatted(fault.get(2))
                  : "no");
      case "stall" -> {
        exchange.sendResponseHeaders(200, 400);
        exchange.getResponseBody().write("{\"sche".getBytes(UTF_8));
        exchange.getResponseBody().flush();
        pause(STALL);
      }
      case "empty" -> answer(exchange, 200, "");
      case "204" -> exchange.sendResponseHeaders(204, -1);
      case "slow" -> {
        pause(Duration.ofSeconds(Long.parseLong(fault.get(1))));
        return false;
      }
      default -> throw new IllegalArgumentException("Cannot answer with '" + fault.get(0) + "'.");
    }
    return true;
  }

  private synchronized Optional<String> body(String path) {
    Matcher byId = ID.matcher(path);
    if (byId.matches()) {
      return schemaOf(Integer.parseInt(byId.group(1))).map(ObjectNode::toString);
    }
    Matcher bySubject = VERSION.matcher(path);
    if (!bySubject.matches() || !subjects.containsKey(bySubject.group(1))) {
      return Optional.empty();
    }
    List<Integer> ids = subjects.get(bySubject.group(1));
    if (bySubject.group(2) == null) {
      return Optional.of(
          JSON.createArrayNode()
              .addAll(
                  java.util.stream.IntStream.rangeClosed(1, ids.size())
                      .mapToObj(version -> JSON.getNodeFactory().numberNode(version))
                      .toList())
              .toString());
    }
    int version = bySubject.group(2).equals("latest") ? ids.size() : number(bySubject.group(2));
    if (version < 1 || version > ids.size()) {
      return Optional.empty();
    }
    int id = ids.get(version - 1);
    return schemaOf(id)
        .map(
            schema ->
                schema
                    .put("subject", bySubject.group(1))
                    .put("version", version)
                    .put("id", id)
                    .toString());
  }

  private Optional<ObjectNode> schemaOf(int id) {
    return Optional.ofNullable(schemas.get(id))
        .map(schema -> JSON.createObjectNode().put("schema", schema));
  }

  private static int number(String text) {
    return text.chars().allMatch(Character::isDigit) ? Integer.parseInt(text) : -1;
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void pause(Duration time) {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
