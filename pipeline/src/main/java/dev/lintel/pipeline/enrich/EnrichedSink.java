package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Struct;
import dev.lintel.pipeline.formats.ElementWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import org.apache.beam.sdk.io.FileIO;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Writes records to files that Beam opens, names and, if a bundle fails, deletes. */
final class EnrichedSink implements FileIO.Sink<Struct> {
  private final EnrichPlan plan;

  // Scoped to a file.
  private transient @Nullable ElementWriter writer;

  EnrichedSink(EnrichPlan plan) {
    this.plan = plan;
  }

  @Override
  public void open(WritableByteChannel channel) throws IOException {
    writer = plan.open(new LeftOpen(Channels.newOutputStream(channel)));
  }

  @Override
  public void write(Struct element) throws IOException {
    writer.write(element);
  }

  @Override
  public void flush() throws IOException {
    writer.close();
  }

  /** A stream whose channel stays open: Beam closes it itself. */
  private static final class LeftOpen extends FilterOutputStream {
    LeftOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
