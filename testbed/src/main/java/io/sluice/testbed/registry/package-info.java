/**
 * A real schema registry that speaks Confluent's REST API, as a child process: Apicurio Registry,
 * storing in memory.
 */
@NullMarked
package io.sluice.testbed.registry;

import org.jspecify.annotations.NullMarked;
