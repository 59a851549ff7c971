/**
 * The interface of a verb: it is given a checked configuration and its flags, and returns an exit
 * code. It is a package of its own so that the verbs need not know the command line.
 */
@NullMarked
package io.sluice.job.verb;

import org.jspecify.annotations.NullMarked;
