package io.sluice.mapper.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.mapper.registry.RegistryException.Prospect;
import io.sluice.records.LenientSchemas;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;

/**
 * Schemas by ID and by subject. The schema of an ID or a version never changes, so it is requested
 * once; the newest version of a subject is requested each time, because a plan depends on it. May
 * be used by several threads.
 */
public final class RegistrySchemas {
  /**
   * More than the schemas of one ingestion. If the limit is reached, known schemas are requested
   * again.
   */
  private static final int MOST_KEPT = 10_000;

  private final RegistryHttp http;
  private final UnknownIds unknownIds = new UnknownIds();
  private final Map<Integer, Optional<SchemaText>> byId = new ConcurrentHashMap<>();
  private final Map<String, Optional<RegisteredSchema>> byVersion = new ConcurrentHashMap<>();

  RegistrySchemas(RegistryHttp http) {
    this.http = http;
  }

  /** Sends no request yet. */
  public static RegistrySchemas open(RegistryOptions options, InstantSource clock) {
    return new RegistrySchemas(new RegistryHttp(options, clock, Thread::sleep));
  }

  /**
   * The schema that a record names.
   *
   * @return empty if the registry knows no such id
   * @throws IOException if the registry cannot be asked
   */
  public Optional<SchemaText> byId(int id) throws IOException {
    Optional<SchemaText> kept = byId.get(id);
    if (kept != null) {
      return kept;
    }
    String what = "schema id " + id;
    RequestDeadline waiting = http.waitingTime();
    Optional<byte[]> body = http.ask("/schemas/ids/" + id, what, waiting);
    Optional<SchemaText> found =
        body.isPresent()
            ? Optional.of(whole(parse(body.get(), what), what, waiting))
            : Optional.empty();
    keep(byId, id, found);
    return found;
  }

  /** The requests of the task for unknown IDs, and their time. */
  UnknownIds unknownIds() {
    return unknownIds;
  }

  /** By the clock that also limits the requests. */
  long millis() {
    return http.millis();
  }

  /** Returns whether the answer for an ID is known without a request. */
  boolean isKept(int id) {
    return byId.containsKey(id);
  }

  /**
   * The newest schema of a subject, as it is now.
   *
   * @return empty if there is no such subject
   * @throws IOException if the registry cannot be asked
   */
  public Optional<RegisteredSchema> newest(String subject) throws IOException {
    return version(subject, "latest");
  }

  /**
   * All versions of a subject, ascending.
   *
   * @return empty if there is no such subject
   * @throws IOException if the registry cannot be asked
   */
  public List<RegisteredSchema> versions(String subject) throws IOException {
    Optional<byte[]> body =
        http.ask(
            "/subjects/" + encode(subject) + "/versions",
            "the versions of subject " + subject,
            http.waitingTime());
    List<RegisteredSchema> versions = new ArrayList<>();
    if (body.isPresent()) {
      for (int number : numbers(body.get(), subject)) {
        numbered(subject, number).ifPresent(versions::add);
      }
    }
    return versions;
  }

  private Optional<RegisteredSchema> numbered(String subject, int number) throws IOException {
    String key = number + " " + subject;
    Optional<RegisteredSchema> known = byVersion.get(key);
    if (known == null) {
      known = version(subject, Integer.toString(number));
      keep(byVersion, key, known);
    }
    return known;
  }

  private Optional<RegisteredSchema> version(String subject, String version) throws IOException {
    String what = "version " + version + " of subject " + subject;
    RequestDeadline waiting = http.waitingTime();
    Optional<byte[]> body =
        http.ask("/subjects/" + encode(subject) + "/versions/" + version, what, waiting);
    if (body.isEmpty()) {
      return Optional.empty();
    }
    RegistryAnswer answer = parse(body.get(), what);
    return Optional.of(
        new RegisteredSchema(subject, answer.version(), answer.id(), whole(answer, what, waiting)));
  }

  /** The text including the types of other subjects, so that it can be parsed alone. */
  private SchemaText whole(RegistryAnswer answer, String what, RequestDeadline waiting)
      throws IOException {
    if (answer.references().isEmpty() || !answer.schemaType().equals(SchemaText.AVRO)) {
      return new SchemaText(answer.schemaType(), answer.schema());
    }
    List<String> texts = new References(http, what, waiting).texts(answer.references());
    texts.add(answer.schema());
    try {
      return new SchemaText(SchemaText.AVRO, LenientSchemas.parse(texts).toString());
    } catch (AvroRuntimeException e) {
      throw new RegistryException(
          Prospect.LASTING,
          "Cannot read %s with what it refers to: %s. Correct it in the registry."
              .formatted(what, ResponseExcerpt.of(String.valueOf(e.getMessage()))),
          e);
    }
  }

  private static <K, V> void keep(Map<K, V> kept, K key, V value) {
    if (kept.size() >= MOST_KEPT) {
      kept.clear();
    }
    kept.put(key, value);
  }

  static RegistryAnswer parse(byte[] body, String what) throws IOException {
    try {
      RegistryAnswer answer = RegistryAnswer.parse(body);
      if (answer.schema().isEmpty()) {
        throw new IOException("It holds no schema");
      }
      return answer;
    } catch (IOException e) {
      throw unreadable(body, what, e);
    }
  }

  private static List<Integer> numbers(byte[] body, String subject) throws IOException {
    try {
      return RegistryAnswer.parseNumbers(body);
    } catch (IOException e) {
      throw unreadable(body, "the versions of subject " + subject, e);
    }
  }

  /**
   * An HTML page comes from another server: a permanent failure. An incomplete answer may be
   * complete next time.
   */
  private static RegistryException unreadable(byte[] body, String what, IOException cause) {
    String instead = ResponseExcerpt.instead(body);
    return new RegistryException(
        instead.startsWith("HTML") ? Prospect.LASTING : Prospect.PASSING,
        "Cannot read what the schema registry says of %s: it answered with %s. Correct schema.registry.url if that is no registry's."
            .formatted(what, instead),
        cause);
  }

  static String encode(String subject) {
    return URLEncoder.encode(subject, UTF_8).replace("+", "%20");
  }
}
