package dev.lintel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PairingChartTest {
  private static final Names NAMES =
      new Names("Writing rows & <more>", "WriteRows", "SpannerIO.write", "plain client");

  private static Document parsed(PairingResult... results) throws Exception {
    String svg = new PairingChart(NAMES, List.of(results)).toSvg();
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Element> all(Document svg, String tag, String kind) {
    List<Element> elements = new ArrayList<>();
    var nodes = svg.getElementsByTagName(tag);
    for (int i = 0; i < nodes.getLength(); i++) {
      var element = (Element) nodes.item(i);
      if (element.getAttribute("class").equals(kind)) {
        elements.add(element);
      }
    }
    return elements;
  }

  @Test
  void theBarsAreAsLongAsTheValues() throws Exception {
    Document svg = parsed(SampleResults.write("emulator"));

    assertThat(all(svg, "rect", "ours").get(0).getAttribute("width")).isEqualTo("402.1");
    assertThat(all(svg, "rect", "peer").get(0).getAttribute("width")).isEqualTo("160.9");
    assertThat(all(svg, "rect", "limit").get(0).getAttribute("width")).isEqualTo("450.0");
    assertThat(all(svg, "text", "ratio"))
        .extracting(Element::getTextContent)
        .containsExactly(
            "2.50 times SpannerIO.write (2.50–2.50), target 2.50",
            "0.90 times plain client (0.80–1.00), target 0.95");
  }

  @Test
  void thereIsAGroupForEachServer_andNoBarForWhatIsNotMeasured() throws Exception {
    Document svg = parsed(SampleResults.write("mock-10ms"), SampleResults.help());

    assertThat(all(svg, "text", "heading"))
        .extracting(Element::getTextContent)
        .containsExactly("Server that answers after 10 ms: rows/s", "s (less is better)");
    assertThat(all(svg, "rect", "ours")).hasSize(2);
    assertThat(all(svg, "rect", "peer")).hasSize(1);
  }

  @Test
  void theTitleIsEscaped() throws Exception {
    Document svg = parsed(SampleResults.write("emulator"));

    assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("Writing rows & <more>");
  }

  @Test
  void thereAreColoursForDarkPages() {
    assertThat(new PairingChart(NAMES, List.of(SampleResults.write("emulator"))).toSvg())
        .contains("@media (prefers-color-scheme: dark)");
  }
}
