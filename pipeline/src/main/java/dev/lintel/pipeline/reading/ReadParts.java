package dev.lintel.pipeline.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.files.FileCuts;
import dev.lintel.pipeline.files.FilePlace;
import dev.lintel.pipeline.files.InParallel;
import dev.lintel.pipeline.formats.RecordFile;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Divides a list of files into parts of about the same size: small files that follow each other are
 * one part, and a large one is cut where its format allows it.
 */
final class ReadParts {
  private final ReadList<?, ?> list;
  private final ImmutableList.Builder<ReadRange> parts = ImmutableList.builder();
  private int first;
  private long bytes;

  private ReadParts(ReadList<?, ?> list) {
    this.list = list;
  }

  /**
   * The parts, which together have each record once.
   *
   * @throws dev.lintel.pipeline.files.UnreadableFileException if a large file cannot be opened
   */
  static ImmutableList<ReadRange> of(ReadList<?, ?> list) throws IOException {
    if (list.bytes() <= list.partBytes()) {
      return ImmutableList.of(ReadRange.ofFiles(0, list.size(), list.bytes()));
    }
    return new ReadParts(list).divide();
  }

  private ImmutableList<ReadRange> divide() throws IOException {
    List<Integer> large = IntStream.range(0, list.size()).filter(this::isLarge).boxed().toList();
    List<FileCuts> found = InParallel.map(large, this::cutsOf);
    ImmutableMap.Builder<Integer, FileCuts> cuts = ImmutableMap.builder();
    for (int i = 0; i < large.size(); i++) {
      cuts.put(large.get(i), found.get(i));
    }
    divide(cuts.buildOrThrow());
    return parts.build();
  }

  /** A file is cut if it is at least two parts. */
  private boolean isLarge(int file) {
    return list.sizes().get(file) >= 2 * list.partBytes();
  }

  private FileCuts cutsOf(int file) throws IOException {
    try (RecordFile<?, ?> open = list.open(file)) {
      return open.cuts(list.partBytes());
    }
  }

  private void divide(ImmutableMap<Integer, FileCuts> cuts) {
    for (int file = 0; file < list.size(); file++) {
      @Nullable FileCuts ofFile = cuts.get(file);
      if (ofFile != null && !ofFile.places().isEmpty()) {
        endPart(file);
        FilePlace from = FilePlace.start();
        for (FilePlace cut : ofFile.places()) {
          parts.add(ReadRange.ofPart(file, from, cut.offset(), ofFile.others()));
          from = cut;
        }
        parts.add(ReadRange.ofPart(file, from, list.sizes().get(file), ofFile.others()));
        first = file + 1;
      } else {
        bytes += list.sizes().get(file);
        if (bytes >= list.partBytes()) {
          endPart(file + 1);
        }
      }
    }
    endPart(list.size());
  }

  /** Ends a part of whole files before a file. */
  private void endPart(int end) {
    if (end > first) {
      parts.add(ReadRange.ofFiles(first, end, bytes));
    }
    first = end;
    bytes = 0;
  }
}
