package dev.lintel.pipeline.files;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Files in memory, under the scheme {@code meeting}, that can be opened only by several threads at
 * the same time.
 */
public final class MeetingFileSystem extends FileSystem<MeetingFileSystem.Resource> {
  private static final Map<String, Meeting> MEETINGS = new ConcurrentHashMap<>();

  /** What Beam finds it by. */
  public static final class Registrar implements FileSystemRegistrar {
    @Override
    public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
      return List.of(new MeetingFileSystem());
    }
  }

  /** Files of one test. Opening one waits until as many as expected are being opened. */
  public static final class Meeting implements AutoCloseable {
    private final String host;
    private final byte[] content;
    private final CyclicBarrier barrier;
    private final AtomicInteger opened = new AtomicInteger();

    private Meeting(String host, int expected, String content) {
      this.host = host;
      this.content = content.getBytes(StandardCharsets.UTF_8);
      this.barrier = new CyclicBarrier(expected);
    }

    /**
     * Files that all have the same content.
     *
     * @param host the part of their names after the scheme, which no other test uses
     * @param expected how many have to be opened at the same time
     */
    public static Meeting of(String host, int expected, String content) {
      var meeting = new Meeting(host, expected, content);
      MEETINGS.put(host, meeting);
      return meeting;
    }

    public DataFile file(String name) {
      return DataFile.named("meeting://%s/%s".formatted(host, name));
    }

    /** How many files were opened, one that was opened twice counted twice. */
    public int opened() {
      return opened.get();
    }

    private ReadableByteChannel open() throws IOException {
      opened.incrementAndGet();
      try {
        barrier.await(50, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      } catch (BrokenBarrierException | TimeoutException e) {
        throw new IOException("only %d were opened".formatted(opened.get()), e);
      }
      return Channels.newChannel(new ByteArrayInputStream(content));
    }

    @Override
    public void close() {
      MEETINGS.remove(host);
    }
  }

  /** A name of a file. */
  record Resource(String name) implements ResourceId {
    @Override
    public ResourceId resolve(String other, ResolveOptions options) {
      return new Resource(name + other);
    }

    @Override
    public ResourceId getCurrentDirectory() {
      return new Resource(name.substring(0, name.lastIndexOf('/') + 1));
    }

    @Override
    public String getScheme() {
      return "meeting";
    }

    @Override
    public String getFilename() {
      return name.substring(name.lastIndexOf('/') + 1);
    }

    @Override
    public boolean isDirectory() {
      return name.endsWith("/");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @Override
  protected ReadableByteChannel open(Resource resource) throws IOException {
    Meeting meeting = MEETINGS.get(resource.name().split("/", -1)[2]);
    if (meeting == null) {
      throw new FileNotFoundException(resource.name());
    }
    return meeting.open();
  }

  @Override
  protected Resource matchNewResource(String name, boolean isDirectory) {
    return new Resource(isDirectory && !name.endsWith("/") ? name + "/" : name);
  }

  @Override
  protected String getScheme() {
    return "meeting";
  }

  @Override
  protected List<MatchResult> match(List<String> specs) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected WritableByteChannel create(Resource resource, CreateOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void copy(List<Resource> from, List<Resource> to) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void rename(List<Resource> from, List<Resource> to, MoveOptions... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void delete(Collection<Resource> resources) {
    throw new UnsupportedOperationException();
  }
}
