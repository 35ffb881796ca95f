package dev.lintel.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the statements of a {@link SpannerDatabase}. */
final class DescribedDdl {

  private DescribedDdl() {}

  /**
   * Returns the statements of the resource, then those of the annotation.
   *
   * @param testClass the class that the name of the resource is relative to
   */
  static List<String> of(SpannerDatabase description, Class<?> testClass) {
    List<String> statements = new ArrayList<>();
    if (!description.ddlResource().isEmpty()) {
      statements.addAll(
          DdlSplitter.split(description.dialect(), read(testClass, description.ddlResource())));
    }
    statements.addAll(List.of(description.ddl()));
    return statements;
  }

  private static String read(Class<?> testClass, String resource) {
    try (InputStream in = testClass.getResourceAsStream(resource)) {
      if (in == null) {
        throw new EmulatorException(
            "There is no resource " + resource + " on the class path, seen from " + testClass);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
