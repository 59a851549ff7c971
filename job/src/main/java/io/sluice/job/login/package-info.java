/**
 * The client's identity on a secured cluster. {@link io.sluice.job.login.Login} is entered once,
 * before anything of the cluster is asked; nothing else logs in to the cluster.
 */
@NullMarked
package io.sluice.job.login;

import org.jspecify.annotations.NullMarked;
