package dev.lintel.pipeline.files;

import com.google.api.services.storage.model.Objects;
import com.google.api.services.storage.model.StorageObject;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
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

  /** Describes objects, in their order. Their names are not patterns, whatever is in them. */
  ImmutableList<StoredFile> describe(List<ResourceId> objects) throws IOException {
    List<GcsUtil.StorageObjectOrIOException> found =
        client.getObjects(
            objects.stream().map(object -> GcsPath.fromUri(object.toString())).toList());
    ImmutableList.Builder<StoredFile> described = ImmutableList.builder();
    for (int i = 0; i < objects.size(); i++) {
      described.add(described(objects.get(i), found.get(i)));
    }
    return described.build();
  }

  private static StoredFile described(
      ResourceId object, GcsUtil.StorageObjectOrIOException answer) {
    @Nullable StorageObject found = answer.storageObject();
    if (found == null) {
      return StoredFile.failed(object, answer.ioException());
    }
    // Objects that were put together from parts have no MD5.
    return new StoredFile(
        object,
        Optional.empty(),
        found.getSize() == null ? 0 : found.getSize().longValue(),
        Optional.ofNullable(found.getMd5Hash()),
        found.getMd5Hash() == null ? Optional.ofNullable(found.getCrc32c()) : Optional.empty());
  }
}
