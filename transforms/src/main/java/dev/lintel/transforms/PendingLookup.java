package dev.lintel.transforms;

import java.util.List;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/**
 * An element that waits for the rows of its keys. Used within one bundle.
 *
 * @param keys the valid keys of the element
 * @param error why one of its keys is invalid; null if all are valid
 */
record PendingLookup<T>(
    T element,
    List<LookupKey> keys,
    @Nullable RowError error,
    Instant timestamp,
    BoundedWindow window,
    PaneInfo pane) {}
