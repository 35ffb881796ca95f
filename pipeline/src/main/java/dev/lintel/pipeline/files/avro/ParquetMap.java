package dev.lintel.pipeline.files.avro;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A group that is a map with text as its keys, which becomes a map. */
record ParquetMap(Schema schema, ParquetDatum key, ParquetDatum value) implements ParquetDatum {

  @Override
  public Converter newConverter(Consumer<Object> target) {
    return new MapConverter(this, target);
  }

  private static final class MapConverter extends GroupConverter {
    private final Consumer<Object> target;
    private final Converter entry;
    private Map<Object, @Nullable Object> map = new LinkedHashMap<>();

    MapConverter(ParquetMap node, Consumer<Object> target) {
      this.target = target;
      this.entry = new EntryConverter(node);
    }

    @Override
    public Converter getConverter(int position) {
      return entry;
    }

    @Override
    public void start() {
      map = new LinkedHashMap<>();
    }

    @Override
    public void end() {
      target.accept(map);
    }

    private final class EntryConverter extends GroupConverter {
      private final Converter keys;
      private final Converter values;
      private @Nullable Object key;
      private @Nullable Object value;

      EntryConverter(ParquetMap node) {
        this.keys = node.key().newConverter(datum -> key = datum);
        this.values = node.value().newConverter(datum -> value = datum);
      }

      @Override
      public Converter getConverter(int position) {
        return position == 0 ? keys : values;
      }

      @Override
      public void start() {
        key = null;
        value = null;
      }

      @Override
      public void end() {
        if (key == null) {
          throw new ParquetDecodingException("a map has an entry without a key");
        }
        map.put(key, value);
      }
    }
  }
}
