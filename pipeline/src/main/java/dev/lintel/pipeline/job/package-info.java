/**
 * What a job is, whichever it is, and how it is run. Implement {@link dev.lintel.pipeline.job.Job}
 * for a new one: it says what it needs ({@link dev.lintel.pipeline.job.Needs}) and prepares its
 * pipeline ({@link dev.lintel.pipeline.job.Prepared}). A run holds the job's key if there is one,
 * shows progress, and reports its result.
 */
package dev.lintel.pipeline.job;
