/** {@code ./lintel export}: a consistent snapshot of a database as files. */
package dev.lintel.pipeline.exports;
