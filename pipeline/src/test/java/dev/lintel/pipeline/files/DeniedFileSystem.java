package dev.lintel.pipeline.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * An object store to which there is no right, under the scheme {@code denied}: as Beam's file
 * systems do, it answers a match with an error, and not with an exception. The folder {@code
 * listed} can be listed, and each file of the folder {@code once} can be written once.
 */
public final class DeniedFileSystem extends FileSystem<DeniedFileSystem.Resource> {
  private static final String ONCE = "denied://once/";

  private static final Set<String> WRITTEN = ConcurrentHashMap.newKeySet();

  /** Allows each file of the folder {@code once} to be written again. */
  public static void forget() {
    WRITTEN.clear();
  }

  /** What Beam finds it by. */
  public static final class Registrar implements FileSystemRegistrar {
    @Override
    public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
      return List.of(new DeniedFileSystem());
    }
  }

  /** A name in the store. */
  record Resource(String name, boolean isDirectory) implements ResourceId {
    @Override
    public ResourceId resolve(String other, ResolveOptions options) {
      return new Resource(
          name + other, options == ResolveOptions.StandardResolveOptions.RESOLVE_DIRECTORY);
    }

    @Override
    public ResourceId getCurrentDirectory() {
      return isDirectory ? this : new Resource(name.substring(0, name.lastIndexOf('/') + 1), true);
    }

    @Override
    public String getScheme() {
      return "denied";
    }

    @Override
    public String getFilename() {
      return name.substring(name.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static IOException denied() {
    return new IOException("403 Forbidden");
  }

  @Override
  protected List<MatchResult> match(List<String> specs) {
    return specs.stream()
        .map(
            spec ->
                spec.startsWith(ONCE) || spec.startsWith("denied://listed/")
                    ? MatchResult.create(MatchResult.Status.NOT_FOUND, denied())
                    : MatchResult.create(MatchResult.Status.ERROR, denied()))
        .toList();
  }

  @Override
  protected WritableByteChannel create(Resource resource, CreateOptions options)
      throws IOException {
    if (resource.name().startsWith(ONCE) && WRITTEN.add(resource.name())) {
      return Channels.newChannel(OutputStream.nullOutputStream());
    }
    throw denied();
  }

  @Override
  protected ReadableByteChannel open(Resource resource) throws IOException {
    throw denied();
  }

  @Override
  protected void copy(List<Resource> from, List<Resource> to) throws IOException {
    throw denied();
  }

  @Override
  protected void rename(List<Resource> from, List<Resource> to, MoveOptions... options)
      throws IOException {
    throw denied();
  }

  @Override
  protected void delete(Collection<Resource> resources) throws IOException {
    throw denied();
  }

  @Override
  protected Resource matchNewResource(String name, boolean isDirectory) {
    return new Resource(isDirectory && !name.endsWith("/") ? name + "/" : name, isDirectory);
  }

  @Override
  protected String getScheme() {
    return "denied";
  }
}
