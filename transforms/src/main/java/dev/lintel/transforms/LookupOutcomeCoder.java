package dev.lintel.transforms;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Struct;
import dev.lintel.coders.StructCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;

/** Encodes a {@link LookupOutcome} with the coder of its element. */
final class LookupOutcomeCoder<T> extends CustomCoder<LookupOutcome<T>> {
  private static final long serialVersionUID = 1;

  private static final ListCoder<Struct> ROWS = ListCoder.of(StructCoder.of());
  private static final NullableCoder<String> MESSAGE = NullableCoder.of(StringUtf8Coder.of());

  private final Coder<T> elementCoder;

  LookupOutcomeCoder(Coder<T> elementCoder) {
    this.elementCoder = elementCoder;
  }

  @Override
  public void encode(LookupOutcome<T> value, OutputStream out) throws IOException {
    PaneInfo.PaneInfoCoder.of().encode(value.pane(), out);
    elementCoder.encode(value.element(), out);
    ROWS.encode(value.rows(), out);
    RowError error = value.error();
    MESSAGE.encode(error == null ? null : String.valueOf(error.message()), out);
    if (error != null) {
      VarIntCoder.of().encode(error.code().getGrpcStatusCode().value(), out);
    }
  }

  @Override
  public LookupOutcome<T> decode(InputStream in) throws IOException {
    PaneInfo pane = PaneInfo.PaneInfoCoder.of().decode(in);
    T element = elementCoder.decode(in);
    List<Struct> rows = ROWS.decode(in);
    String message = MESSAGE.decode(in);
    RowError error = null;
    if (message != null) {
      int code = VarIntCoder.of().decode(in);
      error = new RowError(ErrorCode.fromGrpcStatus(io.grpc.Status.fromCodeValue(code)), message);
    }
    return new LookupOutcome<>(element, pane, rows, error);
  }
}
