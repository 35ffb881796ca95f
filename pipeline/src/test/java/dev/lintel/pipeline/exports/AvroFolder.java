package dev.lintel.pipeline.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * What an Avro export says, read by Jackson and Avro alone.
 *
 * @param lists the names of the objects in each list of {@code spanner-export.json}
 * @param others what else is in that file
 * @param objects the objects by their names
 */
record AvroFolder(
    SortedMap<String, Set<String>> lists,
    SortedMap<String, JsonNode> others,
    SortedMap<String, Contents> objects) {

  /**
   * One object.
   *
   * @param schema that of all its files, as JSON, which compares each property
   * @param rows each as text and as the bytes it is in Avro, sorted
   * @param files how many they are
   * @param codecs of its files; "none" for a file without one
   */
  record Contents(JsonNode schema, List<String> rows, int files, Set<String> codecs) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> LISTS =
      Set.of("tables", "changeStreams", "sequences", "placements", "udfs");

  /** Reads a folder; fails if a file is missing, damaged, listed twice, or in no manifest. */
  static AvroFolder read(Path folder, String... additions) throws IOException {
    var export = new AvroFolder(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    List<String> listed = new ArrayList<>(List.of(additions));
    listed.add("spanner-export.json");
    JsonNode root = JSON.readTree(folder.resolve("spanner-export.json").toFile());
    for (var list : root.properties()) {
      if (!LISTS.contains(list.getKey())) {
        export.others.put(list.getKey(), list.getValue());
        continue;
      }
      Set<String> names = new TreeSet<>();
      for (JsonNode item : list.getValue()) {
        String name = item.get("name").asText();
        assertThat(names.add(name)).as(name + " once").isTrue();
        String manifest = item.get("manifestFile").asText();
        assertThat(item.size()).isEqualTo(2);
        assertThat(manifest).isEqualTo(name + "-manifest.json");
        listed.add(manifest);
        export.objects.put(name, contents(folder, name, manifest, listed));
      }
      export.lists.put(list.getKey(), names);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()).toList())
          .containsExactlyInAnyOrderElementsOf(listed);
    }
    return export;
  }

  private static Contents contents(Path folder, String name, String manifest, List<String> listed)
      throws IOException {
    JsonNode root = JSON.readTree(folder.resolve(manifest).toFile());
    assertThat(root.size()).as("only fields that Google's import knows").isEqualTo(1);
    JsonNode files = root.get("files");
    List<JsonNode> schemas = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    Set<String> codecs = new TreeSet<>();
    Set<Integer> shards = new TreeSet<>();
    for (JsonNode file : files) {
      String fileName = file.get("name").asText();
      assertThat(file.size()).isEqualTo(2);
      assertThat(fileName)
          .matches("\\Q" + name + "\\E\\.avro-\\d{5}-of-%05d".formatted(files.size()));
      shards.add(Integer.parseInt(fileName.replaceFirst(".*-(\\d{5})-of-\\d{5}$", "$1")));
      assertThat(md5(folder.resolve(fileName))).isEqualTo(file.get("md5").asText());
      listed.add(fileName);
      try (var reader =
          new DataFileReader<GenericRecord>(
              folder.resolve(fileName).toFile(), new GenericDatumReader<>())) {
        schemas.add(JSON.readTree(reader.getSchema().toString()));
        String codec = reader.getMetaString("avro.codec");
        codecs.add(codec == null ? "none" : codec);
        for (GenericRecord row : reader) {
          rows.add(row + " = " + encoded(row));
        }
      }
    }
    assertThat(shards).hasSize(files.size()).allMatch(shard -> shard < files.size());
    assertThat(schemas).isNotEmpty().containsOnly(schemas.get(0));
    return new Contents(schemas.get(0), rows.stream().sorted().toList(), files.size(), codecs);
  }

  private static String md5(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Text alone does not distinguish all values, such as bytes and strings. */
  private static String encoded(GenericRecord row) throws IOException {
    var bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(row.getSchema()).write(row, encoder);
    encoder.flush();
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
