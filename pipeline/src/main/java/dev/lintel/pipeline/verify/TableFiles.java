package dev.lintel.pipeline.verify;

import com.google.common.io.Closer;
import dev.lintel.compare.RowDifference;
import dev.lintel.compare.TableComparison;
import dev.lintel.pipeline.files.FileLineage;
import dev.lintel.pipeline.files.LineFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that the differences of one table are written to. Not thread-safe. */
final class TableFiles implements Closeable {
  private final TableComparison table;
  private final Optional<LineFile> differences;
  private final Optional<LineFile> rowsToImport;
  private final Optional<LineFile> keysToPurge;

  /**
   * @param stem what the names of the files begin with
   */
  TableFiles(TableComparison table, String stem, ResultPlaces places) {
    this.table = table;
    this.differences = places.differences(stem).map(LineFile::new);
    this.rowsToImport = places.rowsToImport(stem).map(LineFile::new);
    this.keysToPurge = places.keysToPurge(stem).map(LineFile::new);
  }

  void write(RowDifference difference) throws IOException {
    if (differences.isPresent()) {
      differences.get().write(DifferenceJson.lineOf(difference, table));
    }
    if (difference.getExpected().isPresent()) {
      if (rowsToImport.isPresent()) {
        rowsToImport.get().write(DifferenceJson.rowToImport(difference.getExpected().get(), table));
      }
    } else if (keysToPurge.isPresent()) {
      keysToPurge
          .get()
          .write(DifferenceJson.keyToPurge(difference.getActual().orElseThrow(), table));
    }
  }

  /** Gives the files their names. */
  void commit() throws IOException {
    List<String> names = new ArrayList<>();
    for (LineFile file : files()) {
      file.commit().ifPresent(names::add);
    }
    FileLineage.written(names);
  }

  @Override
  public void close() throws IOException {
    try (Closer closer = Closer.create()) {
      files().forEach(closer::register);
    }
  }

  private List<LineFile> files() {
    return Stream.of(differences, rowsToImport, keysToPurge).flatMap(Optional::stream).toList();
  }
}
