@NullMarked
package io.sluice.testbed.kerberos;

import org.jspecify.annotations.NullMarked;
