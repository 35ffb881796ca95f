/** How every transform reports a record that failed: {@link dev.lintel.failure.FailedRecord}. */
package dev.lintel.failure;
