package dev.lintel.coders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.NoCredentials;
import com.google.cloud.spanner.DatabaseId;
import com.google.cloud.spanner.DecodeMode;
import com.google.cloud.spanner.MockSpannerServiceImpl;
import com.google.cloud.spanner.MockSpannerServiceImpl.StatementResult;
import com.google.cloud.spanner.Options;
import com.google.cloud.spanner.Spanner;
import com.google.cloud.spanner.SpannerOptions;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Struct;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Value;
import com.google.spanner.v1.ResultSet;
import com.google.spanner.v1.ResultSetMetadata;
import com.google.spanner.v1.StructType;
import com.google.spanner.v1.StructType.Field;
import com.google.spanner.v1.Type;
import com.google.spanner.v1.TypeAnnotationCode;
import com.google.spanner.v1.TypeCode;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of a result set have another class than the structs that a builder builds. */
class ResultSetRowTest {
  private static final Value NULL = Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build();
  private static final Statement QUERY = Statement.of("SELECT * FROM Everything");

  private static final MockSpannerServiceImpl SERVICE = new MockSpannerServiceImpl();
  private static Server server;
  private static Spanner spanner;

  @BeforeAll
  static void start() throws Exception {
    SERVICE.setAbortProbability(0);
    server = ServerBuilder.forPort(0).addService(SERVICE).build().start();
    spanner =
        SpannerOptions.newBuilder()
            .setProjectId("p")
            .setHost("http://localhost:" + server.getPort())
            .setChannelConfigurator(builder -> builder.usePlaintext())
            .setCredentials(NoCredentials.getInstance())
            .setBuiltInMetricsEnabled(false)
            .build()
            .getService();
  }

  @AfterAll
  static void stop() {
    spanner.close();
    server.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeComesBackEqual(DecodeMode mode) throws Exception {
    Map<Type, Value> columns = columnsOfEveryType();
    answer(columns.keySet(), List.of(columns.values(), nulls(columns.size())));

    List<Struct> rows = read(mode);

    assertThat(rows).hasSize(2);
    for (Struct row : rows) {
      Struct decoded = CoderUtils.clone(StructCoder.of(), row);
      assertThat(decoded.getType()).isEqualTo(row.getType());
      assertThat(decoded).isEqualTo(row).hasSameHashCodeAs(row);
      CoderProperties.coderDecodeEncodeEqual(StructCoder.of(), row);
      CoderProperties.structuralValueDecodeEncodeEqual(StructCoder.of(), row);
      // The bytes do not depend on the class of the struct.
      CoderProperties.structuralValueConsistentWithEquals(StructCoder.of(), row, decoded);
    }
  }

  @Test
  void givenATypeThatTheClientDoesNotKnow_saysSo() {
    Type unknown = Type.newBuilder().setCodeValue(9999).build();
    answer(List.of(unknown), List.of(List.of(text("?"))));
    Struct row = read(DecodeMode.DIRECT).get(0);

    assertThatThrownBy(() -> CoderUtils.encodeToByteArray(StructCoder.of(), row))
        .isInstanceOf(CoderException.class)
        .hasMessageContaining("which this Spanner client does not know");
  }

  private List<Struct> read(DecodeMode mode) {
    List<Struct> rows = new ArrayList<>();
    try (var results =
        spanner
            .getDatabaseClient(DatabaseId.of("p", "i", "d"))
            .singleUse()
            .executeQuery(QUERY, Options.decodeMode(mode))) {
      while (results.next()) {
        rows.add(results.getCurrentRowAsStruct());
      }
    }
    return rows;
  }

  private void answer(Iterable<Type> types, List<? extends Iterable<Value>> rows) {
    StructType.Builder rowType = StructType.newBuilder();
    for (Type type : types) {
      rowType.addFields(Field.newBuilder().setName("c" + rowType.getFieldsCount()).setType(type));
    }
    ResultSet.Builder results =
        ResultSet.newBuilder().setMetadata(ResultSetMetadata.newBuilder().setRowType(rowType));
    for (Iterable<Value> row : rows) {
      results.addRows(ListValue.newBuilder().addAllValues(row));
    }
    SERVICE.putStatementResult(StatementResult.query(QUERY, results.build()));
  }

  private static List<Value> nulls(int size) {
    return Collections.nCopies(size, NULL);
  }

  /** A value of each type, and an array of each type with a null element. */
  private static Map<Type, Value> columnsOfEveryType() {
    Map<Type, Value> scalars = new LinkedHashMap<>();
    scalars.put(type(TypeCode.BOOL), Value.newBuilder().setBoolValue(true).build());
    scalars.put(type(TypeCode.INT64), text("-9223372036854775808"));
    scalars.put(type(TypeCode.FLOAT32), Value.newBuilder().setNumberValue(0.5).build());
    scalars.put(type(TypeCode.FLOAT64), text("NaN"));
    scalars.put(type(TypeCode.NUMERIC), text("1.50"));
    scalars.put(annotated(TypeCode.NUMERIC, TypeAnnotationCode.PG_NUMERIC), text("NaN"));
    scalars.put(type(TypeCode.STRING), text("text"));
    scalars.put(type(TypeCode.JSON), text("{}"));
    scalars.put(annotated(TypeCode.JSON, TypeAnnotationCode.PG_JSONB), text("{}"));
    scalars.put(annotated(TypeCode.INT64, TypeAnnotationCode.PG_OID), text("7"));
    scalars.put(type(TypeCode.BYTES), text("/w=="));
    scalars.put(type(TypeCode.TIMESTAMP), text("2026-01-02T03:04:05.123456789Z"));
    scalars.put(type(TypeCode.DATE), text("2024-02-29"));
    scalars.put(type(TypeCode.UUID), text("c2b1a8a0-9d5e-4f6b-8d3c-0123456789ab"));
    scalars.put(type(TypeCode.INTERVAL), text("P1Y2M3DT4H5M6.5S"));
    scalars.put(named(TypeCode.PROTO, "examples.Song"), text("CAE="));
    scalars.put(named(TypeCode.ENUM, "examples.Genre"), text("2"));
    Type struct =
        Type.newBuilder()
            .setCode(TypeCode.STRUCT)
            .setStructType(
                StructType.newBuilder()
                    .addFields(Field.newBuilder().setName("a").setType(type(TypeCode.INT64)))
                    .addFields(Field.newBuilder().setType(type(TypeCode.STRING))))
            .build();
    scalars.put(struct, list(text("1"), NULL));

    Map<Type, Value> columns = new LinkedHashMap<>(scalars);
    scalars.forEach(
        (type, value) ->
            columns.put(
                Type.newBuilder().setCode(TypeCode.ARRAY).setArrayElementType(type).build(),
                list(value, NULL, value)));
    return columns;
  }

  private static Type type(TypeCode code) {
    return Type.newBuilder().setCode(code).build();
  }

  private static Type annotated(TypeCode code, TypeAnnotationCode annotation) {
    return Type.newBuilder().setCode(code).setTypeAnnotation(annotation).build();
  }

  private static Type named(TypeCode code, String name) {
    return Type.newBuilder().setCode(code).setProtoTypeFqn(name).build();
  }

  private static Value text(String value) {
    return Value.newBuilder().setStringValue(value).build();
  }

  private static Value list(Value... values) {
    return Value.newBuilder()
        .setListValue(ListValue.newBuilder().addAllValues(List.of(values)))
        .build();
  }
}
