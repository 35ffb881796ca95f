package dev.lintel.coders;

import com.google.cloud.spanner.Mutation;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;

/**
 * A hash of a Mutation that is the same in every process, which {@link Mutation#hashCode} is not: a
 * step that runs again elsewhere must come to the same result.
 */
public final class MutationDigest {

  private MutationDigest() {}

  /**
   * Returns the SHA-256 of the bytes of {@link MutationCoder}, so the same for equal bytes only.
   */
  public static HashCode of(Mutation mutation) {
    try {
      return Hashing.sha256().hashBytes(CoderUtils.encodeToByteArray(MutationCoder.of(), mutation));
    } catch (CoderException e) {
      throw new IllegalStateException("The coder cannot encode a mutation", e);
    }
  }
}
