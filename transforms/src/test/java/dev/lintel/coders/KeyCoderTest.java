package dev.lintel.coders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Value;
import com.google.spanner.v1.TypeCode;
import java.util.List;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyCoderTest {
  private final KeyCoder coder = KeyCoder.of();

  static List<Key> keys() {
    return SampleMutations.keys();
  }

  static List<KeySet> keySets() {
    return SampleMutations.keySets();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyKeyComesBackEqual(Key key) throws Exception {
    CoderProperties.coderDecodeEncodeEqual(coder, key);
    CoderProperties.structuralValueDecodeEncodeEqual(coder, key);
    for (Key other : keys()) {
      CoderProperties.coderConsistentWithEquals(coder, key, other);
    }
  }

  @ParameterizedTest
  @MethodSource("keySets")
  void everyKeySetComesBackEqual(KeySet keySet) throws Exception {
    CoderProperties.coderDecodeEncodeEqual(KeySetCoder.of(), keySet);
    CoderProperties.structuralValueDecodeEncodeEqual(KeySetCoder.of(), keySet);
    for (KeySet other : keySets()) {
      CoderProperties.coderConsistentWithEquals(KeySetCoder.of(), keySet, other);
    }
  }

  @Test
  void equalKeysGiveEqualBytes() throws Exception {
    coder.verifyDeterministic();
    KeySetCoder.of().verifyDeterministic();
    CoderProperties.coderDeterministic(
        coder, Key.of(Double.NaN), Key.of(SampleValues.NAN_WITH_PAYLOAD));
    CoderProperties.coderConsistentWithEquals(coder, Key.of(0.0), Key.of(-0.0));
    CoderProperties.coderDeterministic(
        KeySetCoder.of(),
        KeySet.singleKey(Key.of(Double.NaN)),
        KeySet.singleKey(Key.of(SampleValues.NAN_WITH_PAYLOAD)));
  }

  @Test
  void thePlaceholderInAKeyIsTheEpochThatTheClientSendsForIt() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(coder, Key.of(Value.COMMIT_TIMESTAMP));
  }

  @Test
  void anEnumIsDecodedToTheSameConstant() throws Exception {
    Key decoded = CoderUtils.clone(coder, Key.of(TypeCode.UNRECOGNIZED));

    assertThat(decoded.getParts()).singleElement().isSameAs(TypeCode.UNRECOGNIZED);
  }

  @Test
  void givenAnEnumConstantThatDoesNotExist_namesIt() throws Exception {
    byte[] bytes = CoderUtils.encodeToByteArray(coder, Key.of(TypeCode.BOOL));
    bytes[bytes.length - 1] = 'X';

    assertThatThrownBy(() -> CoderUtils.decodeFromByteArray(coder, bytes))
        .isInstanceOf(CoderException.class)
        .hasMessage("a key needs com.google.spanner.v1.TypeCode.BOOX, which does not exist here");
  }

  @Test
  void givenNull_saysSo() {
    assertThatThrownBy(() -> CoderUtils.encodeToByteArray(coder, null))
        .isInstanceOf(CoderException.class)
        .hasMessage("cannot encode a null Key");
    assertThatThrownBy(() -> CoderUtils.encodeToByteArray(KeySetCoder.of(), null))
        .isInstanceOf(CoderException.class)
        .hasMessage("cannot encode a null KeySet");
  }

  @Test
  void areSerializable() {
    CoderProperties.coderSerializable(coder);
    CoderProperties.coderSerializable(KeySetCoder.of());
  }
}
