package io.sluice.job.planning.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A registry that has one schema for all subjects of b19, and forbids one of them. */
final class ForbiddingRegistry implements AutoCloseable {
  private final HttpServer server;
  private final String forbidden;
  private final String schema;

  ForbiddingRegistry(String forbidden, String schema) throws IOException {
    this.forbidden = forbidden;
    this.schema = schema;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!forbidden.isEmpty() && path.contains(forbidden)) {
      send(exchange, 403, "{\"error_code\":40301,\"message\":\"not allowed\"}");
    } else if (!path.contains("/b19-")) {
      send(exchange, 404, "{\"error_code\":40401,\"message\":\"Subject not found\"}");
    } else if (path.endsWith("/versions")) {
      send(exchange, 200, "[1]");
    } else {
      String quoted = schema.strip().replace("\"", "\\\"");
      send(exchange, 200, "{\"version\":1,\"id\":7,\"schema\":\"" + quoted + "\"}");
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
