package io.sluice.mapper.kafka;

import io.sluice.records.FetchedRecord;
import io.sluice.records.api.Header;
import io.sluice.records.api.TimestampType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Fills the one {@link FetchedRecord} with what the consumer gives, without a copy. */
final class RecordFiller {
  private final FetchedRecord fetched = new FetchedRecord();

  /** One object for all records: headers are made only for whoever asks for them. */
  private final Supplier<List<Header>> headers = this::headers;

  private Iterable<org.apache.kafka.common.header.Header> headersOfKafka = List.of();

  /** Good until the next {@link #fill}. */
  FetchedRecord record() {
    return fetched;
  }

  void fill(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
    headersOfKafka = record.headers();
    fetched
        .coordinates()
        .at(record.topic(), record.partition(), record.offset())
        .stamped(record.timestamp(), typeOf(record))
        .headed(headers);
    ByteBuffer key = record.key();
    if (key != null) {
      fetched.coordinates().keyed(key);
    }
    ByteBuffer value = record.value();
    if (value == null) {
      fetched.withoutValue();
    } else {
      fetched.valued(value);
    }
  }

  private static TimestampType typeOf(ConsumerRecord<?, ?> record) {
    return switch (record.timestampType()) {
      case NO_TIMESTAMP_TYPE -> TimestampType.NONE;
      case CREATE_TIME -> TimestampType.CREATE_TIME;
      case LOG_APPEND_TIME -> TimestampType.LOG_APPEND_TIME;
    };
  }

  private List<Header> headers() {
    List<Header> made = new ArrayList<>();
    for (org.apache.kafka.common.header.Header header : headersOfKafka) {
      byte[] value = header.value();
      made.add(
          value == null
              ? Header.withoutValue(header.key())
              : Header.of(header.key(), ByteBuffer.wrap(value)));
    }
    return made;
  }
}
