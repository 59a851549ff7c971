package io.sluice.testbed.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A registry that answers for each subject in another wrong way, named by the subject. */
final class HostileRegistry implements AutoCloseable {
  static final String TEXT =
      "\u001b[2J\u0007\r\n2026-11-28 12:00:00 ERROR forged\u202egnp\u2028x\u009b0m";
  static final List<String> WAYS =
      List.of(
          "endless", "trickle", "chain", "cycle", "deep", "message", "field", "redirect", "huge");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final String elsewhere;
  final List<String> asked = new CopyOnWriteArrayList<>();
  final List<String> authorizations = new CopyOnWriteArrayList<>();

  /** A registry that redirects to an address. */
  HostileRegistry(String elsewhere) throws IOException {
    this.elsewhere = elsewhere;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    asked.add(path);
    authorizations.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
    String way = WAYS.stream().filter(path::contains).findFirst().orElse("none");
    switch (way) {
      case "endless" -> endless(exchange);
      case "trickle" -> trickle(exchange);
      case "chain" -> answer(exchange, 200, schema("\"int\"", "chain-" + asked.size()));
      case "cycle" -> answer(exchange, 200, schema("\"int\"", "cycle"));
      case "deep" -> answer(exchange, 200, "{\"schema\":" + "[".repeat(100_000));
      case "message" -> answer(exchange, 403, json(Map.of("error_code", 40301, "message", TEXT)));
      case "huge" ->
          answer(
              exchange,
              403,
              json(Map.of("error_code", 40301, "message", TEXT + "y".repeat(1 << 20))));
      case "field" -> answer(exchange, 200, withField(TEXT + "z".repeat(1 << 20)));
      case "redirect" -> {
        exchange.getResponseHeaders().set("Location", elsewhere + path);
        answer(exchange, 302, "");
      }
      default -> answer(exchange, 404, "{\"error_code\":40401,\"message\":\"Not found\"}");
    }
  }

  private static String withField(String name) throws IOException {
    return schema(
        json(
            Map.of(
                "type",
                "record",
                "name",
                "R",
                "fields",
                List.of(Map.of("name", name, "type", "int")))),
        "");
  }

  private static String schema(String text, String subject) throws IOException {
    return json(
        Map.of(
            "subject",
            "s",
            "version",
            1,
            "id",
            7,
            "schema",
            text,
            "references",
            subject.isEmpty()
                ? List.of()
                : List.of(Map.of("name", subject, "subject", subject, "version", 1))));
  }

  private static String json(Object value) throws IOException {
    return new ObjectMapper().writeValueAsString(value);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static void endless(HttpExchange exchange) throws IOException {
    byte[] part = new byte[1 << 16];
    Arrays.fill(part, (byte) ' ');
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    while (true) {
      out.write(part);
    }
  }

  private static void trickle(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 1 << 20);
    OutputStream out = exchange.getResponseBody();
    try {
      while (true) {
        out.write(' ');
        out.flush();
        Thread.sleep(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
