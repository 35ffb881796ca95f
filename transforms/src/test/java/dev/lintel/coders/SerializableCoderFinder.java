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
 * Finds the steps of a pipeline whose elements would go through Java serialization, for tests of
 * the graphs that this project builds.
 *
 * <p>It sees the coder of every PCollection, and the coders inside it. It does not see what a
 * runner adds later: the accumulators of a combine, the state of a DoFn. It passes over the Source
 * that Beam's own Read and Create send once for each of their splits: those are no rows.
 */
public final class SerializableCoderFinder {
  private SerializableCoderFinder() {}

  /**
   * Walks a graph.
   *
   * @param pipeline built, run or not
   * @return one line for each PCollection with a SerializableCoder anywhere in its coder: the full
   *     name of the step that makes it and the coder; empty if there is none
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
