package dev.lintel.pipeline.inspect;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transcripts in docs/inspect.md are what is printed; {@link InspectIT} runs the others. */
class InspectPageTest {

  @Test
  void everyTranscriptWithoutADatabaseIsWhatIsPrinted(@TempDir Path folder) throws Exception {
    var page = new PageTranscripts(Path.of("../docs/inspect.md"));
    page.writeFiles(folder);

    page.check(folder, Pattern.compile("inspect (?!.*--databaseId)"), Map.of());
  }
}
