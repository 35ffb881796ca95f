package dev.lintel.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HtmlWriterTest {

  @Test
  void escapesTextsAndAttributes() {
    var html = new HtmlWriter();
    html.open("p", "title", "a\"<b>'&").text("<script>\"&'").close();

    assertThat(html.toString())
        .isEqualTo("<p title=\"a&quot;&lt;b&gt;&apos;&amp;\">&lt;script&gt;&quot;&amp;&apos;</p>");
  }

  @Test
  void leavesOutWhatXmlDoesNotAllow() {
    assertThat(new HtmlWriter().text("a\u0000\u001bb\ud800c\ufffe😀").toString())
        .isEqualTo("abc😀");
  }

  @Test
  void refusesWhatIsNotClosed() {
    var html = new HtmlWriter().open("div").empty("br");

    assertThatThrownBy(html::toString).hasMessage("still open: [div]");
    assertThat(html.close().toString()).isEqualTo("<div><br/></div>");
    assertThatThrownBy(html::close).hasMessage("no element is open");
    assertThatThrownBy(() -> html.open("p", "class")).hasMessageContaining("without a value");
  }
}
