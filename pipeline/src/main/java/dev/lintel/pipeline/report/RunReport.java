package dev.lintel.pipeline.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import dev.lintel.connection.ConnectionStatistics;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.summary.RejectionReason;
import dev.lintel.pipeline.summary.RowSamples;
import dev.lintel.pipeline.summary.RunSummary;
import java.util.Optional;

/**
 * What the report of a run says. Immutable.
 *
 * @param command the command that repeats the run
 * @param databases those that it worked on, by resource name, its own first
 * @param launcher the runner and the process
 * @param status with which the command ends
 * @param message why the run failed or was skipped
 * @param samples of the counters while it ran
 * @param rejections how many records were rejected, by reason, the most frequent first
 * @param examples rejected records, as they were written; empty unless the user asked for them
 * @param connections what the run's connections have done
 * @param sections those of the job
 */
public record RunReport(
    RunSummary summary,
    String command,
    ImmutableList<String> databases,
    String launcher,
    ExitStatus status,
    Optional<String> message,
    ImmutableList<RowSamples.Sample> samples,
    ImmutableMap<RejectionReason, Long> rejections,
    ImmutableListMultimap<RejectionReason, String> examples,
    ConnectionStatistics connections,
    ImmutableList<ReportSection> sections) {}
