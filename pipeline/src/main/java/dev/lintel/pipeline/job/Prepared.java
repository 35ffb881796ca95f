package dev.lintel.pipeline.job;

import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;

/**
 * A run that is ready to start.
 *
 * @param pipeline built, not yet run
 * @param signals completion signals of the pipeline; asked for at most once, and only if the run is
 *     recorded, because calling it may add steps that count rows
 */
public record Prepared(Pipeline pipeline, Supplier<CompletionSignals> signals, Ending ending) {}
