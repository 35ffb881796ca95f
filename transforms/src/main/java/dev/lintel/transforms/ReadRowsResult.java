package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.convert.AvroRecords;
import dev.lintel.convert.AvroTypes;
import dev.lintel.convert.StructToAvro;
import dev.lintel.convert.StructToRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroGenericCoder;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * The rows of a {@link ReadRows}, by the name of the read. Used while the pipeline is built; not
 * thread-safe.
 */
public final class ReadRowsResult extends TaggedOutputs {
  private final ReadRows spec;
  private final ImmutableList<TupleTag<Struct>> tags;

  // A second call returns the same collection and adds no second step.
  private final Map<String, PCollection<Row>> beamRows = new HashMap<>();
  private final Map<String, PCollection<GenericRecord>> avroRecords = new HashMap<>();

  ReadRowsResult(
      Pipeline pipeline, ReadRows spec, List<TupleTag<Struct>> tags, PCollectionTuple outputs) {
    super(pipeline, tags.stream().collect(ImmutableMap.toImmutableMap(tag -> tag, outputs::get)));
    this.spec = spec;
    this.tags = ImmutableList.copyOf(tags);
  }

  /**
   * Returns the rows of the only read.
   *
   * @throws IllegalStateException if there are several reads
   */
  public PCollection<Struct> getRows() {
    return getRows(onlyName());
  }

  /**
   * Returns the rows of a read; a read added by {@code withTable} has the name of its table.
   *
   * @throws IllegalArgumentException if there is no read of that name
   */
  @SuppressWarnings("unchecked") // The tag belongs to a collection of Structs.
  public PCollection<Struct> getRows(String name) {
    return (PCollection<Struct>) expand().get(tags.get(indexOf(name)));
  }

  /** Returns the rows of the only read as Beam rows. See {@link #getBeamRows(String)}. */
  public PCollection<Row> getBeamRows() {
    return getBeamRows(onlyName());
  }

  /**
   * Returns the rows of a read as Beam rows, with the schema of {@link StructToRow}; no value is
   * lost. The columns are read from the database now, while the pipeline is built. If they have
   * changed when the pipeline runs, it fails.
   *
   * @throws IllegalArgumentException if two columns have the same name
   * @throws dev.lintel.connection.ConnectionFailedException if the database cannot be reached
   * @throws com.google.cloud.spanner.SpannerException if Spanner rejects the query
   */
  public PCollection<Row> getBeamRows(String name) {
    return beamRows.computeIfAbsent(
        name,
        read -> {
          List<Type.StructField> columns = columns(read);
          StructToRow conversion = StructToRow.of(columns);
          PCollection<Struct> rows = getRows(read);
          return rows.apply(
                  "Convert " + rows.getName() + " to Beam rows",
                  MapElements.into(TypeDescriptors.rows())
                      .via(new SameColumns<>(columns, conversion::convert)))
              .setRowSchema(conversion.getSchema());
        });
  }

  /** Returns the rows of the only read as Avro records. See {@link #getAvroRecords(String)}. */
  public PCollection<GenericRecord> getAvroRecords() {
    return getAvroRecords(onlyName());
  }

  /**
   * Returns the rows of a read as Avro records, with the types of Google's export; no value is
   * lost. The columns are read from the database now, while the pipeline is built. If they have
   * changed when the pipeline runs, it fails.
   *
   * @throws IllegalArgumentException if two columns have the same name, or a column of a query has
   *     a type that columns of tables cannot have
   * @throws dev.lintel.connection.ConnectionFailedException if the database cannot be reached
   * @throws com.google.cloud.spanner.SpannerException if Spanner rejects the query
   */
  public PCollection<GenericRecord> getAvroRecords(String name) {
    return avroRecords.computeIfAbsent(
        name,
        read -> {
          List<Type.StructField> columns = columns(read);
          Schema schema = AvroRecords.schema("Row", columns, AvroTypes.Timestamps.STRING);
          StructToAvro conversion = StructToAvro.of(schema, columns);
          PCollection<Struct> rows = getRows(read);
          return rows.apply(
                  "Convert " + rows.getName() + " to Avro records",
                  MapElements.into(TypeDescriptor.of(GenericRecord.class))
                      .via(new SameColumns<>(columns, conversion::convert)))
              .setCoder(AvroGenericCoder.of(schema));
        });
  }

  /** Reads the columns while the graph is built, with a lease that is released at once. */
  private List<Type.StructField> columns(String name) {
    ReadSpec read = spec.getReads().get(indexOf(name));
    try (var lease = SpannerConnections.acquire(spec.getConfig())) {
      SpannerConnection connection = lease.connection();
      return read.getStatement().isPresent()
          ? QueryShape.columns(
              connection.databaseClient(), read.getStatement().get(), spec.getTimestampBound())
          : spec.getColumns().describe(read, connection, spec.getTimestampBound()).stream()
              .map(column -> Type.StructField.of(column.getName(), column.getType()))
              .toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking for the columns of " + name, e);
    }
  }

  private String onlyName() {
    checkState(
        spec.getNames().size() == 1, "There are several reads, name one of %s", spec.getNames());
    return spec.getNames().get(0);
  }

  private int indexOf(String name) {
    int index = spec.getNames().indexOf(name);
    checkArgument(index >= 0, "There is no read named %s, only %s", name, spec.getNames());
    return index;
  }
}
