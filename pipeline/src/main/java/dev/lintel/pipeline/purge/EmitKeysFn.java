package dev.lintel.pipeline.purge;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.ResultSet;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.lintel.transforms.KeyParts;
import dev.lintel.transforms.PartitionFn;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;

/**
 * Emits the rows of a query as keys.
 *
 * @param positions of the columns of the key
 */
record EmitKeysFn(ImmutableList<Integer> positions) implements PartitionFn<Key> {
  @Override
  public void process(Part part, ResultSet rows, OutputReceiver<Key> out) {
    while (rows.next()) {
      out.output(KeyParts.keyOf(Lists.transform(positions, rows::getValue)));
    }
  }
}
