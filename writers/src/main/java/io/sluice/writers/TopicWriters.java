package io.sluice.writers;

import io.sluice.options.Problems;
import io.sluice.options.Setting;
import io.sluice.options.Settings;
import io.sluice.records.TopicStart;
import io.sluice.records.api.EventTime;
import io.sluice.records.landing.LandingSchema;
import io.sluice.records.landing.QuarantineSchema;
import io.sluice.records.row.QuarantineEncoder;
import io.sluice.records.row.RowEncoder;
import io.sluice.tracker.entry.StagedFile;
import io.sluice.tracker.staging.StagedPaths;
import io.sluice.tracker.store.Staging;
import io.sluice.writers.file.FileCodec;
import io.sluice.writers.file.RecordFiles;
import io.sluice.writers.file.RowMemory;
import io.sluice.writers.time.EventTimes;
import io.sluice.writers.time.Extractor;
import io.sluice.writers.time.TimePartitions;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/** Makes the writer of each topic by the settings that hold for it. */
final class TopicWriters implements AutoCloseable {
  /**
   * Of the heap, for rows that open files hold; the rest is for what is read and sent meanwhile.
   */
  private static final double OPEN_SHARE = 0.4;

  /** Of the heap, for rows that wait for their file to be opened. */
  private static final double WAITING_SHARE = 0.1;

  private static final long FILE_BYTES = 128L << 20;

  private final StagedPaths paths;
  private final Staging staging;
  private final Settings settings;
  private final InstantSource clock;
  private final RowMemory memory;
  private final long waitingBytes;
  private final Map<FileCodec, RecordFiles> files = new HashMap<>();
  private final IntSupplier numbers = new Numbers();
  private final String quarantineDay;

  /** Numbers files over all topics of the attempt. */
  private static final class Numbers implements IntSupplier {
    private int last = -1;

    @Override
    public int getAsInt() {
      return ++last;
    }
  }

  TopicWriters(
      StagedPaths paths, Staging staging, Settings settings, InstantSource clock, long heapBytes) {
    this.paths = paths;
    this.staging = staging;
    this.settings = settings;
    this.clock = clock;
    this.memory = new RowMemory((long) (OPEN_SHARE * heapBytes), FILE_BYTES);
    this.waitingBytes = (long) (WAITING_SHARE * heapBytes);
    this.quarantineDay = "dt=" + clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
  }

  TopicWriter begin(TopicStart start) throws IOException {
    Settings ofTopic = settings.forTopic(start.topic());
    Problems problems = new Problems();
    WriterOptions options = WriterOptions.read(ofTopic, problems);
    problems.throwIfAny();
    LandingSchema landing = LandingSchema.parse(start.landingSchema());
    TopicFiles topicFiles =
        new TopicFiles(
            paths,
            staging,
            start.topic(),
            numbers,
            new TopicFiles.Limits(options.fileBytes(), options.openFiles(), waitingBytes));
    return new TopicWriter(
        start,
        new TopicWriter.Tools(
            new RowEncoder(landing),
            options.format().rowCheck(),
            new QuarantineEncoder(paths.runId()),
            recordTime(landing, options.extractor(), eventTime(start, options, ofTopic)),
            new TimePartitions(options.pathFormat(), options.zone()),
            topicFiles,
            new TopicFiles.Target(
                StagedFile.Kind.DATA,
                start.directory(),
                start.directory(),
                files(options.codec()),
                landing.schema(),
                FileMetadata.ofData(paths.runId(), start, landing)),
            new TopicFiles.Target(
                StagedFile.Kind.QUARANTINE,
                start.quarantineDirectory(),
                start.directory(),
                files(options.quarantineCodec()),
                QuarantineSchema.schema(),
                FileMetadata.ofQuarantine(paths.runId(), start)),
            quarantineDay));
  }

  private RecordFiles files(FileCodec codec) {
    return files.computeIfAbsent(codec, each -> each.open(memory));
  }

  /**
   * A field is sought in what lands, where it has its present name and its default; users' code
   * gets the record as it was written.
   */
  private static TopicWriter.RecordTime recordTime(
      LandingSchema landing, Extractor extractor, EventTime time) {
    if (extractor.readsFields()) {
      String value = landing.valueSchema().toString();
      return (record, row) -> time.millis(value, row, record.coordinates());
    }
    return (record, row) ->
        time.millis(record.schema().text(), record.body(), record.coordinates());
  }

  private EventTime eventTime(TopicStart start, WriterOptions options, Settings ofTopic)
      throws IOException {
    Map<String, String> texts =
        ofTopic.withoutSecrets().all().stream()
            .collect(Collectors.toMap(Setting::name, Setting::text, (first, later) -> later));
    return EventTimes.open(
        options.extractor(),
        options.timestampFields(),
        options.zone(),
        clock,
        start.topic(),
        texts);
  }

  @Override
  public void close() {
    files.values().forEach(RecordFiles::close);
    files.clear();
  }
}
