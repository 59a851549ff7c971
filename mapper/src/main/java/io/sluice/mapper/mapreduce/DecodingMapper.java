package io.sluice.mapper.mapreduce;

import io.sluice.mapper.decode.DecoderOptions;
import io.sluice.mapper.decode.Decoders;
import io.sluice.mapper.decode.SchemaSources;
import io.sluice.mapper.registry.RegistryOptions;
import io.sluice.mapper.registry.RegistrySchemas;
import io.sluice.mapper.registry.TopicSchemas.Unasked;
import io.sluice.options.Problems;
import io.sluice.options.Setting;
import io.sluice.options.Settings;
import io.sluice.records.BadRecord;
import io.sluice.records.DroppedRecord;
import io.sluice.records.FetchedRecord;
import io.sluice.records.PieceEnd;
import io.sluice.records.ReadItem;
import io.sluice.records.TaskItem;
import io.sluice.records.TopicEnd;
import io.sluice.records.TopicStart;
import io.sluice.records.api.BadRecordException;
import io.sluice.records.api.Decoder;
import io.sluice.tracker.message.Log;
import io.sluice.tracker.offset.Gap;
import io.sluice.tracker.offset.KafkaPartition;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.InstantSource;
import java.util.stream.Collectors;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Mapper;
import org.jspecify.annotations.Nullable;

/**
 * Decodes each record of a task, and passes all other items of the reader on, in order. A record
 * that can never be decoded becomes a bad record. If a required resource cannot be reached, the
 * Kafka partition ends before the record.
 */
public final class DecodingMapper extends Mapper<NullWritable, ReadItem, NullWritable, TaskItem> {

  private static final Log LOG = Log.of(DecodingMapper.class);

  private @Nullable Work work;

  @Override
  public void run(Context context) throws IOException, InterruptedException {
    try {
      super.run(context);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException | RuntimeException | Error e) {
      if (e instanceof OutOfMemoryError && work != null) {
        work.noteDeath();
      }
      throw TaskFailure.of(context, work == null ? "before its first record" : work.place(), e);
    }
  }

  @Override
  protected void setup(Context context) throws IOException {
    work = new Work(context, JobSettings.unpack(context));
  }

  @Override
  protected void map(NullWritable none, ReadItem item, Context context)
      throws IOException, InterruptedException {
    work().take(item);
  }

  @Override
  protected void cleanup(Context context) throws IOException {
    work().close();
  }

  private Work work() {
    if (work == null) {
      throw new IllegalStateException("The mapper was not set up");
    }
    return work;
  }

  private static final class Work {
    private final Context context;
    private final Settings settings;
    private final Decoders decoders;
    private final CounterTotals totals;
    private final InFlightRecords records = new InFlightRecords();
    private final TopicDecoder.Out out = this::write;
    private @Nullable TopicDecoder decoder;
    private String topic = "";
    private int kafkaPartition;
    private long offset = -1;

    Work(Context context, Settings settings) {
      this.context = context;
      this.settings = settings;
      Problems problems = new Problems();
      RegistryOptions registry = RegistryOptions.read(settings, problems);
      problems.throwIfAny();
      this.decoders =
          new Decoders(
              new SchemaSources(
                  RegistrySchemas.open(registry, InstantSource.system()),
                  new JobSchemaFiles(context.getConfiguration()),
                  context.getConfiguration().getClassLoader()));
      this.totals = new CounterTotals(context);
    }

    void take(ReadItem item) throws IOException, InterruptedException {
      if (item instanceof FetchedRecord fetched) {
        decode(fetched);
      } else if (item instanceof TopicStart start) {
        begin(start);
      } else if (item instanceof PieceEnd end) {
        totals.count(
            end.failure().isEmpty() ? TaskCounter.PIECES_WHOLE : TaskCounter.PIECES_IN_PART);
        write(end);
      } else if (item instanceof TopicEnd end) {
        totals.report();
        write(end);
      }
    }

    /** The position of the task, for messages. */
    String place() {
      if (topic.isEmpty()) {
        return "before its first topic";
      }
      return offset < 0
          ? "at the beginning of topic " + topic
          : "at offset %d of %s-%d".formatted(offset, topic, kafkaPartition);
    }

    /** For the next attempt, which would also run out of memory here. */
    void noteDeath() {
      if (topic.isEmpty() || offset < 0) {
        return;
      }
      try {
        RangeInputFormat.positions(context)
            .noteDeath(new KafkaPartition(topic, kafkaPartition), offset);
      } catch (IOException | RuntimeException e) {
        LOG.warn("Cannot note where the attempt ran out of memory", e);
      }
    }

    private void begin(TopicStart start) throws IOException {
      close();
      topic = start.topic();
      offset = -1;
      decoder = new TopicDecoder(topic, () -> open(start), records);
      write(start);
    }

    private Decoder open(TopicStart start) throws IOException {
      Settings itsSettings = settings.forTopic(start.topic());
      Problems problems = new Problems();
      DecoderOptions options = DecoderOptions.read(itsSettings, problems);
      problems.throwIfAny();
      return decoders.open(
          options,
          start.topic(),
          itsSettings.withoutSecrets().all().stream()
              .collect(Collectors.toMap(Setting::name, Setting::text)),
          switch (start.errors()) {
            case JUDGED -> Unasked.WAITS;
            case ACCEPTED -> Unasked.IS_BAD;
          });
    }

    private void decode(FetchedRecord fetched) throws IOException {
      if (decoder == null) {
        throw new IllegalStateException("A record came before its topic's start");
      }
      kafkaPartition = fetched.coordinates().kafkaPartition();
      offset = fetched.coordinates().offset();
      if (!fetched.hasValue()) {
        totals.count(TaskCounter.TOMBSTONES);
        write(new DroppedRecord(fetched.coordinates(), Gap.Kind.TOMBSTONE));
        return;
      }
      long bytes = fetched.value().remaining();
      try {
        decoder.decode(fetched, out);
      } catch (BadRecordException e) {
        bad(fetched, e);
      }
      totals.record(bytes);
    }

    private void bad(FetchedRecord fetched, BadRecordException error) throws IOException {
      totals.count(TaskCounter.BAD_RECORDS);
      write(BadRecord.of(fetched, error));
    }

    private void write(TaskItem item) throws IOException {
      try {
        context.write(NullWritable.get(), item);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new java.io.InterruptedIOException("Interrupted while a record was written");
      }
    }

    void close() throws IOException {
      if (decoder != null) {
        decoder.close();
        decoder = null;
      }
      totals.report();
    }
  }
}
