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
    Certificate certificate) {

  /** What a registry has to show before it is spoken to. */
  enum Certificate {
    VERIFIED,
    /** For a registry in the same process. */
    ANY
  }

  /** Google's. */
  static CloudEndpoints google() {
    return new CloudEndpoints(
        region -> region + "-docker.pkg.dev", bucket -> "gs://" + bucket, Certificate.VERIFIED);
  }
}
