package dev.lintel.pipeline.runs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.lintel.pipeline.ledger.RecordedRun;
import java.time.Instant;

/**
 * What {@code ./lintel runs} shows of a ledger. Immutable.
 *
 * @param runs the newest first
 * @param paused the keys of the paused jobs, and since when
 * @param now when it was read
 */
record History(
    ImmutableList<RecordedRun> runs,
    ImmutableSortedMap<String, Instant> paused,
    FreshnessReport freshness,
    Instant now) {}
