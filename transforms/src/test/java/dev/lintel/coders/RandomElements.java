package dev.lintel.coders;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Interval;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeyRange;
import com.google.cloud.spanner.KeyRange.Endpoint;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Mutation.WriteBuilder;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random mutations and structs of every type, nested up to three levels. */
final class RandomElements {
  private static final int MAX_NESTING = 3;
  private static final BigDecimal MAX_NUMERIC = BigDecimal.TEN.pow(29).subtract(BigDecimal.ONE);

  private RandomElements() {}

  static Arbitrary<Mutation> mutations() {
    Arbitrary<Mutation> deletes =
        Combinators.combine(names(), keySets())
            .as((table, keySet) -> Mutation.delete(table, keySet));
    Arbitrary<Mutation> writes =
        Combinators.combine(
                Arbitraries.of(
                    List.<Function<String, WriteBuilder>>of(
                        Mutation::newInsertBuilder,
                        Mutation::newUpdateBuilder,
                        Mutation::newInsertOrUpdateBuilder,
                        Mutation::newReplaceBuilder)),
                names(),
                Arbitraries.oneOf(
                        values(0), Arbitraries.just(Value.timestamp(Value.COMMIT_TIMESTAMP)))
                    .list()
                    .ofMaxSize(6))
            .as(
                (operation, table, values) -> {
                  WriteBuilder mutation = operation.apply(table);
                  for (int i = 0; i < values.size(); i++) {
                    mutation.set("column" + i).to(values.get(i));
                  }
                  return mutation.build();
                });
    return Arbitraries.oneOf(writes, deletes);
  }

  static Arbitrary<Struct> structs() {
    return structs(0);
  }

  private static Arbitrary<Struct> structs(int depth) {
    return Combinators.combine(names(), values(depth))
        .as((name, value) -> (Consumer<Struct.Builder>) struct -> struct.set(name).to(value))
        .list()
        .ofMaxSize(10)
        .map(
            fields -> {
              Struct.Builder struct = Struct.newBuilder();
              fields.forEach(field -> field.accept(struct));
              return struct.build();
            });
  }

  private static Arbitrary<Value> values(int depth) {
    List<Arbitrary<Value>> kinds = new ArrayList<>();
    kinds.addAll(kinds(Arbitraries.of(true, false), Value::bool, Value::boolArray));
    kinds.addAll(kinds(Arbitraries.longs(), Value::int64, Value::int64Array));
    kinds.addAll(kinds(Arbitraries.longs(), Value::pgOid, Value::pgOidArray));
    kinds.addAll(
        kinds(
            Arbitraries.longs(),
            v -> Value.protoEnum(v, "e.E"),
            v -> Value.protoEnumArray(v, "e.E")));
    kinds.addAll(
        kinds(
            Arbitraries.integers().map(Float::intBitsToFloat),
            Value::float32,
            Value::float32Array));
    kinds.addAll(kinds(doubles(), Value::float64, Value::float64Array));
    kinds.addAll(kinds(numerics(), Value::numeric, Value::numericArray));
    kinds.addAll(
        kinds(numerics().map(BigDecimal::toString), Value::pgNumeric, Value::pgNumericArray));
    kinds.addAll(kinds(Arbitraries.strings(), Value::string, Value::stringArray));
    kinds.addAll(kinds(Arbitraries.strings(), Value::json, Value::jsonArray));
    kinds.addAll(kinds(Arbitraries.strings(), Value::pgJsonb, Value::pgJsonbArray));
    kinds.addAll(kinds(bytes(), Value::bytes, Value::bytesArray));
    kinds.addAll(
        kinds(bytes(), v -> Value.protoMessage(v, "p.P"), v -> Value.protoMessageArray(v, "p.P")));
    kinds.addAll(kinds(timestamps(), Value::timestamp, Value::timestampArray));
    kinds.addAll(kinds(dates(), Value::date, Value::dateArray));
    kinds.addAll(kinds(uuids(), Value::uuid, Value::uuidArray));
    kinds.addAll(kinds(intervals(), Value::interval, Value::intervalArray));
    if (depth < MAX_NESTING) {
      kinds.add(Arbitraries.lazy(() -> structs(depth + 1).map(Value::struct)));
      kinds.add(
          Arbitraries.lazy(
              () -> structs(depth + 1).map(struct -> Value.struct(struct.getType(), null))));
      kinds.add(Arbitraries.lazy(() -> structs(depth + 1).map(RandomElements::arrayOf)));
    }
    return Arbitraries.oneOf(kinds);
  }

