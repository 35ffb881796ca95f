package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Instant;

/** A mutation that waits to be committed, with what Beam knows about it. Used within one bundle. */
record PendingRow(Mutation mutation, Instant timestamp, BoundedWindow window, PaneInfo pane) {}
