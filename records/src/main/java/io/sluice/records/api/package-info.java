/**
 * The interfaces for users' code, named by class in the configuration and passed by {@code
 * -libjars}. They speak in types of the JDK only: the job's own Avro is relocated, so a type of it
 * would not be the one that a user compiled against. A schema is its JSON text, a body is Avro
 * binary in a {@link java.nio.ByteBuffer}.
 *
 * <p>Each implementation has a public constructor without arguments. One object serves one topic
 * within one task and is called by one thread.
 */
@NullMarked
package io.sluice.records.api;

import org.jspecify.annotations.NullMarked;
