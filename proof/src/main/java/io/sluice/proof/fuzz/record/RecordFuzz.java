package io.sluice.proof.fuzz.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.mapper.decode.DecoderOptions;
import io.sluice.mapper.decode.Decoders;
import io.sluice.mapper.decode.SchemaSources;
import io.sluice.mapper.registry.RegistryException;
import io.sluice.mapper.registry.RegistryOptions;
import io.sluice.mapper.registry.RegistrySchemas;
import io.sluice.options.Problems;
import io.sluice.options.Settings;
import io.sluice.records.FetchedRecord;
import io.sluice.records.WriterSchema;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.Decoder;
import io.sluice.records.api.Header;
import io.sluice.records.api.TimestampType;
import io.sluice.writers.FileFormats;
import io.sluice.writers.file.FileFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Records of every format of values, one by one through the decoder into Avro and Parquet. A record
 * lands, or is bad, or ends its range where the registry is not asked any more; whatever else is
 * thrown is a defect, also where a task would make a bad record of it.
 */
public final class RecordFuzz implements AutoCloseable {
  /** Formats of values; {@link #UNKNOWN_IDS} is one of which most records name an unknown id. */
  public static final List<String> KINDS =
      List.of("confluent-avro", "unknown-ids", "avro", "json", "string", "bytes");

  private static final String UNKNOWN_IDS = "unknown-ids";
  private static final long RECORDS_PER_TASK = 500;
  private static final int MOST_REQUESTS = 100;

  /** Records of which by chance a tenth lands at least. */
  private static final long ENOUGH = 1000;

  private static final List<TimestampType> TYPES = List.of(TimestampType.values());

  private final String kind;
  private final CountingRegistry registry;
  private final Decoder decoder;
  private final List<FuzzedTask> tasks = new ArrayList<>();
  private final WriterSchema schema;
  private long records;
  private long landed;

  private RecordFuzz(String kind, CountingRegistry registry, Decoder decoder, WriterSchema schema) {
    this.kind = kind;
    this.registry = registry;
    this.decoder = decoder;
    this.schema = schema;
  }

  /** Opens the decoder of a kind. */
  public static RecordFuzz open(String kind) throws IOException {
    String format = kind.equals(UNKNOWN_IDS) ? "confluent-avro" : kind;
    CountingRegistry registry = CountingRegistry.start();
    Problems problems = new Problems();
    Settings settings =
        Settings.NONE.overlay(
            "value.format="
                + format
                + "\nschema.registry.url="
                + registry.url()
                + (List.of("avro", "json").contains(format) ? "\nschema.file=fuzzed.avsc" : ""),
            "fuzz",
            problems);
    Decoders decoders =
        new Decoders(
            new SchemaSources(
                RegistrySchemas.open(
                    RegistryOptions.read(settings, problems), InstantSource.system()),
                name -> FuzzedSchema.TEXT,
                RecordFuzz.class.getClassLoader()));
    Decoder decoder = decoders.open(DecoderOptions.read(settings, problems), "fuzzed", Map.of());
    problems.throwIfAny();
    String schema =
        List.of("string", "bytes").contains(format) ? "\"" + format + "\"" : FuzzedSchema.TEXT;
    return new RecordFuzz(kind, registry, decoder, WriterSchema.parse(schema, "7"));
  }

  /** Tries the record of a seed. */
  public void fuzz(long seed) throws IOException {
    if (tasks.isEmpty()) {
      for (FileFormat format : FileFormats.ALL) {
        if (format.rows() == FileFormat.Rows.COLUMNS) {
          tasks.add(FuzzedTask.begin(format, schema));
        }
      }
    }
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + kind.hashCode());
    byte[] value = value(random);
    long timestamp = random.nextInt(20) == 0 ? random.nextLong() : 1_795_253_400_000L;
    TimestampType type = TYPES.get(random.nextInt(TYPES.size()));
    for (FuzzedTask task : tasks) {
      FetchedRecord fetched = new FetchedRecord();
      task.place(fetched, timestamp, type);
      fetched
          .coordinates()
          .keyed(ByteBuffer.wrap(Arrays.copyOf(value, Math.min(value.length, 9))))
          .headed(() -> List.of(Header.of("h", ByteBuffer.wrap(value)), Header.withoutValue("")));
      fetched.valued(ByteBuffer.wrap(value));
      through(task, fetched);
    }
    records++;
    if (records % RECORDS_PER_TASK == 0) {
      endTasks();
    }
  }

  private void through(FuzzedTask task, FetchedRecord fetched) throws IOException {
    try {
      task.land(fetched, schema, decoder.decode(fetched.coordinates(), fetched.value()).bytes());
      landed++;
    } catch (BadRecordException e) {
      task.quarantine(fetched, e);
    } catch (RegistryException e) {
      // The range of a Kafka partition ends here; the next one goes on.
      task.quarantine(fetched, new BadRecordException("refused", "The range ended.", e));
    }
  }

  private byte[] value(Random random) throws IOException {
    byte[] value =
        switch (kind) {
          case "confluent-avro", UNKNOWN_IDS -> framed(DrawnValues.avro(random), random);
          case "avro" -> DrawnValues.avro(random);
          case "json" -> DrawnValues.json(random);
          default -> DrawnText.value(random, 0).getBytes(UTF_8);
        };
    if (random.nextInt(20) == 0) {
      value = new byte[random.nextInt(200)];
      random.nextBytes(value);
    }
    return random.nextInt(3) == 0 ? value : ChangedValue.of(value, random);
  }

  private byte[] framed(byte[] body, Random random) {
    boolean unknown = kind.equals(UNKNOWN_IDS) || random.nextInt(50) == 0;
    return ByteBuffer.allocate(5 + body.length)
        .put((byte) 0)
        .putInt(unknown ? random.nextInt() : CountingRegistry.KNOWN_ID)
        .put(body)
        .array();
  }

  /** Records that were decoded, by chance whole or as a change left them. */
  public long landed() {
    return landed;
  }

  /** Questions to the registry. */
  public long requests() {
    return registry.requests();
  }

  /** Without records that land, nothing was shown of those that do. */
  static void checkLanded(String kind, long records, long landed) {
    if (!kind.equals(UNKNOWN_IDS) && records >= ENOUGH && landed <= records / 10) {
      throw new AssertionError(
          "Of " + records + " records of " + kind + " only " + landed + " landed");
    }
  }

  private void endTasks() throws IOException {
    for (FuzzedTask task : tasks) {
      task.end();
    }
    tasks.clear();
  }

  /**
   * Ends what is open.
   *
   * @throws AssertionError if records were lost, too few landed, or the registry was asked too
   *     often
   */
  @Override
  public void close() throws IOException {
    try {
      endTasks();
      decoder.close();
      if (requests() > MOST_REQUESTS) {
        throw new AssertionError("The registry was asked " + requests() + " times");
      }
      checkLanded(kind, records, landed);
    } finally {
      registry.close();
    }
  }
}
