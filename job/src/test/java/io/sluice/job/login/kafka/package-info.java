@NullMarked
package io.sluice.job.login.kafka;

import org.jspecify.annotations.NullMarked;
