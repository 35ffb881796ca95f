package dev.lintel.pipeline.exportfolder;

import com.google.common.primitives.Bytes;
import dev.lintel.pipeline.files.FileDigest;
import dev.lintel.pipeline.options.ChoiceHelp;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/** Which checksum of each file the manifests of an export have. */
public enum ChecksumAlgorithm {
  @ChoiceHelp(label = "MD5", description = "16 bytes, in Base64")
  MD5 {
    @Override
    public TableManifest.DataFile listed(String name, FileDigest digest, String scheme) {
      return new TableManifest.DataFile(name, digest.md5(), null);
    }
  },
  @ChoiceHelp(label = "CRC32C", description = "4 bytes, in Base64, which is faster to compute")
  CRC32C {
    @Override
    public TableManifest.DataFile listed(String name, FileDigest digest, String scheme) {
      return new TableManifest.DataFile(
          name, null, scheme.equals(LOCAL) ? reversed(digest.crc32c()) : digest.crc32c());
    }
  };

  private static final String LOCAL = "file";

  /**
   * The entry of a file in a manifest.
   *
   * @param scheme of the file system: Google's import expects the bytes of a CRC32C in the order of
   *     Cloud Storage there, and in the reverse order in local folders
   */
  public abstract TableManifest.DataFile listed(String name, FileDigest digest, String scheme);

  /** The same bytes in Base64, the last one first. */
  static String reversed(String base64) {
    List<Byte> bytes = Bytes.asList(Base64.getDecoder().decode(base64));
    Collections.reverse(bytes);
    return Base64.getEncoder().encodeToString(Bytes.toArray(bytes));
  }
}
