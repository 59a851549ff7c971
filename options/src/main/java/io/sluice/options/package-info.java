/**
 * Configuration keys, each with its type, default, unit and documentation in one place.
 *
 * <p>Reading a configuration names all its problems at once, an unknown key with the nearest known
 * one. Every other module may know this one; it knows only the JDK.
 */
@NullMarked
package io.sluice.options;

import org.jspecify.annotations.NullMarked;
