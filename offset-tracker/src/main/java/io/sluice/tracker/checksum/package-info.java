/** {@link io.sluice.tracker.checksum.Sha256}, which all layers above use. */
@NullMarked
package io.sluice.tracker.checksum;

import org.jspecify.annotations.NullMarked;
