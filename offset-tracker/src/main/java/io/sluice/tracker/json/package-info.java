/**
 * The JSON form that entries, plans and manifests share: reading and writing as a stream, and the
 * values that occur in more than one of them. A reader refuses what it does not know, since an
 * older Sluice that carried state forward would drop it.
 */
@NullMarked
package io.sluice.tracker.json;

import org.jspecify.annotations.NullMarked;
