/** The job that reads files into tables; {@code import} itself is a keyword. */
package dev.lintel.pipeline.imports;
