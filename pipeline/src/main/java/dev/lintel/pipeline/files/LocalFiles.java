package dev.lintel.pipeline.files;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.regex.Pattern;

/**
 * Files on this machine. Beam's local file system looks for a file that is not there, and for the
 * files that match a pattern, in all folders below that of the file or pattern: for {@code
 * /none.json} and {@code /*.csv} on the whole disk. So these are looked for here.
 */
final class LocalFiles {
  private static final Pattern URL_SCHEME = Pattern.compile("^(?!file:)[A-Za-z][A-Za-z0-9+.-]*://");
  private static final Pattern FILE_SCHEME = Pattern.compile("^file:", Pattern.CASE_INSENSITIVE);
  private static final CharMatcher WILDCARDS = CharMatcher.anyOf("*?[{\\");

  private LocalFiles() {}

  /** Returns the path of a file of Beam's local file system, which may be given as a URL. */
  static String pathOf(String file) {
    return FILE_SCHEME.matcher(file).replaceFirst("");
  }

  /** Returns whether this is a file of this machine, by its whole name, that does not exist. */
  static boolean isMissing(String file) {
    return isLocal(file) && !Files.exists(Path.of(pathOf(file)));
  }

  /** Returns whether a name or pattern is one of this machine's. */
  static boolean isLocal(String file) {
    return !URL_SCHEME.matcher(file).find();
  }

  /**
   * Returns the files that match, no folders, as Beam's local file system does: a file that has the
   * whole pattern for its name is the only one. Looks only into the folders that the pattern names.
   *
   * @throws IOException if one of these folders cannot be listed
   * @throws IllegalArgumentException if it is no pattern
   */
  static ImmutableList<Path> matching(String pattern) throws IOException {
    // Not by Path, which refuses some patterns on some systems.
    File literal = new File(pathOf(pattern)).getAbsoluteFile();
    if (literal.exists()) {
      return literal.isDirectory() ? ImmutableList.of() : ImmutableList.of(literal.toPath());
    }
    String path = literal.getPath();
    int wildcard = WILDCARDS.indexIn(path);
    if (wildcard < 0) {
      return ImmutableList.of();
    }
    String before = path.substring(0, wildcard);
    Path folder = Path.of(before.substring(0, before.lastIndexOf(File.separatorChar) + 1));
    if (!Files.isDirectory(folder)) {
      return ImmutableList.of();
    }
    int depth =
        path.contains("**")
            ? Integer.MAX_VALUE
            : 1 + CharMatcher.is(File.separatorChar).countIn(path.substring(before.length()));
    // A backslash is part of a name for Beam.
    PathMatcher matcher =
        FileSystems.getDefault().getPathMatcher("glob:" + path.replace("\\", "\\\\"));
    var matches = new Matches(matcher);
    Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, matches);
    return matches.found.build();
  }

  private static final class Matches extends SimpleFileVisitor<Path> {
    private final PathMatcher matcher;
    private final ImmutableList.Builder<Path> found = ImmutableList.builder();

    Matches(PathMatcher matcher) {
      this.matcher = matcher;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && matcher.matches(file)) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      // A link to a folder that it is in, or a file that was deleted meanwhile.
      if (e instanceof FileSystemLoopException || e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      // Its message is the name alone.
      String reason = e instanceof AccessDeniedException ? "no permission" : e.getMessage();
      throw new IOException("%s cannot be listed: %s".formatted(file, reason), e);
    }
  }
}
