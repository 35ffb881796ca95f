package dev.lintel.pipeline.cli;

import java.util.Optional;
import org.apache.beam.sdk.util.ReleaseInfo;

/** What {@code ./lintel --version} says. */
final class Version {

  private Version() {}

  static String line() {
    // From the jar's manifest; classes that are run from a folder have none.
    String version =
        Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    return "lintel %s, Apache Beam %s, Java %s"
        .formatted(version, ReleaseInfo.getReleaseInfo().getVersion(), Runtime.version());
  }
}
