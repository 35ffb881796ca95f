package dev.lintel.coders;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.RoundingMode;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

class SerializableCoderFinderTest {
  private final Pipeline pipeline = Pipeline.create();

  @Test
  void givenASerializableCoderDeepInAnother_namesTheStep() {
    pipeline
        .apply(
            "Modes",
            Create.empty(
                KvCoder.of(
                    StringUtf8Coder.of(), ListCoder.of(SerializableCoder.of(RoundingMode.class)))))
        .apply("Lists", Values.create());

    assertThat(SerializableCoderFinder.findIn(pipeline))
        .allSatisfy(line -> assertThat(line).contains("SerializableCoder(java.math.RoundingMode)"))
        .anySatisfy(line -> assertThat(line).startsWith("Modes/"))
        .anySatisfy(line -> assertThat(line).startsWith("Lists/"));
  }

  @Test
  void givenOtherCodersOnly_findsNothing() {
    pipeline
        .apply(
            Create.of(KV.of("a", 1)).withCoder(KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of())))
        .apply(Values.create());

    assertThat(SerializableCoderFinder.findIn(pipeline)).isEmpty();
  }
}
