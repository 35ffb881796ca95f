package dev.lintel.pipeline.inspect;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.InParallel;
import dev.lintel.pipeline.files.InputFiles;
import dev.lintel.pipeline.formats.FileNames;
import dev.lintel.pipeline.formats.Format;
import dev.lintel.pipeline.formats.InputFinder;
import dev.lintel.pipeline.formats.TextSettings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the files that words name, and looks at each. */
final class InspectedFiles {
  private static final String OPTION = "--input";

  private record Found(DataFile file, Format format) {}

  private InspectedFiles() {}

  /**
   * The files, each once, in the order of the words.
   *
   * @param problems takes what cannot be found; nothing is read then
   */
  static List<InspectedFile> of(InspectOptions options, TextSettings settings, Problems problems) {
    var finder = InputFinder.of(options.getFormat(), "--format", problems);
    Map<DataFile, Format> found = new LinkedHashMap<>();
    for (String word : options.getInput()) {
      for (DataFile file : named(word, finder)) {
        finder.formatOf(OPTION, file).ifPresent(format -> found.put(file, format));
      }
    }
    problems.throwIfAny();
    int share = FirstRecords.shareOf(found.size());
    return InParallel.map(
        found.entrySet().stream()
            .map(entry -> new Found(entry.getKey(), entry.getValue()))
            .collect(ImmutableList.toImmutableList()),
        each ->
            InspectedFile.of(
                each.file(), each.format(), tableOf(each.file(), options), settings, share));
  }

  private static List<DataFile> named(String word, InputFinder finder) {
    return isFolder(word) ? finder.inFolder(OPTION, word) : finder.matching(OPTION, word);
  }

  /** Object stores have no folders, only names that begin alike. */
  private static boolean isFolder(String word) {
    return word.endsWith("/") || (!matches(word) && matches(InputFiles.everythingBelow(word)));
  }

  private static boolean matches(String pattern) {
    try {
      return !InputFiles.matching(pattern).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private static String tableOf(DataFile file, InspectOptions options) {
    return Optional.ofNullable(options.getTableName())
        .or(() -> FileNames.tableOf(file.fileName()))
        .orElseGet(() -> file.fileName().replaceFirst("[.].*", ""));
  }
}
