/**
 * Code of users, as it comes with {@code -libjars}: it knows the public interfaces and the JDK, and
 * nothing else of ours.
 */
@NullMarked
package io.sluice.testbed.endtoend.users;

import org.jspecify.annotations.NullMarked;
