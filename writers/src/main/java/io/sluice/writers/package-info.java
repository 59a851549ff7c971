/** Files out: formats, rolling, time partitions. Knows nothing of Kafka's client. */
@NullMarked
package io.sluice.writers;

import org.jspecify.annotations.NullMarked;
