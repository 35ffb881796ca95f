package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.cloud.spanner.Struct;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/** The rows of a {@link ReadRows}, by the name of the read. */
public final class ReadRowsResult implements POutput {
  private final Pipeline pipeline;
  private final ReadRows spec;
  private final ImmutableList<TupleTag<Struct>> tags;
  private final ImmutableMap<TupleTag<?>, PValue> outputs;

  ReadRowsResult(
      Pipeline pipeline, ReadRows spec, List<TupleTag<Struct>> tags, PCollectionTuple outputs) {
    this.pipeline = pipeline;
    this.spec = spec;
    this.tags = ImmutableList.copyOf(tags);
    ImmutableMap.Builder<TupleTag<?>, PValue> rows = ImmutableMap.builder();
    tags.forEach(tag -> rows.put(tag, outputs.get(tag)));
    this.outputs = rows.buildOrThrow();
  }

  /** The rows of the only read there is. */
  public PCollection<Struct> getRows() {
    return getRows(onlyName());
  }

  /** The rows of a read; of a table, the read is named after it unless told otherwise. */
  @SuppressWarnings("unchecked") // Each tag is of its own collection.
  public PCollection<Struct> getRows(String name) {
    return (PCollection<Struct>) outputs.get(tags.get(indexOf(name)));
  }

  private String onlyName() {
    checkState(
        spec.getNames().size() == 1, "There are several reads, name one of %s", spec.getNames());
    return spec.getNames().get(0);
  }

  private int indexOf(String name) {
    int index = spec.getNames().indexOf(name);
    checkArgument(index >= 0, "There is no read named %s, only %s", name, spec.getNames());
    return index;
  }

  @Override
  public Pipeline getPipeline() {
    return pipeline;
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return outputs;
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}
