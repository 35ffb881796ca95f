/**
 * Loads rows into the tables of a database, wherever the rows come from. {@link
 * dev.lintel.pipeline.load.LoadTarget} creates what the database lacks, and {@link
 * dev.lintel.pipeline.load.LoadSteps} writes rows level by level and finishes the schema after
 * them.
 */
package dev.lintel.pipeline.load;
