package dev.lintel.pipeline.files;

import com.google.api.services.storage.model.Objects;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.extensions.gcp.options.GcsOptions;
import org.apache.beam.sdk.extensions.gcp.util.GcsUtil;
import org.apache.beam.sdk.extensions.gcp.util.gcsfs.GcsPath;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What Cloud Storage answers and Beam's file systems do not ask it for. Thread-safe. */
final class CloudStorage {
  private static final String DELIMITER = "/";

  private final GcsUtil client;

  /**
   * @param options with the credentials and the endpoint
   */
  CloudStorage(PipelineOptions options) {
    this.client = options.as(GcsOptions.class).getGcsUtil();
  }

  /** Whether a file or folder is in Cloud Storage. */
  static boolean has(ResourceId resource) {
    return resource.getScheme().equals(GcsPath.SCHEME);
  }

  /**
   * The folders whose names begin with a prefix, without what is in them.
   *
   * @param prefix {@code gs://bucket/folder/beginning}
   */
  ImmutableList<String> folders(String prefix) throws IOException {
    GcsPath path = GcsPath.fromUri(prefix);
    ImmutableList.Builder<String> folders = ImmutableList.builder();
    @Nullable String page = null;
    do {
      Objects found = client.listObjects(path.getBucket(), path.getObject(), page, DELIMITER);
      if (found.getPrefixes() != null) {
        found.getPrefixes().stream()
            .map(folder -> GcsPath.fromComponents(path.getBucket(), folder).toString())
            .forEach(folders::add);
      }
      page = found.getNextPageToken();
    } while (page != null);
    return folders.build();
  }

  /**
   * The CRC32C of objects in Base64, big-endian. An object that cannot be looked at is left out; so
   * is one without a CRC32C.
   */
  ImmutableMap<ResourceId, String> crc32c(List<ResourceId> objects) throws IOException {
    List<GcsUtil.StorageObjectOrIOException> found =
        client.getObjects(
            objects.stream().map(object -> GcsPath.fromUri(object.toString())).toList());
    ImmutableMap.Builder<ResourceId, String> sums = ImmutableMap.builder();
    for (int i = 0; i < objects.size(); i++) {
      var object = found.get(i).storageObject();
      if (object != null && object.getCrc32c() != null) {
        sums.put(objects.get(i), object.getCrc32c());
      }
    }
    return sums.buildOrThrow();
  }
}
