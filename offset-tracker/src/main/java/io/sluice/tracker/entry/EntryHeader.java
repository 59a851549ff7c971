package io.sluice.tracker.entry;

/**
 * What every entry says of itself.
 *
 * @param version its number, from 1
 * @param runId the run that appends it; for a person's act the act's own id
 * @param writtenAt epoch millis on the writer's clock, for people
 * @param writtenBy tool and version
 * @param user who ran it
 * @param clusterId Kafka's cluster id
 * @param fileSystem URI of the file system the paths belong to
 * @param previous checksum of the entry before, empty for version 1
 */
public record EntryHeader(
    String ingestion,
    long version,
    String runId,
    long writtenAt,
    String writtenBy,
    String user,
    String clusterId,
    String fileSystem,
    String previous) {}
