package dev.lintel.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lintel.pipeline.options.ChoiceHelp;
import dev.lintel.pipeline.options.CommandHelp;
import dev.lintel.pipeline.options.CommandKind;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.OptionGroup;
import dev.lintel.pipeline.options.OptionHelp;
import dev.lintel.pipeline.options.ParamType;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;
import org.junit.jupiter.api.Test;

class TemplateMetadataTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void containsEveryDeclarationOfTheOptions() throws JsonProcessingException {
    assertThat(MAPPER.readTree(TemplateMetadata.of(CommandSpec.of(PaintOptions.class))))
        .isEqualTo(
            json(
                """
                {
                  "name": "Paint a wall",
                  "description": "Paints.",
                  "streaming": false,
                  "parameters": [
                    {
                      "name": "wall",
                      "label": "Wall",
                      "helpText": "The wall. For example: gs://walls/north",
                      "isOptional": false,
                      "paramType": "GCS_READ_FILE",
                      "groupName": "Input"
                    },
                    {
                      "name": "colour",
                      "label": "Colour",
                      "helpText": "Its colour.",
                      "isOptional": true,
                      "paramType": "ENUM",
                      "groupName": "Input",
                      "enumOptions": [
                        {"value": "DARK_RED", "label": "Dark red", "description": "like bricks"},
                        {"value": "WHITE", "label": "White", "description": "like milk"}
                      ],
                      "defaultValue": "DARK_RED"
                    },
                    {
                      "name": "coats",
                      "label": "Coats",
                      "helpText": "How many coats.",
                      "isOptional": true,
                      "regexes": ["^[1-9]$"],
                      "paramType": "NUMBER",
                      "groupName": "Writing",
                      "parentName": "colour",
                      "parentTriggerValues": ["WHITE"],
                      "defaultValue": "2"
                    },
                    {
                      "name": "tape",
                      "label": "Tape",
                      "helpText": "Whether edges are taped. Default: that of the colour. For example: true",
                      "isOptional": true,
                      "regexes": ["^(true|false)$"],
                      "paramType": "TEXT",
                      "groupName": "Writing"
                    },
                    {
                      "name": "litres",
                      "label": "Litres",
                      "helpText": "How much there is. Default: enough. For example: 5",
                      "isOptional": true,
                      "regexes": ["^[0-9]$"],
                      "paramType": "TEXT",
                      "groupName": "Writing"
                    }
                  ]
                }
                """));
  }

  /** A form fills in the default of the type, which to a job is another value than none. */
  @Test
  void noParameterHasATypeWhoseOwnDefaultIsAValue() throws JsonProcessingException {
    for (CommandSpec job : Templates.jobs()) {
      for (JsonNode parameter : json(TemplateMetadata.of(job)).get("parameters")) {
        if (List.of("BOOLEAN", "NUMBER").contains(parameter.get("paramType").asText())) {
          assertThat(parameter.has("defaultValue") || !parameter.get("isOptional").asBoolean())
              .as("a default of %s --%s", job.name(), parameter.get("name").asText())
              .isTrue();
        }
      }
    }
  }

  @Test
  void omitsOptionsThatAreNotForTemplates() throws JsonProcessingException {
    CommandSpec job = CommandSpec.of(PaintOptions.class);

    assertThat(job.options()).extracting("name").contains("radio");
    assertThat(json(TemplateMetadata.of(job)).get("parameters").findValuesAsText("name"))
        .doesNotContain("radio");
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  enum Colour {
    @ChoiceHelp(label = "Dark red", description = "like bricks")
    DARK_RED,
    @ChoiceHelp(label = "White", description = "like milk")
    WHITE
  }

  @CommandHelp(
      name = "paint",
      title = "Paint a wall",
      summary = "Paint",
      description = "Paints.",
      examples = "--wall=north",
      kind = CommandKind.JOB)
  interface PaintOptions extends PipelineOptions {
    @Description("The wall.")
    @Validation.Required
    @OptionHelp(
        group = OptionGroup.INPUT,
        order = 1,
        label = "Wall",
        paramType = ParamType.GCS_READ_FILE,
        example = "gs://walls/north")
    String getWall();

    void setWall(String value);

    @Description("Its colour.")
    @Default.Enum("DARK_RED")
    @OptionHelp(group = OptionGroup.INPUT, order = 2, label = "Colour")
    Colour getColour();

    void setColour(Colour value);

    @Description("How many coats.")
    @Default.Integer(2)
    @OptionHelp(
        group = OptionGroup.WRITING,
        order = 1,
        label = "Coats",
        regex = "^[1-9]$",
        rule = "1 to 9",
        parent = "colour",
        parentValues = "WHITE")
    int getCoats();

    void setCoats(int value);

    @Description("Whether edges are taped. Default: that of the colour.")
    @OptionHelp(group = OptionGroup.WRITING, order = 2, label = "Tape")
    Boolean getTape();

    void setTape(Boolean value);

    @Description("How much there is. Default: enough.")
    @OptionHelp(
        group = OptionGroup.WRITING,
        order = 3,
        label = "Litres",
        regex = "^[0-9]$",
        rule = "0 to 9",
        example = "5")
    Integer getLitres();

    void setLitres(Integer value);

    @Description("What to listen to meanwhile.")
    @OptionHelp(group = OptionGroup.LOCAL, order = 1, label = "Radio", inTemplate = false)
    String getRadio();

    void setRadio(String value);
  }
}
