package dev.lintel.pipeline.files.avro;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The columns of a file that have no type, because its writer saw nothing but nulls: pandas and
 * others that build on Arrow write such a column as an INT32 of the logical type UNKNOWN. Parquet's
 * library for Java does not know that type and takes the column for one of integers.
 */
final class ParquetNulls {
  /** The last bytes of a file: the length of its footer, and the letters PAR1. */
  private static final int TAIL_BYTES = 8;

  private final Set<PrimitiveType> columns = Collections.newSetFromMap(new IdentityHashMap<>());

  private ParquetNulls() {}

  /** No columns. */
  static ParquetNulls none() {
    return new ParquetNulls();
  }

  /**
   * Returns those of a file. Its footer is read once more, but only if a column could be one.
   *
   * @throws IOException if it cannot be read
   */
  static ParquetNulls of(ParquetInput file, MessageType schema, List<BlockMetaData> groups)
      throws IOException {
    var nulls = new ParquetNulls();
    if (mayHaveSome(schema, groups)) {
      // The elements of the schema are in the same order, with those of groups between them.
      Iterator<SchemaElement> elements =
          footer(file).getSchema().stream().filter(SchemaElement::isSetType).iterator();
      for (ColumnDescriptor column : schema.getColumns()) {
        SchemaElement element = elements.next();
        if (element.isSetLogicalType() && element.getLogicalType().isSetUNKNOWN()) {
          nulls.columns.add(column.getPrimitiveType());
        }
      }
    }
    return nulls;
  }

  boolean contains(PrimitiveType column) {
    return columns.contains(column);
  }

  private static boolean mayHaveSome(MessageType schema, List<BlockMetaData> groups) {
    return groups.isEmpty()
        ? schema.getColumns().stream().anyMatch(column -> isPlain(column.getPrimitiveType()))
        : groups.get(0).getColumns().stream()
            .anyMatch(chunk -> isPlain(chunk.getPrimitiveType()) && mayBeNull(chunk));
  }

  private static boolean isPlain(PrimitiveType type) {
    return type.getPrimitiveTypeName() == PrimitiveTypeName.INT32
        && type.getLogicalTypeAnnotation() == null
        && type.isRepetition(PrimitiveType.Repetition.OPTIONAL);
  }

  /** Arrow itself writes no statistics of such a column. */
  private static boolean mayBeNull(ColumnChunkMetaData chunk) {
    Statistics<?> statistics = chunk.getStatistics();
    return !statistics.isNumNullsSet() || statistics.getNumNulls() == chunk.getValueCount();
  }

  private static FileMetaData footer(ParquetInput file) throws IOException {
    try (SeekableInputStream in = file.newStream()) {
      long tail = file.getLength() - TAIL_BYTES;
      in.seek(tail);
      var footer = new byte[BytesUtils.readIntLittleEndian(in)];
      in.seek(tail - footer.length);
      in.readFully(footer);
      return Util.readFileMetaData(new ByteArrayInputStream(footer), /* skipRowGroups= */ true);
    }
  }
}
