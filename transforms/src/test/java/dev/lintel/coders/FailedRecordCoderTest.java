package dev.lintel.coders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import dev.lintel.failure.FailedRecord;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.Coder.NonDeterministicException;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailedRecordCoderTest {
  private final Coder<FailedRecord<Mutation>> ofMutation = FailedRecordCoder.of(MutationCoder.of());
  private final Coder<FailedRecord<Key>> ofKey = FailedRecordCoder.of(KeyCoder.of());

  @ParameterizedTest
  @EnumSource
  void everyErrorCodeComesBack(ErrorCode errorCode) throws Exception {
    FailedRecord<Mutation> failed =
        FailedRecord.of("Singers", SampleMutations.everydayRow(), errorCode, "Row [1] exists");

    CoderProperties.coderDecodeEncodeEqual(ofMutation, failed);
    CoderProperties.structuralValueDecodeEncodeEqual(ofMutation, failed);
  }

  @Test
  void emptyAndIllFormedTextsComeBack() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(ofKey, failedKey("", ""));
    CoderProperties.coderDecodeEncodeEqual(ofKey, failedKey(SampleValues.LONE_SURROGATE, "\n\0東京"));
  }

  @Test
  void isAsDeterministicAsTheElementCoder() throws Exception {
    ofKey.verifyDeterministic();
    CoderProperties.coderConsistentWithEquals(ofKey, failedKey("T", "a"), failedKey("T", "b"));
    CoderProperties.coderDeterministic(ofKey, failedKey("T", "a"), failedKey("T", "a"));
    CoderProperties.structuralValueConsistentWithEquals(
        ofKey, failedKey("T", "a"), failedKey("U", "a"));

    assertThat(ofMutation.consistentWithEquals()).isFalse();
    assertThatThrownBy(ofMutation::verifyDeterministic)
        .isInstanceOf(NonDeterministicException.class)
        .hasMessageContaining("element coder must be deterministic");
  }

  @Test
  void knowsItsTypeAndComponents() {
    CoderProperties.coderSerializable(ofMutation);
    assertThat(ofMutation.getEncodedTypeDescriptor())
        .isEqualTo(new TypeDescriptor<FailedRecord<Mutation>>() {});
    assertThat(ofMutation.getCoderArguments()).singleElement().isEqualTo(MutationCoder.of());
    assertThat(ofMutation)
        .isEqualTo(FailedRecordCoder.of(MutationCoder.of()))
        .isNotEqualTo(FailedRecordCoder.of(StructCoder.of()));
  }

  @Test
  void givenNull_saysSo() {
    assertThatThrownBy(() -> CoderUtils.encodeToByteArray(ofKey, null))
        .isInstanceOf(CoderException.class)
        .hasMessage("cannot encode a null FailedRecord");
  }

  @Test
  void givenAnUnknownErrorCode_saysSo() {
    byte[] okIsNoError = {1, 3, 0, 0, 0};

    assertThatThrownBy(() -> CoderUtils.decodeFromByteArray(ofKey, okIsNoError))
        .isInstanceOf(CoderException.class)
        .hasMessage("corrupt FailedRecord: error code 0");
  }

  private static FailedRecord<Key> failedKey(String table, String message) {
    return FailedRecord.of(table, Key.of(1), ErrorCode.NOT_FOUND, message);
  }
}
