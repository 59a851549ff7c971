/**
 * The proof that the packed job jar runs on a stock cluster of another Hadoop, whose containers
 * find only a Java that is too old: records in, two runs by {@code hadoop jar}, and what readers
 * that are not ours find landed is held against what was produced.
 */
@NullMarked
package io.sluice.testbed.compat;

import org.jspecify.annotations.NullMarked;
