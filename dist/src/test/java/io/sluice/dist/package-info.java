/** Tests of the packed archive, which is inspected and started as an operator would start it. */
@NullMarked
package io.sluice.dist;

import org.jspecify.annotations.NullMarked;
