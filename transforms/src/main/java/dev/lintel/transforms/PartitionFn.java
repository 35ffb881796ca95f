package dev.lintel.transforms;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.ResultSet;
import java.io.Serializable;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;

/**
 * Processes the rows of a partition while they stream from Spanner: for consumers that need them
 * one after the other in one place, such as a writer of files.
 *
 * <p>Called once for each partition; a bundle may have several partitions. A bundle that fails is
 * retried, so a partition may be processed more than once, even at the same time; only the outputs
 * of one attempt are kept. An implementation has to be thread-safe, because instances are shared.
 *
 * @param <T> the type of the outputs
 */
public interface PartitionFn<T> extends Serializable {

  /**
   * Identifies a part of the snapshot.
   *
   * @param read the name of the read
   * @param number the number of the partition within that read, from 0
   * @param count how many partitions the read has, at least 1
   * @param readTimestamp the timestamp of the snapshot, the same for all reads
   */
  record Part(String read, int number, int count, Timestamp readTimestamp) {}

  /**
   * Processes the rows of a partition; it need not read all of them.
   *
   * @param rows positioned before the first row; closed by the caller
   * @throws Exception to fail the bundle
   */
  void process(Part part, ResultSet rows, OutputReceiver<T> out) throws Exception;
}
