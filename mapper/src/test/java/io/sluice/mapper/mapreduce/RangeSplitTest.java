package io.sluice.mapper.mapreduce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.mapper.kafka.TopicWork;
import io.sluice.records.TopicStart.Errors;
import io.sluice.tracker.offset.KafkaPartition;
import io.sluice.tracker.offset.OffsetRange;
import io.sluice.tracker.run.Piece;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.DataOutputBuffer;
import org.junit.jupiter.api.Test;

class RangeSplitTest {
  @Test
  void comesBackFromItsBinaryFormWithASchemaOfAnyLength() throws IOException {
    String longSchema = "\"" + "x".repeat(100_000) + "\"";
    TopicWork work =
        new TopicWork(
            "clicks",
            "id",
            longSchema,
            "/data/clicks",
            "/data/.quarantine/clicks",
            Errors.ACCEPTED,
            List.of(
                new Piece(new OffsetRange(new KafkaPartition("clicks", 3), 7, 9), 4, 2),
                new Piece(new OffsetRange(new KafkaPartition("clicks", 5), 0, 1), -1, 2)));
    RangeSplit split = new RangeSplit(12, 345, List.of(work));

    DataOutputBuffer out = new DataOutputBuffer();
    split.write(out);
    DataInputBuffer in = new DataInputBuffer();
    in.reset(out.getData(), out.getLength());
    RangeSplit read = new RangeSplit();
    read.readFields(in);

    assertEquals(12, read.task());
    assertEquals(345, read.getLength());
    assertEquals(List.of(work), read.topics());
  }
}
