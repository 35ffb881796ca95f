package dev.lintel.transforms;

import com.google.cloud.Timestamp;
import java.util.List;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.CoderProperties;
import org.junit.jupiter.api.Test;

class AppliedElementCoderTest {

  @Test
  void elementAndTimestampAreCarried() throws Exception {
    var coder = AppliedElementCoder.of(StringUtf8Coder.of());
    for (Timestamp timestamp :
        List.of(
            Timestamp.MIN_VALUE,
            Timestamp.MAX_VALUE,
            Timestamp.parseTimestamp("1969-12-31T23:59:59.999999999Z"))) {
      CoderProperties.coderDecodeEncodeEqual(coder, AppliedElement.of("é", timestamp));
    }
    CoderProperties.coderSerializable(coder);
    CoderProperties.coderDeterministic(
        coder,
        AppliedElement.of("a", Timestamp.MAX_VALUE),
        AppliedElement.of("a", Timestamp.MAX_VALUE));
  }
}
