package io.sluice.tracker.entry;

/**
 * The fields that every entry has.
 *
 * @param ledgerId the random ID that distinguishes this ledger from every other, whatever its name
 * @param version its number, from 1
 * @param runId the run that appends it; for a person's act the act's own id
 * @param writtenAt epoch millis on the writer's clock, for people
 * @param writtenBy tool and version
 * @param user who ran it
 * @param clusterId Kafka's cluster id
 * @param fileSystem URI of the file system that the paths belong to, as it was called when the
 *     entry was written: names change, so it is for people and for a check, and no part of a path
 * @param previous checksum of the entry before, empty for version 1
 */
public record EntryHeader(
    String ingestion,
    String ledgerId,
    long version,
    String runId,
    long writtenAt,
    String writtenBy,
    String user,
    String clusterId,
    String fileSystem,
    String previous) {}
