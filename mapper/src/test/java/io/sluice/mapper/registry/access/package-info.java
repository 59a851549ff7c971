@NullMarked
package io.sluice.mapper.registry.access;

import org.jspecify.annotations.NullMarked;
