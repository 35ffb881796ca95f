package dev.lintel.pipeline.files.avro;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lintel.pipeline.options.ChoiceHelp;
import org.apache.avro.file.CodecFactory;

/** How the blocks of an Avro file are compressed. */
public enum AvroCodec {
  @JsonProperty("snappy")
  @ChoiceHelp(label = "Snappy", description = "as in Google's export")
  SNAPPY {
    @Override
    CodecFactory factory() {
      return CodecFactory.snappyCodec();
    }
  },

  @JsonProperty("deflate")
  @ChoiceHelp(label = "Deflate", description = "read by every Avro library; small and slow")
  DEFLATE {
    @Override
    CodecFactory factory() {
      return CodecFactory.deflateCodec(CodecFactory.DEFAULT_DEFLATE_LEVEL);
    }
  },

  @JsonProperty("zstandard")
  @ChoiceHelp(label = "Zstandard", description = "small and fast, but not read by every library")
  ZSTANDARD {
    @Override
    CodecFactory factory() {
      return CodecFactory.zstandardCodec(CodecFactory.DEFAULT_ZSTANDARD_LEVEL);
    }
  },

  @JsonProperty("none")
  @ChoiceHelp(label = "None", description = "not compressed; read by every Avro library")
  NONE {
    @Override
    CodecFactory factory() {
      return CodecFactory.nullCodec();
    }
  };

  abstract CodecFactory factory();
}
