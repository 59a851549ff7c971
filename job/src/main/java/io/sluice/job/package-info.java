/**
 * The client, the verbs and the Application Master's side: the only place where the parts are put
 * together.
 */
@NullMarked
package io.sluice.job;

import org.jspecify.annotations.NullMarked;