  private static Value arrayOf(Struct struct) {
    Type type = struct.getType();
    List<Struct> elements = new ArrayList<>(List.of(struct, struct));
    elements.add(1, null);
    return Value.structArray(type, elements);
  }

  /** Values and arrays of a type, including nulls and null elements. */
  private static <T> List<Arbitrary<Value>> kinds(
      Arbitrary<T> contents, Function<T, Value> of, Function<? super List<T>, Value> ofArray) {
    Arbitrary<T> nullable = contents.injectNull(0.1);
    return List.of(
        nullable.map(of),
        nullable.list().ofMaxSize(20).injectNull(0.1).map(elements -> ofArray.apply(elements)));
  }

  private static Arbitrary<KeySet> keySets() {
    Arbitrary<KeyRange> ranges =
        Combinators.combine(
                keys(), Arbitraries.of(Endpoint.class), keys(), Arbitraries.of(Endpoint.class))
            .as(
                (start, startType, end, endType) ->
                    KeyRange.newBuilder()
                        .setStart(start)
                        .setStartType(startType)
                        .setEnd(end)
                        .setEndType(endType)
                        .build());
    return Combinators.combine(
            Arbitraries.of(true, false), keys().list().ofMaxSize(5), ranges.list().ofMaxSize(3))
        .as(
            (all, keys, keyRanges) -> {
              KeySet.Builder keySet = KeySet.newBuilder();
              if (all) {
                keySet.setAll();
              }
              keys.forEach(keySet::addKey);
              keyRanges.forEach(keySet::addRange);
              return keySet.build();
            });
  }

  private static Arbitrary<Key> keys() {
    return Arbitraries.<Object>oneOf(
            Arbitraries.of(true, false),
            Arbitraries.longs(),
            doubles(),
            numerics(),
            Arbitraries.strings(),
            bytes(),
            timestamps(),
            dates(),
            uuids())
        .injectNull(0.1)
        .list()
        .ofMaxSize(4)
        .map(parts -> Key.of(parts.toArray()));
  }

  private static Arbitrary<String> names() {
    return Arbitraries.strings().ofMaxLength(12);
  }

  private static Arbitrary<Double> doubles() {
    return Arbitraries.longs().map(Double::longBitsToDouble);
  }

  private static Arbitrary<BigDecimal> numerics() {
    return Arbitraries.bigDecimals().between(MAX_NUMERIC.negate(), MAX_NUMERIC).ofScale(9);
  }

  private static Arbitrary<ByteArray> bytes() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(ByteArray::copyFrom);
  }

  private static Arbitrary<Timestamp> timestamps() {
    return Combinators.combine(
            Arbitraries.longs()
                .between(Timestamp.MIN_VALUE.getSeconds(), Timestamp.MAX_VALUE.getSeconds()),
            Arbitraries.integers().between(0, 999_999_999))
        .as(Timestamp::ofTimeSecondsAndNanos);
  }

  private static Arbitrary<Date> dates() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 9999),
            Arbitraries.integers().between(1, 12),
            Arbitraries.integers().between(1, 28))
        .as(Date::fromYearMonthDay);
  }

  private static Arbitrary<UUID> uuids() {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
  }

  private static Arbitrary<Interval> intervals() {
    return Combinators.combine(
            Arbitraries.integers().between(-120_000, 120_000),
            Arbitraries.integers().between(-3_660_000, 3_660_000),
            Arbitraries.bigIntegers())
        .as(Interval::fromMonthsDaysNanos);
  }
}
