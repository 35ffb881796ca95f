package dev.lintel.coders;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.Source;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PValue;

/**
 * Finds the steps of a pipeline whose elements would be encoded by Java serialization, for tests of
 * the graphs that this project builds.
 *
 * <p>It finds the coder of every PCollection and the coders inside it. It does not find coders that
 * a runner adds later: of the accumulators of a combine, of the state of a DoFn. It ignores the
 * Source that Beam's own Read and Create send for each of their splits, because it is not a row.
 */
public final class SerializableCoderFinder {
  private SerializableCoderFinder() {}

  /**
   * Searches a graph.
   *
   * @param pipeline the pipeline, which need not have run
   * @return one line for each PCollection with a SerializableCoder anywhere in its coder: the full
   *     name of the step that outputs it, and the coder
   */
  public static List<String> findIn(Pipeline pipeline) {
    Set<String> found = new LinkedHashSet<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public void visitValue(PValue value, Node producer) {
            if (value instanceof PCollection<?> collection
                && hasSerializableCoder(collection.getCoder())) {
              found.add(producer.getFullName() + ": " + collection.getCoder());
            }
          }
        });
    return new ArrayList<>(found);
  }

  private static boolean hasSerializableCoder(Coder<?> coder) {
    return (coder instanceof SerializableCoder<?> serializable
            && !Source.class.isAssignableFrom(serializable.getRecordType()))
        || coder.getCoderArguments().stream()
            .anyMatch(SerializableCoderFinder::hasSerializableCoder);
  }
}
