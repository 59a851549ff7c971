/** What is packed, looked at and started as an operator would. */
@NullMarked
package io.sluice.dist;

import org.jspecify.annotations.NullMarked;
