@NullMarked
package io.sluice.mapper.address;

import org.jspecify.annotations.NullMarked;
