/**
 * The entry point of the packed job jar. Java 8 byte code, alone in the house, so that an old Java
 * can still say that it is too old; hence not marked {@code @NullMarked}, which Java 8 cannot load.
 * Nothing here is null all the same: NullAway takes every package of the house as marked.
 */
package io.sluice;
