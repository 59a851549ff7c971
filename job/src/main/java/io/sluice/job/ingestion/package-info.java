/**
 * An ingestion with its places found and its store open: what the client, the Application Master
 * and the tasks all begin with.
 */
@NullMarked
package io.sluice.job.ingestion;

import org.jspecify.annotations.NullMarked;
