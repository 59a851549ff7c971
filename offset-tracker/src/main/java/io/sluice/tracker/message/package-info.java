/** Parts of messages. */
@NullMarked
package io.sluice.tracker.message;

import org.jspecify.annotations.NullMarked;
