package dev.lintel.benchmarks;

import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.EmulatorDatabase;
import java.nio.file.Path;

/**
 * The programs that whole processes of Lintel are compared with. The arguments are the program, the
 * emulator's address, the project, instance and database, and the file or folder.
 */
public final class PeerMain {

  /** What to run. */
  enum Program {
    BEAM_EXPORT,
    BEAM_IMPORT_AVRO,
    BEAM_IMPORT_CSV,
    PLAIN_IMPORT_CSV
  }

  private PeerMain() {}

  public static void main(String[] args) {
    QuietLogging.onlyErrors();
    var database =
        new EmulatorDatabase(args[1], args[2], args[3], args[4], Dialect.GOOGLE_STANDARD_SQL);
    Path files = Path.of(args[5]);
    SampleRows unused = SampleRows.good(0);
    switch (Program.valueOf(args[0])) {
      case BEAM_EXPORT -> new AvroIoExportPipeline().export(database, files);
      case BEAM_IMPORT_AVRO -> new AvroIoImportPipeline(files).write(unused, database);
      case BEAM_IMPORT_CSV -> new TextIoImportPipeline(files).write(unused, database);
      case PLAIN_IMPORT_CSV -> new PlainCsvImport(files).write(unused, database);
    }
  }
}
