/**
 * A Kerberos realm of this machine: {@link io.sluice.testbed.kerberos.Kdc} issues keytabs and
 * tickets on 127.0.0.1.
 */
@NullMarked
package io.sluice.testbed.kerberos;

import org.jspecify.annotations.NullMarked;
