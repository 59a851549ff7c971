/** The rules of the house: which module may know which, and what only some packages may do. */
@NullMarked
package io.sluice.house;

import org.jspecify.annotations.NullMarked;
