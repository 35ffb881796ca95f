package dev.lintel.pipeline.summary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectionReasonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          Column Age (INT64): not an integer, got "x"                | Column Age (INT64): not an integer, got …
          Column Age (INT64): not an integer, got "it said "no" to"  | Column Age (INT64): not an integer, got …
          Column Age (INT64): not an integer, got "cut               | Column Age (INT64): not an integer, got …
          the row has 12 fields, not 7                               | the row has … fields, not …
          Cannot find key `{Int64(7164)}` in table `Airports`.       | Cannot find key … in table `Airports`.
          Foreign key `FK_A` constraint violation on table `Routes`. | Foreign key `FK_A` constraint violation on table `Routes`.
          Row [a, "b]"] in table T already exists                    | Row … in table T already exists
          index key {String("x"), 2} is there                        | index key … is there
          it isn't there, and that's that                            | it isn't there, and that's that
          value 'it's secret' is bad                                 | value … is bad
          at 2026-11-23T08:00:00Z, -1.5e10 was there                 | at …, … was there
          key `{String("a`b")}` is missing                           | key … is missing
          column 'A' has 'a value'                                   | column …
          the type is FLOAT64 or utf8                                | the type is FLOAT64 or utf8
          """)
  void leavesOutWhatDiffersFromRecordToRecord(String message, String expected) {
    RejectionReason reason = RejectionReason.of("INVALID_ARGUMENT", message);

    assertThat(reason.errorCode()).isEqualTo("INVALID_ARGUMENT");
    assertThat(reason.message()).isEqualTo(expected);
  }

  @Test
  void isOneLineOfBoundedLength() {
    RejectionReason reason = RejectionReason.of("INTERNAL", "a\n  b " + "😀".repeat(1000));

    assertThat(reason.message()).startsWith("a b 😀").endsWith("😀…");
    assertThat(reason.message().codePointCount(0, reason.message().length()))
        .isEqualTo(RejectionReason.LONGEST + 1);
  }

  @Test
  void aLongQuotationIsLeftOutToItsEnd() {
    RejectionReason reason =
        RejectionReason.of("INTERNAL", "bad value \"" + "secret ".repeat(10_000) + "\" here");

    assertThat(reason.message()).isEqualTo("bad value …");
  }

  @Test
  void theRestOfACodeIsOneReason() {
    assertThat(RejectionReason.other("INTERNAL").isOther()).isTrue();
    assertThat(RejectionReason.of("INTERNAL", "not that").isOther()).isFalse();
  }
}
