/** Whether a topic is still the one that a run was planned on. */
@NullMarked
package io.sluice.mapper.check.kafka;

import org.jspecify.annotations.NullMarked;
