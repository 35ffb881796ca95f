package dev.lintel.pipeline.exportfolder;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The file {@code NAME-manifest.json}: the files of one object, as Google's export template writes
 * it. Immutable.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TableManifest(@JsonProperty("files") List<DataFile> files) {

  private static final String SUFFIX = "-manifest.json";

  /**
   * One file.
   *
   * @param name its name in the folder of the manifest
   * @param md5 the MD5 digest of its bytes in Base64; absent if there is another checksum
   * @param crc32c the CRC32C of its bytes in Base64, of four bytes that are big-endian in object
   *     stores and little-endian in local folders
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record DataFile(
      @JsonProperty("name") String name,
      @JsonProperty("md5") @Nullable String md5,
      @JsonProperty("crc32c") @Nullable String crc32c) {}

  public TableManifest {
    files = ExportJson.orEmpty(files);
  }

  /** What the manifest of the object whose files begin with that stem is called. */
  public static String fileName(String stem) {
    return stem + SUFFIX;
  }

  /**
   * Reads the file's text.
   *
   * @throws IllegalArgumentException if it is not such a file; says where
   */
  public static TableManifest parse(String json) {
    TableManifest manifest = ExportJson.parse(json, TableManifest.class);
    for (DataFile file : manifest.files()) {
      if (file.name() == null) {
        throw new IllegalArgumentException("a file without a name");
      }
    }
    return manifest;
  }

  public String toJson() {
    return ExportJson.write(this);
  }
}
