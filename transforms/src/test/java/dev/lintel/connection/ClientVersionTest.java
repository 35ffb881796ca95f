package dev.lintel.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.cloud.spanner.MockSpannerServiceImpl;
import com.google.cloud.spanner.Spanner;
import com.google.spanner.admin.database.v1.Database;
import com.google.spanner.v1.Mutation;
import com.google.spanner.v1.SpannerGrpc;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The client of these tests is the one that the build names: without this, a profile that another
 * pin overrules would test the old client and say nothing.
 */
class ClientVersionTest {

  /** What the build sets. A run outside Maven does not. */
  private static final String EXPECTED = System.getProperty("lintel.test.spannerClient", "");

  @ParameterizedTest
  @ValueSource(
      classes = {
        Spanner.class,
        MockSpannerServiceImpl.class,
        Mutation.class,
        SpannerGrpc.class,
        Database.class
      })
  void comesFromTheJarsThatTheBuildNames(Class<?> type) throws Exception {
    assumeTrue(!EXPECTED.isEmpty(), "not a build by Maven");

    var jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (var contents = new JarFile(jar.toFile())) {
      assertThat(contents.getManifest().getMainAttributes().getValue("Implementation-Version"))
          .as(jar.toString())
          .isEqualTo(EXPECTED);
    }
  }
}
