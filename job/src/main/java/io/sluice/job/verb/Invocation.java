package io.sluice.job.verb;

import io.sluice.job.config.Ingestion;
import io.sluice.job.config.Where;
import java.time.Clock;
import org.apache.hadoop.conf.Configuration;

/**
 * One call of a verb.
 *
 * @param hadoop configuration with the generic options in it
 * @param flags the verb's own
 */
public record Invocation(
    Ingestion ingestion,
    Configuration hadoop,
    Where where,
    Clock clock,
    Console console,
    Flags flags) {}
