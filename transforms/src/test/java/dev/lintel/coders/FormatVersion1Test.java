package dev.lintel.coders;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeyRange;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Value;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.spanner.v1.TypeCode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.lintel.failure.FailedRecord;
import java.io.ByteArrayOutputStream;
import java.io.ObjectStreamClass;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

/**
 * The bytes of format version 1. A pipeline that is updated while it runs reads the elements that
 * the previous release wrote. So if these bytes have to change, add a version 2 that still reads
 * version 1.
 */
class FormatVersion1Test {
  private static final String EVERYDAY_ROW =
      """
      015c030753696e67657273040853696e6765724964028eda96010946697273744e616d6507084361
      74616c696e61084c6173744e616d65070f4865726e616e64657a2d536d6974680b4c617374557064
      617465640e8094ef3afef6bd9a0d
      """;

  private static final String DELETE =
      """
      01470501540001070302060161020004000000000000e03f09c8d17e0b1e636f6d2e676f6f676c65
      2e7370616e6e65722e76312e54797065436f646504424f4f4c0101010302010304
      """;

  private static final String KEY =
      """
      01230501050402ff6a070200ff08ff93ebdc03010a0100000000000000ffffffffffffffff
      """;

  private static final String STRUCT =
      """
      012612040269640201701202046e616d650703616765020161470001080102034164610201020178
      """;

  private static final String FAILED_RECORD = "0109015406057468657265010301030e";

  private static final String ALL_VALUES_SHA256 =
      "811d2264f0d692fc67b5817a4891f48470db5b13d0bcd3dc81cbf25700aded73";

  @Test
  void theBytesOfAMutation() throws Exception {
    assertBytes(MutationCoder.of(), SampleMutations.everydayRow(), EVERYDAY_ROW);
  }

  @Test
  void theBytesOfADelete() throws Exception {
    KeySet keySet =
        KeySet.newBuilder()
            .addKey(
                Key.of(1L, "a", true, null, 0.5, Date.fromYearMonthDay(2026, 3, 4), TypeCode.BOOL))
            .addRange(KeyRange.openClosed(Key.of(1), Key.of(2)))
            .build();

    assertBytes(MutationCoder.of(), Mutation.delete("T", keySet), DELETE);
  }

  /** The parts that are not in the delete. */
  @Test
  void theBytesOfAKey() throws Exception {
    Key key =
        Key.of(
            false,
            new BigDecimal("-1.50"),
            ByteArray.copyFrom(new byte[] {0, -1}),
            Timestamp.ofTimeSecondsAndNanos(-1, 999_999_999),
            new UUID(1, -1));

    assertBytes(KeyCoder.of(), key, KEY);
  }

  @Test
  void theBytesOfAStruct() throws Exception {
    Struct struct =
        Struct.newBuilder()
            .set("id")
            .to(-1)
            .set("p")
            .to(SampleValues.person("Ada", null))
            .set("a")
            .toStringArray(Arrays.asList("x", null))
            .add(Value.bool(null))
            .build();

    assertBytes(StructCoder.of(), struct, STRUCT);
  }

  @Test
  void theBytesOfAFailedRecord() throws Exception {
    assertBytes(
        FailedRecordCoder.of(KeyCoder.of()),
        FailedRecord.of("T", Key.of(7), ErrorCode.ALREADY_EXISTS, "there"),
        FAILED_RECORD);
  }

  /** Compares only a hash, for all the sample values whose bytes are not given above. */
  @Test
  void theBytesOfEveryTypeOfValue() throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Value value :
        Stream.concat(SampleValues.typed(), SampleValues.untyped().stream()).toList()) {
      MutationCoder.of().encode(Mutation.newInsertBuilder("T").set("c").to(value).build(), all);
    }

    assertThat(Hashing.sha256().hashBytes(all.toByteArray())).hasToString(ALL_VALUES_SHA256);
  }

  /**
   * Dataflow refuses to update a pipeline if the serialized form of a coder has changed, which has
   * the number of its class. Java computes another one for every method that is added.
   */
  @Test
  void theClassOfEveryCoderHasAFixedNumber() {
    List<Class<?>> coders = new ArrayList<>();
    for (JavaClass known :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.lintel.coders", "dev.lintel.compare", "dev.lintel.transforms")) {
      if (known.isAssignableTo(Coder.class)) {
        coders.add(known.reflect());
      }
    }
    assertThat(coders).hasSizeGreaterThan(12).contains(MutationCoder.class);
    assertThat(coders)
        .allSatisfy(
            coder -> assertThat(ObjectStreamClass.lookup(coder).getSerialVersionUID()).isOne());
  }

  private static <T> void assertBytes(Coder<T> coder, T element, String hex) throws Exception {
    BaseEncoding base16 = BaseEncoding.base16().lowerCase();
    String expected = hex.replaceAll("\\s", "");

    assertThat(base16.encode(CoderUtils.encodeToByteArray(coder, element))).isEqualTo(expected);
    assertThat(CoderUtils.decodeFromByteArray(coder, base16.decode(expected))).isEqualTo(element);
  }
}
