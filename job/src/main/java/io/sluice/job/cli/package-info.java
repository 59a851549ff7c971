/**
 * The command line: what is asked, of which verb, on which configuration, and which exit code its
 * end has. Loads nothing of Hadoop for {@code --help} and {@code --version}.
 */
@NullMarked
package io.sluice.job.cli;

import org.jspecify.annotations.NullMarked;
