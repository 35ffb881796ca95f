package dev.lintel.pipeline.cli;

import java.util.Optional;
import org.apache.beam.sdk.util.ReleaseInfo;

/** The output of {@code ./lintel --version}. */
final class Version {

  private Version() {}

  static String line() {
    // From the manifest of the jar; classes in a folder have no manifest.
    String version =
        Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    return "lintel %s, Apache Beam %s, Java %s"
        .formatted(version, ReleaseInfo.getReleaseInfo().getVersion(), Runtime.version());
  }
}
