/** Network addresses of Kafka's brokers, and the reasons why one of them accepts no connection. */
@NullMarked
package io.sluice.mapper.address;

import org.jspecify.annotations.NullMarked;
