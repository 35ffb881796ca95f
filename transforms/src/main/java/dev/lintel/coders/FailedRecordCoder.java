package dev.lintel.coders;

import com.google.cloud.spanner.ErrorCode;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import dev.lintel.failure.FailedRecord;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.StructuredCoder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeParameter;

/**
 * A coder for {@link FailedRecord} that uses the coder of its element. It is as compact,
 * deterministic and consistent with {@code equals} as that coder.
 *
 * <p>Encoding and decoding throw a {@link CoderException} for null, for corrupt input and for input
 * of an unknown format version. For truncated input, decoding may throw an {@link EOFException}
 * instead.
 *
 * <p>As thread-safe as the element's coder.
 *
 * @param <T> the type of the element that failed
 */
public final class FailedRecordCoder<T> extends StructuredCoder<FailedRecord<T>> {
  private static final long serialVersionUID = 1;

  private static final Map<Integer, ErrorCode> ERROR_CODES =
      Arrays.stream(ErrorCode.values())
          .collect(Collectors.toUnmodifiableMap(FailedRecordCoder::number, Function.identity()));

  private final Coder<T> elementCoder;

  private FailedRecordCoder(Coder<T> elementCoder) {
    this.elementCoder = elementCoder;
  }

  public static <T> FailedRecordCoder<T> of(Coder<T> elementCoder) {
    return new FailedRecordCoder<>(elementCoder);
  }

  @Override
  public void encode(FailedRecord<T> value, OutputStream out) throws IOException {
    Frame.encode(value, out, "FailedRecord", FailedRecordCoder::writeReason);
    elementCoder.encode(value.getElement(), out);
  }

  @Override
  public FailedRecord<T> decode(InputStream in) throws IOException {
    Reason reason = Frame.decode(in, "FailedRecord", FailedRecordCoder::readReason);
    return FailedRecord.of(
        reason.table(), elementCoder.decode(in), reason.errorCode(), reason.message());
  }

  /** All of a FailedRecord but the element, which has a coder of its own. */
  private record Reason(String table, ErrorCode errorCode, String message) {}

  private static void writeReason(CodedOutputStream out, FailedRecord<?> value) throws IOException {
    Scalars.writeString(out, value.getTable());
    out.writeUInt32NoTag(number(value.getErrorCode()));
    Scalars.writeString(out, value.getMessage());
  }

  private static Reason readReason(CodedInputStream in) throws IOException {
    String table = Scalars.readString(in);
    int number = in.readUInt32();
    ErrorCode errorCode = ERROR_CODES.get(number);
    if (errorCode == null) {
      throw new CoderException("corrupt FailedRecord: error code " + number);
    }
    return new Reason(table, errorCode, Scalars.readString(in));
  }

  /** Returns the code's number in gRPC, which never changes, unlike its ordinal. */
  private static int number(ErrorCode errorCode) {
    return errorCode.getGrpcStatusCode().value();
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(elementCoder);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    verifyDeterministic(this, "The element coder must be deterministic", elementCoder);
  }

  @Override
  public boolean consistentWithEquals() {
    return elementCoder.consistentWithEquals();
  }

  @Override
  public Object structuralValue(FailedRecord<T> value) {
    return value == null || consistentWithEquals()
        ? value
        : FailedRecord.of(
            value.getTable(),
            elementCoder.structuralValue(value.getElement()),
            value.getErrorCode(),
            value.getMessage());
  }

  @Override
  public TypeDescriptor<FailedRecord<T>> getEncodedTypeDescriptor() {
    return new TypeDescriptor<FailedRecord<T>>() {}.where(
        new TypeParameter<T>() {}, elementCoder.getEncodedTypeDescriptor());
  }
}
