/**
 * The stores of state and files: the store port, its three stores, and the staging of files. The
 * only package that renames or deletes.
 */
@NullMarked
package io.sluice.tracker.store;

import org.jspecify.annotations.NullMarked;
