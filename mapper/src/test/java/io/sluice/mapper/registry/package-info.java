/** Tests of the registry client on a small server; the real registry is in the testbed. */
@NullMarked
package io.sluice.mapper.registry;

import org.jspecify.annotations.NullMarked;
