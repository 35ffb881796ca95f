package dev.lintel.templates;

import java.util.function.UnaryOperator;

/**
 * Where images and files are kept.
 *
 * @param registryOfRegion the host of a region's registry
 * @param rootOfBucket the path of a bucket, without a slash at its end
 */
record CloudEndpoints(
    UnaryOperator<String> registryOfRegion,
    UnaryOperator<String> rootOfBucket,
    Transport transport) {

  /** How a registry may be spoken to. */
  enum Transport {
    HTTPS,
    /** For a registry in the same process. */
    HTTP_TOO
  }

  /** Google's. */
  static CloudEndpoints google() {
    return new CloudEndpoints(
        region -> region + "-docker.pkg.dev", bucket -> "gs://" + bucket, Transport.HTTPS);
  }
}
