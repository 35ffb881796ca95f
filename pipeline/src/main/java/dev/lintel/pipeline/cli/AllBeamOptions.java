package dev.lintel.pipeline.cli;

import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.extensions.gcp.options.GcsOptions;
import org.apache.beam.sdk.extensions.gcp.options.GoogleApiDebugOptions;
import org.apache.beam.sdk.io.gcp.bigquery.TestBigQueryOptions;
import org.apache.beam.sdk.io.gcp.bigtable.changestreams.BigtableChangeStreamTestOptions;
import org.apache.beam.sdk.io.gcp.firestore.FirestoreOptions;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubOptions;
import org.apache.beam.sdk.options.ApplicationNameOptions;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.options.ManualDockerEnvironmentOptions;
import org.apache.beam.sdk.options.PortablePipelineOptions;
import org.apache.beam.sdk.options.RemoteEnvironmentOptions;
import org.apache.beam.sdk.options.SdkHarnessOptions;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.beam.sdk.transforms.resourcehints.ResourceHintsOptions;
import org.apache.beam.sdk.util.construction.ExternalTranslationOptions;

/**
 * The options of Beam, of its connectors and of Dataflow in one interface, so that they can be
 * registered at once. It may lack an interface; that one is registered by itself then, which takes
 * longer. Public because Beam makes a class of it.
 */
public interface AllBeamOptions
    extends ApplicationNameOptions,
        BigtableChangeStreamTestOptions,
        DataflowPipelineOptions,
        ExperimentalOptions,
        ExternalTranslationOptions,
        FirestoreOptions,
        GcpOptions,
        GcsOptions,
        GoogleApiDebugOptions,
        ManualDockerEnvironmentOptions,
        PortablePipelineOptions,
        PubsubOptions,
        RemoteEnvironmentOptions,
        ResourceHintsOptions,
        SdkHarnessOptions,
        StreamingOptions,
        TestBigQueryOptions {}
