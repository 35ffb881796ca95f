/** Which tables and rows of a database a job takes, as its options say. */
package dev.lintel.pipeline.selection;
