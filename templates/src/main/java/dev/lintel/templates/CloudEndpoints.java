package dev.lintel.templates;

import java.util.function.UnaryOperator;

/**
 * Where images and files are stored.
 *
 * @param registryOfRegion maps a region to the host of its registry
 * @param rootOfBucket maps a bucket to its path, without a slash at the end
 */
record CloudEndpoints(
    UnaryOperator<String> registryOfRegion,
    UnaryOperator<String> rootOfBucket,
    Certificate certificate) {

  /** Which certificate a registry must present. */
  enum Certificate {
    VERIFIED,
    /** Accepts any certificate; for a registry in the same process. */
    ANY
  }

  /** Artifact Registry and Cloud Storage. */
  static CloudEndpoints google() {
    return new CloudEndpoints(
        region -> region + "-docker.pkg.dev", bucket -> "gs://" + bucket, Certificate.VERIFIED);
  }
}
