package dev.lintel.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The parts of an image in a file, in the format of {@code docker save}.
 *
 * @param tags the names of the image
 * @param layers the compressed archives of the layers, the lowest first
 */
record ImageTar(List<String> tags, JsonNode config, List<Path> layers) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Unpacks an image into a folder. */
  static ImageTar open(Path file, Path folder) throws IOException {
    return open(file, folder, name -> true);
  }

  /** Unpacks what describes an image, without the content of its layers. */
  static ImageTar openConfig(Path file, Path folder) throws IOException {
    return open(file, folder, name -> name.endsWith(".json"));
  }

  private static ImageTar open(Path file, Path folder, Predicate<String> wanted)
      throws IOException {
    unpack(Files.newInputStream(file), Files.createDirectories(folder), wanted);
    JsonNode manifest = MAPPER.readTree(folder.resolve("manifest.json").toFile()).get(0);
    List<String> tags = new ArrayList<>();
    manifest.get("RepoTags").forEach(tag -> tags.add(tag.asText()));
    List<Path> layers = new ArrayList<>();
    manifest.get("Layers").forEach(layer -> layers.add(folder.resolve(layer.asText())));
    JsonNode config = MAPPER.readTree(folder.resolve(manifest.get("Config").asText()).toFile());
    return new ImageTar(tags, config, layers);
  }

  Map<String, String> environment() {
    return environment(config);
  }

  /** The environment variables of an image with this configuration. */
  static Map<String, String> environment(JsonNode config) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (JsonNode variable : config.get("config").get("Env")) {
      int equals = variable.asText().indexOf('=');
      environment.put(
          variable.asText().substring(0, equals), variable.asText().substring(equals + 1));
    }
    return environment;
  }

  /** Digests of the layers' uncompressed content. */
  List<String> layerDigests() {
    List<String> digests = new ArrayList<>();
    config.get("rootfs").get("diff_ids").forEach(id -> digests.add(id.asText()));
    return digests;
  }

  /** Unpacks the layers over each other, which gives the file system that a container sees. */
  void layOut(Path root) throws IOException {
    for (Path layer : layers) {
      unpack(new GZIPInputStream(Files.newInputStream(layer)), root, name -> true);
    }
  }

  /** The files of a compressed layer. */
  static List<String> files(Path layer) throws IOException {
    List<String> files = new ArrayList<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(layer)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile()) {
          files.add("/" + entry.getName());
        }
      }
    }
    return files;
  }

  private static void unpack(InputStream archive, Path folder, Predicate<String> wanted)
      throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new BufferedInputStream(archive))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = folder.resolve(entry.getName());
        if (!wanted.test(entry.getName())) {
          continue;
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(tar, target);
        }
      }
    }
  }
}
