/**
 * The start offset of each Kafka partition, or the reason why it is not read: the selected topics,
 * the origin of each, the bounds of its logs, its holds and its expired offsets.
 */
@NullMarked
package io.sluice.job.planning.begin;

import org.jspecify.annotations.NullMarked;
