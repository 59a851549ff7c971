/** The identity with which the tasks of a run log in to Kafka. */
@NullMarked
package io.sluice.job.login.kafka;

import org.jspecify.annotations.NullMarked;
