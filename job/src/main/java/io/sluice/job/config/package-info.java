/**
 * The configuration of an ingestion, composed of the options of all parts. This package merges its
 * files, reports contradictions, and resolves its directories. It uses no Kafka client, and starts
 * nothing.
 */
@NullMarked
package io.sluice.job.config;

import org.jspecify.annotations.NullMarked;
