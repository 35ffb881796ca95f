package dev.lintel.pipeline.files.avro;

import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
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

  public static List<GenericRecord> read(Path path) throws IOException {
    var rows = new ArrayList<GenericRecord>();
    try (var reader = ParquetReader.open(SampleData.file(path))) {
      reader.forEachRemaining(record -> rows.add(((FileRecord.Row<GenericRecord>) record).row()));
    }
    return rows;
  }
}
