/**
 * Files out. {@link io.sluice.writers.TaskWriter} hears what a task reads and writes it into staged
 * files: {@code writers.time} says which time partition a record belongs to, {@code writers.file}
 * makes the bytes. What became of each offset goes into the manifest.
 */
@NullMarked
package io.sluice.writers;

import org.jspecify.annotations.NullMarked;
