package dev.lintel.transforms;

import com.google.cloud.spanner.Key;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Instant;

/** A key whose row waits to be deleted, with what Beam knows about it. Used within one bundle. */
record PendingKey(Key key, Instant timestamp, BoundedWindow window, PaneInfo pane) {}
