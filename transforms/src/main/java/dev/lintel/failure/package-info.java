/** What a failure looks like, for every transform: {@link dev.lintel.failure.FailedRecord}. */
package dev.lintel.failure;
