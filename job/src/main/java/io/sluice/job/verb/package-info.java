/**
 * What a verb is to the command line: something that is given a checked configuration and its
 * flags, and answers with an exit code. It stands apart so that the verbs need not know the command
 * line.
 */
@NullMarked
package io.sluice.job.verb;

import org.jspecify.annotations.NullMarked;
