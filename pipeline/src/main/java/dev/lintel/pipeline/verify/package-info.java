/** {@code ./lintel verify}: compares a database with another one, or with an export. */
package dev.lintel.pipeline.verify;
