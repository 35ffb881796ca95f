package dev.lintel.pipeline.reading;

import dev.lintel.pipeline.files.FileCuts;
import dev.lintel.pipeline.files.FilePlace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.util.VarInt;

/** A range is encoded as numbers, in the order in which they are declared. */
final class ReadRangeCoder extends AtomicCoder<ReadRange> {

  @Override
  public void encode(ReadRange range, OutputStream out) throws IOException {
    VarInt.encode(range.file(), out);
    VarInt.encode(range.place().offset(), out);
    VarInt.encode(range.place().skipped(), out);
    // Unknown is -1, and a negative number would take ten bytes.
    VarInt.encode(range.place().recordsBefore() + 1, out);
    VarInt.encode(range.place().line(), out);
    VarInt.encode(range.end().file(), out);
    VarInt.encode(range.end().offset(), out);
    VarInt.encode(range.end().number(), out);
    VarInt.encode(range.cuts() == FileCuts.Others.ANYWHERE ? 1 : 0, out);
    VarInt.encode(range.bytes(), out);
  }

  @Override
  public ReadRange decode(InputStream in) throws IOException {
    int file = VarInt.decodeInt(in);
    var place =
        new FilePlace(
            VarInt.decodeLong(in),
            VarInt.decodeLong(in),
            VarInt.decodeLong(in) - 1,
            VarInt.decodeLong(in));
    var end = new RecordPlace(VarInt.decodeInt(in), VarInt.decodeLong(in), VarInt.decodeLong(in));
    FileCuts.Others cuts =
        VarInt.decodeInt(in) == 1 ? FileCuts.Others.ANYWHERE : FileCuts.Others.NONE;
    return new ReadRange(file, place, end, cuts, VarInt.decodeLong(in));
  }
}
