package io.sluice.testbed.tour.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

class EventsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:20:00Z");
  private static final int HEADER = 5;

  @Test
  void theFirstRoundCoversThePastHoursAndLaterOnesHaveSomeLateEventsToo() {
    EventRound first = EventRound.of(1, NOW);
    EventRound second = EventRound.of(2, NOW);
    Random random = second.random("t");
    assertEquals(Instant.parse("2026-03-01T07:00:00Z"), first.start());
    assertEquals(Instant.parse("2026-03-01T10:00:00Z"), first.end());
    List<Instant> times = random.ints(2_000).mapToObj(any -> second.time(random)).toList();
    assertTrue(times.stream().allMatch(time -> time.isBefore(NOW)));
    assertTrue(times.stream().anyMatch(time -> time.isBefore(second.start())));
  }

  @Test
  void ordersOfTheNewSchemaAreReadByIt() throws IOException {
    FramedAvro avro = new FramedAvro(7, ShopSchemas.laterOrder());
    byte[] value = new Orders(avro).round(EventRound.of(2, NOW)).get(0).to("orders").value();
    assertEquals(7, value[HEADER - 1]);
    GenericRecord order =
        new GenericDatumReader<GenericRecord>(avro.schema())
            .read(
                null,
                DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null));
    assertEquals(6_000L, order.get("order_id"));
  }

  @Test
  void aRegistryTakesTheNewOrderAfterTheOld() throws IOException {
    assertEquals(
        SchemaCompatibilityType.COMPATIBLE,
        SchemaCompatibility.checkReaderWriterCompatibility(
                ShopSchemas.laterOrder(), ShopSchemas.parsed("order"))
            .getType());
  }

  @Test
  void goodPageViewsAreJson() throws IOException {
    ObjectMapper json = new ObjectMapper();
    for (ShopEvent event : new PageViews().round(EventRound.of(1, NOW))) {
      if (event.kind() == ShopEvent.Kind.GOOD) {
        assertFalse(
            json.readTree(event.to("page-views").value()).path("viewed_at").isMissingNode());
      }
    }
  }

  @Test
  void oneRoundHasATombstoneAndSomeBrokenPageViews() throws IOException {
    EventRound round = EventRound.of(1, NOW);
    List<ShopEvent> payments =
        new Payments(new FramedAvro(1, ShopSchemas.parsed("payment"))).round(round);
    assertEquals(1, count(payments, ShopEvent.Kind.TOMBSTONE));
    assertEquals(3, count(new PageViews().round(round), ShopEvent.Kind.BROKEN));
  }

  private static long count(List<ShopEvent> events, ShopEvent.Kind kind) {
    return events.stream().filter(event -> event.kind() == kind).count();
  }
}
