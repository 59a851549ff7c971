/**
 * The JSON form of the files of the state directory. A form names each component of a record once,
 * for writing and reading alike: {@link io.sluice.tracker.json.RecordForm} holds the fields, {@link
 * io.sluice.tracker.json.JsonFile} the file around them, and {@code SharedForms} the records that
 * occur in more than one kind of file. Both work on a stream. A reader refuses what it does not
 * know, since an older Sluice that carried state forward would drop it.
 */
@NullMarked
package io.sluice.tracker.json;

import org.jspecify.annotations.NullMarked;
