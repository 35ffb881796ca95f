package dev.lintel.pipeline.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.ByteArray;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableSet;
import dev.lintel.convert.ConversionException;
import dev.lintel.pipeline.files.RawText;
import dev.lintel.pipeline.files.avro.AvroBinary;
import dev.lintel.pipeline.records.JsonFields;
import dev.lintel.pipeline.records.RecordFields;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.generic.GenericRecord;

/**
 * The values in which a record is kept; see {@link RecordForm}. Not thread-safe.
 *
 * @param <R> a record
 */
interface RecordEncoder<R> {

  /**
   * The values of the kept columns.
   *
   * @param raw the record's text, if it has one
   * @throws ConversionException if the record cannot be kept so
   */
  List<Value> keep(R record, Optional<RawText> raw);

  /** Keeps the fields, each in its own type. */
  static <R> RecordEncoder<R> ofFields(RecordFields<R> fields) {
    List<Function<R, Value>> readers = fields.names().stream().map(fields::reader).toList();
    return (record, raw) -> readers.stream().map(reader -> reader.apply(record)).toList();
  }

  /** Likewise of JSON, whose records may have fields that none of the first had. */
  static RecordEncoder<JsonNode> ofKnownFields(JsonFields fields) {
    RecordEncoder<JsonNode> keeper = ofFields(fields);
    return (record, raw) -> {
      for (var field : record.properties()) {
        if (!fields.types().containsKey(field.getKey())) {
          throw ConversionException.ofRow(
              "the first records have no field %s; name it and its type in \"fields\" of the spec"
                  .formatted(field.getKey()));
        }
      }
      return keeper.keep(record, raw);
    };
  }

  /**
   * Keeps the text of an object.
   *
   * @param added the fields that will be added: a record that has one already cannot get another
   */
  static RecordEncoder<JsonNode> ofText(ImmutableSet<String> added) {
    return (record, raw) -> {
      for (String field : added) {
        if (record.has(field)) {
          throw ConversionException.ofRow(
              "the record has a field %s of its own, which a lookup is to add".formatted(field));
        }
      }
      return List.of(Value.string(raw.orElseThrow().text()));
    };
  }

  /** Keeps the bytes of an Avro record. */
  static RecordEncoder<GenericRecord> ofRecords(AvroBinary binary) {
    return (record, raw) -> List.of(Value.bytes(ByteArray.copyFrom(binary.encode(record))));
  }
}
