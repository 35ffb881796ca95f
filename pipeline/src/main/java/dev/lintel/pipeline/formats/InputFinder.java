package dev.lintel.pipeline.formats;

import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.InParallel;
import dev.lintel.pipeline.files.InputFiles;
import dev.lintel.pipeline.files.InputFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Finds the files that options name, and the format of each. Not thread-safe. */
public final class InputFinder {
  private final Optional<Format> given;
  private final String formatOption;
  private final Problems problems;

  private InputFinder(Optional<Format> given, String formatOption, Problems problems) {
    this.given = given;
    this.formatOption = formatOption;
    this.problems = problems;
  }

  /**
   * Finds files of the given format, or, if it is null, of the formats that their names stand for.
   *
   * @param formatOption the option that the format can be given with, for messages
   * @param problems takes what cannot be found
   */
  public static InputFinder of(
      @Nullable RecordFormat given, String formatOption, Problems problems) {
    return new InputFinder(Optional.ofNullable(given).map(Formats::of), formatOption, problems);
  }

  /** The format that was given. */
  public Optional<Format> given() {
    return given;
  }

  /**
   * The data files that match, sorted by name; if there are no such files, that is a problem of the
   * option. Files of file systems and of unfinished writers are left out.
   */
  public List<DataFile> matching(String option, String pattern) {
    return matching(option, List.of(pattern));
  }

  /**
   * As {@link #matching(String, String)}, for each of several patterns; looks for many at a time. A
   * file that several of them match is there once, where the first of them has it.
   */
  public List<DataFile> matching(String option, List<String> patterns) {
    var found = new LinkedHashSet<DataFile>();
    for (Matches matches : InParallel.map(patterns, InputFinder::match)) {
      matches.problem().ifPresent(problem -> problems.add(option, problem));
      found.addAll(matches.files());
    }
    return List.copyOf(found);
  }

  /** The data files of a folder; if there are none, that is a problem of the option. */
  public List<DataFile> inFolder(String option, String folder) {
    try {
      return InputFolder.files(folder).stream().map(DataFile::new).toList();
    } catch (IOException e) {
      problems.add(option, e.getMessage());
      return List.of();
    }
  }

  private record Matches(List<DataFile> files, Optional<String> problem) {}

  private static Matches match(String pattern) {
    try {
      HiddenFiles hidden = HiddenFiles.of(pattern);
      List<DataFile> files =
          InputFiles.matching(pattern).stream()
              .map(DataFile::new)
              .filter(file -> !hidden.has(file))
              .toList();
      return new Matches(
          files,
          files.isEmpty()
              ? Optional.of(
                  "no data file matches %s; names that begin with _ or . are not those of data"
                          .formatted(pattern)
                      + " files")
              : Optional.empty());
    } catch (IOException e) {
      return new Matches(List.of(), Optional.of(e.getMessage()));
    }
  }

  /** The files that match, by format; those of an unknown format are problems of the option. */
  public Map<Format, List<DataFile>> byFormat(String option, String pattern) {
    Map<Format, List<DataFile>> files = new LinkedHashMap<>();
    for (DataFile file : matching(option, pattern)) {
      formatOf(option, file)
          .ifPresent(
              format -> files.computeIfAbsent(format, unused -> new ArrayList<>()).add(file));
    }
    return files;
  }

  /** The format of a file; a problem of the option if it is not known, or the file is refused. */
  public Optional<Format> formatOf(String option, DataFile file) {
    if (file.isRefused()) {
      problems.add(option, file.refused().getMessage());
      return Optional.empty();
    }
    Optional<Format> format = given.or(() -> FileNames.formatOf(file.fileName()));
    if (format.isEmpty()) {
      problems.add(
          option,
          "the format of %s is not known by its name; give %s"
              .formatted(file.name(), formatOption));
    }
    return format;
  }
}
