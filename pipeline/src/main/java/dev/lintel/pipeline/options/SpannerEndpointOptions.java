package dev.lintel.pipeline.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Options of everything that connects to Spanner, whatever the database. */
public interface SpannerEndpointOptions extends PipelineOptions {

  /** What the id of a project matches. */
  String PROJECT_ID = "^([a-z0-9.-]+:)?[a-z][a-z0-9-]*[a-z0-9]$";

  String PROJECT_ID_RULE = "lower-case letters, digits and hyphens, starting with a letter";

  @Description("Google Cloud project of the instance. Default: the project of the credentials.")
  @OptionHelp(
      group = OptionGroup.DATABASE,
      order = 1,
      label = "Spanner project",
      valueName = "PROJECT",
      regex = SpannerEndpointOptions.PROJECT_ID,
      rule = SpannerEndpointOptions.PROJECT_ID_RULE,
      example = "my-project",
      emptyIsNotGiven = true)
  String getSpannerProjectId();

  void setSpannerProjectId(String value);

  @Description(
      "Spanner endpoint to call instead of the usual one. On an emulator set the environment "
          + "variable SPANNER_EMULATOR_HOST instead.")
  @OptionHelp(
      group = OptionGroup.DATABASE,
      order = 4,
      label = "Spanner endpoint",
      valueName = "URL",
      regex = "^https?://[^/@ ]+/?$",
      rule = "a URL of scheme and host",
      example = "https://batch-spanner.googleapis.com",
      emptyIsNotGiven = true)
  String getSpannerHost();

  void setSpannerHost(String value);

  @Description(
      "The endpoint is a self-managed Spanner (Spanner Omni): it gets no Google credentials, and"
          + " its project is `default`, which need not be given. An endpoint with http:// is plain"
          + " text.")
  @OptionHelp(
      group = OptionGroup.DATABASE,
      order = 11,
      label = "Self-managed Spanner",
      parent = "spannerHost",
      inTemplate = false)
  @Default.Boolean(false)
  boolean getSpannerSelfManaged();

  void setSpannerSelfManaged(boolean value);

  @Description(
      "Certificate that the self-managed Spanner knows the client by (mutual TLS), a PEM file. It"
          + " and the key are read where the connection is opened, so each worker needs them at"
          + " this path.")
  @OptionHelp(
      group = OptionGroup.DATABASE,
      order = 12,
      label = "Client certificate",
      valueName = "FILE",
      parent = "spannerSelfManaged",
      inTemplate = false,
      example = "client.crt")
  String getSpannerClientCertificate();

  void setSpannerClientCertificate(String value);

  @Description("Key of the client certificate, a PEM file in PKCS #8 without a password.")
  @OptionHelp(
      group = OptionGroup.DATABASE,
      order = 13,
      label = "Client key",
      valueName = "FILE",
      parent = "spannerClientCertificate",
      requiredWithParent = true,
      inTemplate = false,
      example = "client.key")
  String getSpannerClientKey();

  void setSpannerClientKey(String value);

  @Description(
      "Seconds to wait for Spanner to answer when a connection is opened, by the launcher and by"
          + " each worker. Without an answer by then, opening it has failed.")
  @Default.Integer(30)
  @OptionHelp(
      group = OptionGroup.DATABASE,
      order = 7,
      label = "Connect timeout in seconds",
      regex = "^[1-9][0-9]{0,2}$",
      rule = "a number of seconds, 1 to 999",
      example = "60")
  int getConnectTimeoutSeconds();

  void setConnectTimeoutSeconds(int value);

  @Description(
      "Seconds to wait for Spanner to answer what is asked before and beside the work itself: for"
          + " the schema, the columns of a query, the record of runs. Without an answer by then,"
          + " the run fails.")
  @Default.Integer(120)
  @OptionHelp(
      group = OptionGroup.DATABASE,
      order = 9,
      label = "Request timeout in seconds",
      regex = "^[1-9][0-9]{0,3}$",
      rule = "a number of seconds, 1 to 9999",
      example = "600")
  int getRequestTimeoutSeconds();

  void setRequestTimeoutSeconds(int value);
}
