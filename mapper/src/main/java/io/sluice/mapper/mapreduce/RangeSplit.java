package io.sluice.mapper.mapreduce;

import io.sluice.records.TopicStart;
import io.sluice.records.TopicStart.Errors;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.run.Piece;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.InputSplit;

/**
 * The work of one task. It exists only during its job, so its binary form has no version.
 *
 * <p>MapReduce orders splits by {@link #getLength}, the largest first, and numbers its tasks
 * accordingly. The plan uses the same order; the record reader checks this.
 */
public final class RangeSplit extends InputSplit implements Writable {
  private int task;
  private long bytes;
  private List<TopicStart> topics;

  /** For MapReduce, which calls {@link #readFields}. */
  public RangeSplit() {
    this(0, 0, List.of());
  }

  /**
   * Makes a split.
   *
   * @param task number in the plan
   * @param bytes estimated
   * @param topics in reading order
   */
  public RangeSplit(int task, long bytes, List<TopicStart> topics) {
    this.task = task;
    this.bytes = bytes;
    this.topics = List.copyOf(topics);
  }

  int task() {
    return task;
  }

  List<TopicStart> topics() {
    return topics;
  }

  @Override
  public long getLength() {
    return bytes;
  }

  /**
   * There are none, because Kafka's brokers rarely run on the cluster's nodes, and a task reads
   * from several.
   */
  @Override
  public String[] getLocations() {
    return new String[0];
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(task);
    out.writeLong(bytes);
    out.writeInt(topics.size());
    for (TopicStart work : topics) {
      Text.writeString(out, work.topic());
      Text.writeString(out, work.topicId());
      Text.writeString(out, work.landingSchema());
      Text.writeString(out, work.directory());
      Text.writeString(out, work.quarantineDirectory());
      Text.writeString(out, work.errors().name());
      out.writeInt(work.pieces().size());
      for (Piece piece : work.pieces()) {
        out.writeInt(piece.range().kafkaPartition().number());
        out.writeLong(piece.range().start());
        out.writeLong(piece.range().end());
        out.writeInt(piece.ledgerEpoch());
        out.writeInt(piece.fileGroup());
      }
    }
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    task = in.readInt();
    bytes = in.readLong();
    int count = in.readInt();
    List<TopicStart> read = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String topic = Text.readString(in);
      String topicId = Text.readString(in);
      String landingSchema = Text.readString(in);
      String directory = Text.readString(in);
      String quarantineDirectory = Text.readString(in);
      Errors errors = Errors.valueOf(Text.readString(in));
      read.add(
          new TopicStart(
              topic,
              topicId,
              landingSchema,
              directory,
              quarantineDirectory,
              errors,
              pieces(topic, in)));
    }
    topics = List.copyOf(read);
  }

  private static List<Piece> pieces(String topic, DataInput in) throws IOException {
    int count = in.readInt();
    List<Piece> pieces = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      KafkaPartition kafkaPartition = new KafkaPartition(topic, in.readInt());
      OffsetRange range = new OffsetRange(kafkaPartition, in.readLong(), in.readLong());
      pieces.add(new Piece(range, in.readInt(), in.readInt()));
    }
    return pieces;
  }
}
