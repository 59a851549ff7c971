/**
 * The interface of a command, and the parts that several commands use: the options of a change, the
 * console, tables and JSON. The commands know this package, not the command line.
 */
@NullMarked
package io.sluice.job.command;

import org.jspecify.annotations.NullMarked;
