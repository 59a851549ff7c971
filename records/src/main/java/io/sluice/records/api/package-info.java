/**
 * The interfaces for code of users. The configuration names the class, and {@code -libjars} passes
 * its jar. The interfaces use types of the JDK only, because the job's own Avro is relocated: its
 * types differ from those that a user compiled against. A schema is its JSON text, a body is Avro
 * binary in a {@link java.nio.ByteBuffer}.
 *
 * <p>Each implementation has a public constructor without arguments. One object serves one topic
 * within one task and is called by one thread.
 */
@NullMarked
package io.sluice.records.api;

import org.jspecify.annotations.NullMarked;
