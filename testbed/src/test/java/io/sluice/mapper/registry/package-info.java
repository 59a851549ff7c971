/** The registry client against a real registry. */
@NullMarked
package io.sluice.mapper.registry;

import org.jspecify.annotations.NullMarked;
