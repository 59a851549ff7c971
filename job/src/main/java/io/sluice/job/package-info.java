/**
 * The client, its commands, and the Application Master's side; the only module that connects the
 * parts.
 */
@NullMarked
package io.sluice.job;

import org.jspecify.annotations.NullMarked;
