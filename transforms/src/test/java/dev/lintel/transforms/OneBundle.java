package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import dev.lintel.coders.MutationCoder;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Creates mutations that reach a transform in one bundle, by expanding one element just before it.
 */
final class OneBundle {
  private OneBundle() {}

  static PCollection<Mutation> of(Pipeline pipeline, List<Mutation> rows) {
    return pipeline
        .apply("Create", Create.of(List.of(rows)).withCoder(ListCoder.of(MutationCoder.of())))
        .apply("Flatten", FlatMapElements.into(TypeDescriptor.of(Mutation.class)).via(l -> l));
  }
}
