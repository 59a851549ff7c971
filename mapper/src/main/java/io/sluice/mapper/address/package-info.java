/** Network addresses of Kafka's brokers, and why one of them takes no connection. */
@NullMarked
package io.sluice.mapper.address;

import org.jspecify.annotations.NullMarked;
