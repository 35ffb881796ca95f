package dev.lintel.pipeline.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class DemoIT {

  @Test
  void importsAHundredThousandRowsAndShowsWhyTheBadOnesWereRejected(@TempDir Path folder)
      throws Exception {
    CommandRun run = CommandRun.of(System.getenv(), List.of("demo", "--outputDir=" + folder));

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    JsonNode summary = new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
    assertThat(summary.path("connectionsOpened").asLong()).isEqualTo(1);
    assertThat(summary.path("tables"))
        .extracting(t -> t.path("table").asText() + " " + t.path("failed").asLong())
        .containsExactly("Customers 4", "Products 2", "Orders 9");
    assertThat(run.out())
        .contains("99,986")
        .contains("One rejected record of each kind:")
        .contains("fields, but the file has")
        .contains("not a date")
        .contains("UNIQUE violation")
        .contains("not valid UTF-8")
        .contains("at most 20 allowed")
        .contains("null in a NOT NULL column")
        .contains("not an integer")
        .contains("FK_OrderedProduct")
        .contains("Parent Table: Customers")
        .contains("not JSON");
  }

  @Test
  void theDataIsTheSameEveryTime(@TempDir Path one, @TempDir Path two) throws Exception {
    DemoData.write(one);
    DemoData.write(two);
    for (String name : List.of("Products.jsonl", "Customers.csv", "Orders.csv.gz")) {
      assertThat(Files.readAllBytes(one.resolve("input").resolve(name)))
          .isEqualTo(Files.readAllBytes(two.resolve("input").resolve(name)));
    }
  }
}
