package dev.lintel.pipeline.inspect;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The transcripts in docs/inspect-cases.md are what is printed, where the files are to be had. */
class InspectCasesPageTest {

  private static final Path FILES =
      Path.of("../../shared/cases/files").toAbsolutePath().normalize();

  @Test
  void everyTranscriptIsWhatIsPrinted() throws Exception {
    assumeTrue(Files.isDirectory(FILES), "the files of other engines are not here");

    new PageTranscripts(Path.of("../docs/inspect-cases.md"))
        .check(FILES, Pattern.compile("inspect"), Map.of());
  }
}
