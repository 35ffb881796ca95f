package dev.lintel.pipeline.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.beam.sdk.metrics.Lineage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpannerTableNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"Orders", "sales.Orders", "with space", "tick`ed", "a:b"})
  void isWhatBeamMadeANameOf(String table) {
    String name =
        "spanner:%s.regional-x.i.d.%s"
            .formatted(Lineage.wrapSegment("example.com:p"), Lineage.wrapSegment(table));

    assertThat(SpannerTableName.parse(name))
        .contains(new SpannerTableName("example.com:p", "i", "d", table));
  }

  @Test
  void namesTheDatasetAsOpenLineageDoes() {
    SpannerTableName table = SpannerTableName.parse("spanner:p.c.i.d.`sales.Orders`").orElseThrow();

    assertThat(table.namespace()).isEqualTo("spanner://p:i");
    assertThat(table.name()).isEqualTo("d.sales.Orders");
    assertThat(table.database()).isEqualTo("projects/p/instances/i/databases/d");
    assertThat(SpannerTableName.parse("spanner:p.c.i.d").orElseThrow().name()).isEqualTo("d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gcs:bucket.file", "spanner:p.c.*", "bigquery:p.d.t.x.y"})
  void isEmptyForOtherNames(String name) {
    assertThat(SpannerTableName.parse(name)).isEmpty();
  }
}
