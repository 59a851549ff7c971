/**
 * The client's identity on a secured cluster. {@link io.sluice.job.login.Login} is entered once,
 * before any request to the cluster; no other class logs in to the cluster.
 */
@NullMarked
package io.sluice.job.login;

import org.jspecify.annotations.NullMarked;
