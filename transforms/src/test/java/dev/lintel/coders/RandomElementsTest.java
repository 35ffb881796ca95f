package dev.lintel.coders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;

class RandomElementsTest {

  @Provide
  Arbitrary<Mutation> mutations() {
    return RandomElements.mutations();
  }

  @Provide
  Arbitrary<Struct> structs() {
    return RandomElements.structs();
  }

  @Property(tries = 500)
  void mutationsComeBackEqual(@ForAll("mutations") Mutation mutation) throws Exception {
    CoderProperties.coderDecodeEncodeEqual(MutationCoder.of(), mutation);
    CoderProperties.structuralValueDecodeEncodeEqual(MutationCoder.of(), mutation);
  }

  @Property(tries = 500)
  void structsComeBackEqualAndOfTheSameType(@ForAll("structs") Struct struct) throws Exception {
    Struct decoded = CoderUtils.clone(StructCoder.of(), struct);

    assertThat(decoded).isEqualTo(struct);
    assertThat(decoded.getType()).isEqualTo(struct.getType());
    CoderProperties.structuralValueDecodeEncodeEqual(StructCoder.of(), struct);
  }

  @Property(tries = 200)
  void eachElementOfASequenceEndsWhereTheNextBegins(
      @ForAll("mutations") Mutation first, @ForAll("mutations") Mutation second) throws Exception {
    CoderProperties.coderDecodeEncodeEqual(
        ListCoder.of(MutationCoder.of()), List.of(first, second, first));
  }

  @Property(tries = 200)
  void everyTruncationIsNoticed(@ForAll("mutations") Mutation mutation, @ForAll int seed)
      throws Exception {
    byte[] bytes = CoderUtils.encodeToByteArray(MutationCoder.of(), mutation);
    byte[] prefix = Arrays.copyOf(bytes, Math.floorMod(seed, bytes.length));

    assertThat(decodeFailure(MutationCoder.of(), prefix))
        .isInstanceOfAny(CoderException.class, EOFException.class);
  }

  @Property(tries = 2000)
  void changedBytesOfAMutationNeverCauseMoreThanACoderException(
      @ForAll("mutations") Mutation mutation, @ForAll int position, @ForAll byte change)
      throws Exception {
    assertHarmless(MutationCoder.of(), mutation, position, change);
  }

  @Property(tries = 2000)
  void changedBytesOfAStructNeverCauseMoreThanACoderException(
      @ForAll("structs") Struct struct, @ForAll int position, @ForAll byte change)
      throws Exception {
    assertHarmless(StructCoder.of(), struct, position, change);
  }

  @Property(tries = 2000)
  void randomBytesNeverCauseMoreThanACoderException(@ForAll byte[] body) {
    byte[] framed = new byte[body.length + 2];
    framed[0] = Frame.VERSION;
    framed[1] = (byte) Math.min(body.length, Byte.MAX_VALUE);
    System.arraycopy(body, 0, framed, 2, body.length);

    for (Coder<?> coder :
        List.of(MutationCoder.of(), StructCoder.of(), KeyCoder.of(), KeySetCoder.of())) {
      Throwable failure = decodeFailure(coder, framed);
      if (failure != null) {
        assertThat(failure).isInstanceOfAny(CoderException.class, EOFException.class);
      }
    }
  }

  /** Changed bytes may be decoded to another element, but it must be a complete one. */
  private static <T> void assertHarmless(Coder<T> coder, T element, int position, byte change)
      throws Exception {
    byte[] bytes = CoderUtils.encodeToByteArray(coder, element);
    bytes[Math.floorMod(position, bytes.length)] ^= change;

    Throwable failure = decodeFailure(coder, bytes);

    if (failure == null) {
      T decoded = coder.decode(new ByteArrayInputStream(bytes));
      CoderProperties.structuralValueDecodeEncodeEqual(coder, decoded);
    } else {
      assertThat(failure).isInstanceOfAny(CoderException.class, EOFException.class);
    }
  }

  private static Throwable decodeFailure(Coder<?> coder, byte[] bytes) {
    return catchThrowable(() -> coder.decode(new ByteArrayInputStream(bytes)));
  }
}
