package dev.lintel.transforms;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.ResultSet;
import java.io.Serializable;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;

/**
 * What is to be done with the rows of a partition while they stream from Spanner: for consumers
 * that want them one after the other, in one place, such as a writer of files.
 *
 * <p>Called once for each partition, from a bundle of its own or shared with others; a bundle that
 * fails is tried again, so that one partition may be processed more than once, at the same time
 * even, and the outputs of one attempt only are kept. Has to be thread-safe: instances are shared.
 *
 * @param <T> the outputs
 */
public interface PartitionFn<T> extends Serializable {

  /**
   * Which part of the snapshot it is.
   *
   * @param read the name of the read
   * @param number which partition of that read, from 0
   * @param count how many partitions the read has, at least 1
   * @param readTimestamp the snapshot's, the same for all reads
   */
  record Part(String read, int number, int count, Timestamp readTimestamp) {}

  /**
   * Takes the rows, all of them or no more than it needs.
   *
   * @param rows before the first; closed by the caller
   * @throws Exception whatever is to fail the bundle
   */
  void process(Part part, ResultSet rows, OutputReceiver<T> out) throws Exception;
}
