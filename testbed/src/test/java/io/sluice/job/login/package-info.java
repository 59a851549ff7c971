/** Logins on a real KDC. */
@NullMarked
package io.sluice.job.login;

import org.jspecify.annotations.NullMarked;
