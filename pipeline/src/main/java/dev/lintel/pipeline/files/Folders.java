package dev.lintel.pipeline.files;

import com.google.common.collect.ImmutableList;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptions;

/** Finds folders on any of Beam's file systems. */
public final class Folders {
  private Folders() {}

  /**
   * The folders in a folder whose names begin with a prefix and that contain one of some files. On
   * a disk and in Cloud Storage, nothing else of what the folders contain is listed: an output
   * folder may hold a million files of a thousand exports.
   *
   * @param folder the folder that contains them
   * @param prefix what their names begin with
   * @param files the names of the files within such a folder
   * @return whole names with a slash at the end, in no particular order
   * @throws IOException if the folder cannot be listed
   */
  public static ImmutableList<String> containing(
      ResourceId folder, String prefix, ImmutableList<String> files, PipelineOptions options)
      throws IOException {
    if (CloudStorage.has(folder)) {
      return with(files, new CloudStorage(options).folders(folder + prefix), options);
    }
    if (folder.getScheme().equals("file")) {
      return with(files, onDisk(Path.of(folder.toString()), prefix), options);
    }
    Set<String> found = new LinkedHashSet<>();
    for (String file : files) {
      String pattern = folder + prefix + "*/" + file;
      for (var metadata : FileMatches.of(pattern)) {
        String name = metadata.resourceId().toString();
        found.add(name.substring(0, name.length() - file.length()));
      }
    }
    return ImmutableList.copyOf(found);
  }

  private static ImmutableList<String> with(
      ImmutableList<String> files, ImmutableList<String> folders, PipelineOptions options)
      throws IOException {
    ImmutableList<Boolean> there =
        InParallel.map(folders, folder -> hasOneOf(files, folder, options));
    ImmutableList.Builder<String> with = ImmutableList.builder();
    for (int i = 0; i < folders.size(); i++) {
      if (there.get(i)) {
        with.add(folders.get(i));
      }
    }
    return with.build();
  }

  private static boolean hasOneOf(
      ImmutableList<String> files, String folder, PipelineOptions options) throws IOException {
    List<ResourceId> named =
        files.stream().map(file -> DataFile.named(folder + file).resource()).toList();
    for (StoredFile file : StoredFile.of(named, options)) {
      if (file.failure().isEmpty()) {
        return true;
      }
      if (!(file.failure().get() instanceof FileNotFoundException)) {
        throw file.failure().get();
      }
    }
    return false;
  }

  private static ImmutableList<String> onDisk(Path folder, String prefix) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> path.getFileName().toString().startsWith(prefix))
          .filter(Files::isDirectory)
          .map(path -> path + "/")
          .collect(ImmutableList.toImmutableList());
    } catch (NoSuchFileException | NotDirectoryException e) {
      return ImmutableList.of();
    }
  }
}
