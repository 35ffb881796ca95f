/**
 * How a job is run, whichever it is: {@link dev.lintel.pipeline.job.JobRun} holds the job's key if
 * it has one, runs the pipeline, and reports what became of it.
 */
package dev.lintel.pipeline.job;
