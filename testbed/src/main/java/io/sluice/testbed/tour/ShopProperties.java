package io.sluice.testbed.tour;

import io.sluice.testbed.tour.events.Shop;
import java.nio.file.Path;

/** The configuration of the tour's ingestion: plain enough to be copied. */
final class ShopProperties {
  private ShopProperties() {}

  static String text(String bootstrapServers, String registry, String topicsDir, Path schemaFile) {
    return """
    # One ingestion: what it reads, and where that lands
    name=shop
    topics=%s
    kafka.bootstrap.servers=%s
    topics.dir=%s

    # Avro with its schemas in a registry, landed as Parquet
    value.format=confluent-avro
    schema.registry.url=%s
    format=parquet

    # The directory of a record is the hour of its own time: the first of these fields that it has
    timestamp.extractor=RecordField
    timestamp.field=placed_at,paid_at,viewed_at

    # What is different for some topics
    overrides=archive,web
    overrides.archive.topics=%s
    overrides.archive.format=avro
    overrides.web.topics=%s
    overrides.web.value.format=json
    overrides.web.schema.file=%s
    """
        .formatted(
            String.join(",", Shop.topics()),
            bootstrapServers,
            topicsDir,
            registry,
            Shop.PAYMENTS,
            Shop.PAGE_VIEWS,
            schemaFile.toUri());
  }
}
