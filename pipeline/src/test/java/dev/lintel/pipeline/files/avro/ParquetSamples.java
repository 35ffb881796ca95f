package dev.lintel.pipeline.files.avro;

import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.SampleData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;

/** Parquet files of any schema. */
public final class ParquetSamples {
  private ParquetSamples() {}

  public static Path write(Path path, MessageType schema, List<Group> rows) throws IOException {
    return write(path, schema, Map.of(), rows);
  }

  /**
   * Writes a file of pages compressed with Snappy.
   *
   * @param metadata what the footer says about the file
   */
  public static Path write(
      Path path, MessageType schema, Map<String, String> metadata, List<Group> rows)
      throws IOException {
    return write(
        path, schema, metadata, CompressionCodecName.SNAPPY, ParquetCodecs.withoutLimit(), rows);
  }

  public static Path write(
      Path path,
      MessageType schema,
      Map<String, String> metadata,
      CompressionCodecName codec,
      CompressionCodecFactory codecs,
      List<Group> rows)
      throws IOException {
    Files.deleteIfExists(path);
    try (var writer =
        ExampleParquetWriter.builder(new LocalOutputFile(path))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withExtraMetaData(metadata)
            .withCompressionCodec(codec)
            .withCodecFactory(codecs)
            .build()) {
      for (Group row : rows) {
        writer.write(row);
      }
    }
    return path;
  }

  /** Changes what the footer of a file says, as other writers would say it. */
  public static void changeFooter(Path path, Consumer<FileMetaData> change) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    int end = bytes.length - 2 * Integer.BYTES;
    int length = ByteBuffer.wrap(bytes, end, Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).getInt();
    FileMetaData footer =
        Util.readFileMetaData(new ByteArrayInputStream(bytes, end - length, length));
    change.accept(footer);
    var changed = new ByteArrayOutputStream();
    Util.writeFileMetaData(footer, changed);
    var file =
        ByteBuffer.allocate(end - length + changed.size() + 2 * Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(bytes, 0, end - length)
            .put(changed.toByteArray())
            .putInt(changed.size())
            .put(bytes, end + Integer.BYTES, Integer.BYTES);
    Files.write(path, file.array());
  }

  /**
   * A row group without rows at the place of another one, as Arrow writes it for an empty batch.
   *
   * @param offset where its pages would be; 0 in Arrow's own files
   */
  public static RowGroup emptyGroup(RowGroup other, long offset) {
    RowGroup empty = other.deepCopy();
    empty.setNum_rows(0);
    empty.setTotal_byte_size(0);
    for (ColumnChunk chunk : empty.getColumns()) {
      ColumnMetaData column = chunk.getMeta_data();
      column.setNum_values(0);
      column.setTotal_compressed_size(0);
      column.setTotal_uncompressed_size(0);
      column.setData_page_offset(offset);
      column.unsetDictionary_page_offset();
    }
    return empty;
  }

  public static List<GenericRecord> read(Path path) throws IOException {
    var rows = new ArrayList<GenericRecord>();
    try (var reader = ParquetReader.open(SampleData.file(path))) {
      reader.forEachRemaining(record -> rows.add(((FileRecord.Row<GenericRecord>) record).row()));
    }
    return rows;
  }
}
