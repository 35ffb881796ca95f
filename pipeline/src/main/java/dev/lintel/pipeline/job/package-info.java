/**
 * How a job is run, whichever it is: {@link dev.lintel.pipeline.job.JobRun} holds the job's key if
 * it has one, runs the pipeline, and reports what became of it. What several jobs read from their
 * options, and where they put what was rejected, is here too.
 */
package dev.lintel.pipeline.job;
