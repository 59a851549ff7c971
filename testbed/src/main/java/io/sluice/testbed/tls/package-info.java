/** A private CA and the certificates that it signs. */
@NullMarked
package io.sluice.testbed.tls;

import org.jspecify.annotations.NullMarked;
