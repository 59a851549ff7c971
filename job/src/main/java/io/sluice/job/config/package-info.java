/**
 * The configuration of an ingestion, put together of the options of all parts: its files laid over
 * one another, its contradictions reported, its directories resolved. It knows no Kafka client and
 * starts nothing.
 */
@NullMarked
package io.sluice.job.config;

import org.jspecify.annotations.NullMarked;
