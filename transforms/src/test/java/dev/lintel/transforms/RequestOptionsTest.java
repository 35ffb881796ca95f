package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Options.RpcPriority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestOptionsTest {

  @Test
  void eachMethodChangesOnlyWhatItNames() {
    var both = RequestOptions.NONE.withPriority(RpcPriority.LOW).withTag("nightly");
    assertThat(both)
        .isEqualTo(RequestOptions.NONE.withTag("nightly").withPriority(RpcPriority.LOW));
    assertThat(both.priority()).isEqualTo(RpcPriority.LOW);
    assertThat(both.tag()).isEqualTo("nightly");
  }

  @Test
  void onlyOptionsThatAreSetAreSent() {
    assertThat(RequestOptions.NONE.stream()).isEmpty();
    assertThat(RequestOptions.NONE.withTag("nightly").stream()).hasSize(1);
    assertThat(RequestOptions.NONE.withTag("nightly").withPriority(RpcPriority.LOW).stream())
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "caf\u00e9", "a\nb", "0123456789012345678901234567890123456789012345678901"})
  void aTagThatSpannerDoesNotAcceptIsRejected(String tag) {
    assertThatThrownBy(() -> RequestOptions.NONE.withTag(tag))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Spanner takes a tag of 1 to 50 printable ASCII characters, but it is %s", tag);
  }
}
