package dev.lintel.transforms;

import java.util.List;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/**
 * An element that waits for the rows of its keys. Lives within a bundle.
 *
 * @param keys without those that are no key of the table
 * @param error why one of its keys is none; null if all are
 */
record PendingLookup<T>(
    T element,
    List<LookupKey> keys,
    @Nullable RowError error,
    Instant timestamp,
    BoundedWindow window,
    PaneInfo pane) {}
