/** Tests of the decoders. */
@NullMarked
package io.sluice.mapper.decode;

import org.jspecify.annotations.NullMarked;
