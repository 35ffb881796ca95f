package dev.lintel.transforms;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/** The part of a transform's result that Beam needs: all output collections by tag. */
public abstract class TaggedOutputs implements POutput {
  private final Pipeline pipeline;
  private final ImmutableMap<TupleTag<?>, PValue> outputs;

  protected TaggedOutputs(Pipeline pipeline, Map<? extends TupleTag<?>, ? extends PValue> outputs) {
    this.pipeline = pipeline;
    this.outputs = ImmutableMap.copyOf(outputs);
  }

  @Override
  public final Pipeline getPipeline() {
    return pipeline;
  }

  @Override
  public final Map<TupleTag<?>, PValue> expand() {
    return outputs;
  }

  @Override
  public final void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}
