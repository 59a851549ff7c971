package io.sluice.proof.fuzz.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/** A schema registry that knows one schema, and counts what it is asked. */
final class CountingRegistry implements AutoCloseable {
  static final int KNOWN_ID = 7;

  private final HttpServer server;
  private final AtomicLong requests = new AtomicLong();

  private CountingRegistry(HttpServer server) {
    this.server = server;
  }

  static CountingRegistry start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    CountingRegistry registry = new CountingRegistry(server);
    server.createContext("/", registry::answer);
    server.start();
    return registry;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  long requests() {
    return requests.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    boolean known = exchange.getRequestURI().getPath().equals("/schemas/ids/" + KNOWN_ID);
    String text = FuzzedSchema.TEXT.replace("\n", " ").replace("\"", "\\\"");
    byte[] body =
        (known
                ? "{\"schema\":\"" + text + "\"}"
                : "{\"error_code\":40403,\"message\":\"Schema not found\"}")
            .getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(known ? 200 : 404, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
