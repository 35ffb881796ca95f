package dev.lintel.benchmarks;

import com.google.cloud.spanner.Value;
import com.google.protobuf.ByteString;
import com.google.protobuf.ListValue;
import com.google.spanner.v1.PartialResultSet;
import com.google.spanner.v1.Partition;
import com.google.spanner.v1.PartitionResponse;
import com.google.spanner.v1.ResultSetMetadata;
import com.google.spanner.v1.StructType;
import com.google.spanner.v1.Type;
import com.google.spanner.v1.TypeCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The sample rows as messages, made once. Immutable. */
final class SlowTable {
  private static final int PARTITIONS = 10;

  /** Spanner sends messages of some tens of kilobytes. */
  private static final int ROWS_A_MESSAGE = 500;

  private static final ResultSetMetadata METADATA =
      metadata(
          SampleRows.COLUMNS,
          List.of(
              TypeCode.INT64,
              TypeCode.STRING,
              TypeCode.STRING,
              TypeCode.TIMESTAMP,
              TypeCode.FLOAT64));

  private final List<List<PartialResultSet>> partitions;
  private final List<ListValue> rows;

  SlowTable(int count) {
    SampleRows sample = SampleRows.good(count);
    rows = IntStream.range(0, count).mapToObj(key -> values(sample.row(key).asMap())).toList();
    partitions =
        IntStream.range(0, PARTITIONS)
            .mapToObj(
                i ->
                    messages(
                        rows.subList(
                            (int) ((long) count * i / PARTITIONS),
                            (int) ((long) count * (i + 1) / PARTITIONS))))
            .toList();
  }

  static ByteString token(long number) {
    return ByteString.copyFromUtf8(Long.toString(number));
  }

  /** Returns the partitions of a read of the whole table. */
  static PartitionResponse partitions() {
    var response = PartitionResponse.newBuilder();
    for (int i = 0; i < PARTITIONS; i++) {
      response.addPartitions(Partition.newBuilder().setPartitionToken(token(i)));
    }
    return response.build();
  }

  /** Returns the only partition of a read of some keys. */
  static PartitionResponse partitionOfKeys() {
    return PartitionResponse.newBuilder()
        .addPartitions(Partition.newBuilder().setPartitionToken(token(0)))
        .build();
  }

  List<PartialResultSet> partition(ByteString token) {
    return partitions.get(Integer.parseInt(token.toStringUtf8()));
  }

  List<PartialResultSet> all() {
    return partitions.stream().flatMap(List::stream).toList();
  }

  /** Returns the rows of these keys. */
  PartialResultSet rows(List<ListValue> keys) {
    return message(
        keys.stream()
            .map(key -> rows.get(Integer.parseInt(key.getValues(0).getStringValue())))
            .toList());
  }

  static ResultSetMetadata metadata(List<String> names, List<TypeCode> types) {
    var row = StructType.newBuilder();
    for (int i = 0; i < names.size(); i++) {
      row.addFields(
          StructType.Field.newBuilder()
              .setName(names.get(i))
              .setType(Type.newBuilder().setCode(types.get(i))));
    }
    return ResultSetMetadata.newBuilder().setRowType(row).build();
  }

  private static List<PartialResultSet> messages(List<ListValue> rows) {
    List<PartialResultSet> messages = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += ROWS_A_MESSAGE) {
      messages.add(message(rows.subList(from, Math.min(rows.size(), from + ROWS_A_MESSAGE))));
    }
    return messages.isEmpty() ? List.of(message(List.of())) : messages;
  }

  private static PartialResultSet message(List<ListValue> rows) {
    var message = PartialResultSet.newBuilder().setMetadata(METADATA);
    rows.forEach(row -> message.addAllValues(row.getValuesList()));
    return message.build();
  }

  private static ListValue values(Map<String, Value> row) {
    var values = ListValue.newBuilder();
    SampleRows.COLUMNS.forEach(column -> values.addValues(message(row.get(column))));
    return values.build();
  }

  private static com.google.protobuf.Value message(Value value) {
    var message = com.google.protobuf.Value.newBuilder();
    return switch (value.getType().getCode()) {
      case INT64 -> message.setStringValue(Long.toString(value.getInt64())).build();
      case FLOAT64 -> message.setNumberValue(value.getFloat64()).build();
      case TIMESTAMP -> message.setStringValue(value.getTimestamp().toString()).build();
      default -> message.setStringValue(value.getString()).build();
    };
  }
}
