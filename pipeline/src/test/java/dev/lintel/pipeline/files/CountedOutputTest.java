package dev.lintel.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountedOutputTest {
  @TempDir Path folder;

  @Test
  void sizeAndDigestAreThoseOfTheFile() throws Exception {
    Path path = folder.resolve("f");
    CountedOutput output = CountedOutput.create(SampleData.file(path).resource());
    try (output) {
      output.write('a');
      output.write("xbcx".getBytes(StandardCharsets.UTF_8), 1, 2);
      output.write(new byte[0]);
      output.flush();
      assertThat(output.getDigest().bytes()).isEqualTo(3);
    }
    assertThat(path).hasContent("abc");
    byte[] digest = MessageDigest.getInstance("MD5").digest(Files.readAllBytes(path));
    assertThat(output.getDigest().md5())
        .isEqualTo("kAFQmDzST7DWlj99KOF/cg==")
        .isEqualTo(Base64.getEncoder().encodeToString(digest));
    assertThat(output.getDigest().bytes()).isEqualTo(Files.size(path));
  }

  @Test
  void theCrcIsThatOfObjectStores() throws IOException {
    CountedOutput output = CountedOutput.create(SampleData.file(folder.resolve("f")).resource());
    try (output) {
      output.write("123456789".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(output.getDigest().crc32c()).isEqualTo("4waSgw==");
  }

  @Test
  void emptyFileHasADigest() throws IOException {
    CountedOutput output = CountedOutput.create(SampleData.file(folder.resolve("f")).resource());
    output.close();
    assertThat(output.getDigest())
        .isEqualTo(new FileDigest(0, "1B2M2Y8AsgTpgAmY7PhCfg==", "AAAAAA=="));
  }
}
