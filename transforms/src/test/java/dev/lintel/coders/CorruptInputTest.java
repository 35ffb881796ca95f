package dev.lintel.coders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.util.Arrays;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.VarInt;
import org.junit.jupiter.api.Test;

class CorruptInputTest {
  private static final int INSERT = 1;
  private static final int INT64_ARRAY = 0x42;
  private static final int STRUCT = 18;

  @Test
  void givenAnotherVersion_namesIt() throws Exception {
    byte[] bytes = CoderUtils.encodeToByteArray(MutationCoder.of(), SampleMutations.everydayRow());
    bytes[0] = 2;

    assertThatThrownBy(() -> CoderUtils.decodeFromByteArray(MutationCoder.of(), bytes))
        .isInstanceOf(CoderException.class)
        .hasMessage("cannot decode a Mutation of format version 2: this release reads version 1");
  }

  @Test
  void givenNothing_saysSo() {
    assertThatThrownBy(() -> MutationCoder.of().decode(new ByteArrayInputStream(new byte[0])))
        .isInstanceOf(EOFException.class)
        .hasMessage("truncated Mutation: the input is empty");
  }

  @Test
  void givenALengthFarBeyondTheInput_allocatesNothingForIt() throws Exception {
    byte[] twoGigabytes = frame(Integer.MAX_VALUE, INSERT);

    assertThatThrownBy(() -> decode(StructCoder.of(), twoGigabytes))
        .isInstanceOf(EOFException.class)
        .hasMessage("truncated Struct: only 1 of 2147483647 bytes");
  }

  @Test
  void givenALengthThatIsNotAnInt_saysSo() throws Exception {
    assertThatThrownBy(() -> decode(StructCoder.of(), frame(0xFFFF_FFFFL)))
        .isInstanceOf(CoderException.class)
        .hasMessage("corrupt Struct: its length is -1 bytes");
    assertThatThrownBy(() -> decode(StructCoder.of(), frame(-1L)))
        .isInstanceOf(CoderException.class)
        .hasMessage("corrupt Struct: its length is not a number");
  }

  @Test
  void givenACountFarBeyondTheInput_allocatesNothingForIt() throws Exception {
    int[] twoBillionElements = {INSERT, 0, 1, 1, 'c', INT64_ARRAY, 0xFF, 0xFF, 0xFF, 0xFF, 7, 0};

    assertThatThrownBy(
            () -> decode(MutationCoder.of(), frame(twoBillionElements.length, twoBillionElements)))
        .isInstanceOf(CoderException.class)
        .hasMessage("corrupt count: 2147483647");
  }

  @Test
  void givenATypeNestedWithoutEnd_failsBeforeTheStackOverflows() throws Exception {
    int[] body = new int[300_000];
    for (int i = 0; i < body.length; i += 3) {
      body[i] = STRUCT;
      body[i + 1] = 1;
    }

    assertThatThrownBy(() -> decode(StructCoder.of(), frame(body.length, body)))
        .isInstanceOf(CoderException.class)
        .hasMessageContaining("nested more than 100 levels deep");
  }

  @Test
  void givenAStructNestedTooDeep_refusesToEncodeIt() {
    Struct struct = Struct.newBuilder().build();
    for (int i = 0; i < 101; i++) {
      struct = Struct.newBuilder().add(Value.struct(struct)).build();
    }
    Struct tooDeep = struct;
    Struct justDeepEnough = struct.getStruct(0);

    assertThatThrownBy(() -> CoderUtils.encodeToByteArray(StructCoder.of(), tooDeep))
        .isInstanceOf(CoderException.class)
        .hasMessageContaining("nested more than 100 levels deep");
    assertThat(catchThrowable(() -> CoderUtils.clone(StructCoder.of(), justDeepEnough))).isNull();
  }

  @Test
  void givenBytesAfterTheEnd_saysSo() throws Exception {
    assertThatThrownBy(() -> decode(MutationCoder.of(), frame(5, INSERT, 1, 'T', 0, 99)))
        .isInstanceOf(CoderException.class)
        .hasMessage("corrupt Mutation: 1 bytes are left over");
  }

  @Test
  void givenAnUnknownOperationTypeOrUtf8_saysSo() throws Exception {
    assertThatThrownBy(() -> decode(MutationCoder.of(), frame(3, 9, 1, 'T')))
        .hasMessage("corrupt Mutation: operation 9");
    assertThatThrownBy(() -> decode(MutationCoder.of(), frame(6, INSERT, 1, 'T', 1, 0, 0x1F)))
        .hasMessage("corrupt type: 1f");
    assertThatThrownBy(() -> decode(MutationCoder.of(), frame(3, INSERT, 1, 0x80)))
        .hasMessage("a string is not UTF-8");
  }

  @Test
  void everyTruncationIsNoticed() throws Exception {
    for (Value value : SampleValues.typed().toList()) {
      Mutation mutation = Mutation.newInsertBuilder("T").set("c").to(value).build();
      byte[] bytes = CoderUtils.encodeToByteArray(MutationCoder.of(), mutation);
      for (int length = 0; length < Math.min(bytes.length, 300); length++) {
        byte[] prefix = Arrays.copyOf(bytes, length);
        assertThatThrownBy(() -> decode(MutationCoder.of(), prefix))
            .isInstanceOfAny(CoderException.class, EOFException.class);
      }
    }
  }

  private static <T> T decode(Coder<T> coder, byte[] bytes) throws Exception {
    return coder.decode(new ByteArrayInputStream(bytes));
  }

  private static byte[] frame(long length, int... body) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(Frame.VERSION);
    VarInt.encode(length, bytes);
    for (int b : body) {
      bytes.write(b);
    }
    return bytes.toByteArray();
  }
}
