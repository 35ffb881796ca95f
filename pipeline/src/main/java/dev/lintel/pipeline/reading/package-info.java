/**
 * Reads the files of a job as a step of a pipeline, {@link
 * dev.lintel.pipeline.reading.ReadRecords}: in parts that several workers read, and in bundles of
 * bounded size.
 */
package dev.lintel.pipeline.reading;
