/**
 * A format of landed files: rows of a landing schema in, bytes into a staged file out, and back.
 * The formats themselves have a package each.
 */
@NullMarked
package io.sluice.writers.file;

import org.jspecify.annotations.NullMarked;
