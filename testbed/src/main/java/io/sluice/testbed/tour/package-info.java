/**
 * {@code scripts/quickstart.sh}: a guided tour of Sluice on a real broker and a real schema
 * registry, with {@code --cluster} on a real HDFS and YARN as well. Each step runs what a user
 * would type, shows it, and must end as it should.
 */
@NullMarked
package io.sluice.testbed.tour;

import org.jspecify.annotations.NullMarked;
