package dev.lintel.pipeline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import dev.lintel.pipeline.files.FileMatches;
import dev.lintel.pipeline.summary.RejectionReason;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;

/** Finds some rejected records of each reason in the files that a run has written them to. */
public final class RejectionExamples {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** An example is to be looked at; the whole record is in its file. */
  static final int LONGEST = 2000;

  private RejectionExamples() {}

  /**
   * The first records of each of these reasons, as lines of JSON, cut to 2,000 characters. Reads
   * the files until it has enough of every reason, at worst all of them.
   *
   * @param files a pattern of files of rejected records
   * @param reasons those that are looked for
   * @param most how many records of each reason
   */
  public static ImmutableListMultimap<RejectionReason, String> read(
      String files, Set<RejectionReason> reasons, int most) throws IOException {
    ListMultimap<RejectionReason, String> found = ArrayListMultimap.create();
    ImmutableList<MatchResult.Metadata> matches =
        ImmutableList.sortedCopyOf(
            Comparator.comparing(file -> file.resourceId().toString()), FileMatches.of(files));
    for (MatchResult.Metadata file : matches) {
      if (found.size() >= (long) reasons.size() * most) {
        break;
      }
      try (var reader =
          new BufferedReader(
              Channels.newReader(FileSystems.open(file.resourceId()), StandardCharsets.UTF_8))) {
        String line = reader.readLine();
        while (line != null && found.size() < (long) reasons.size() * most) {
          RejectionReason reason = reasonOf(line);
          if (reasons.contains(reason) && found.get(reason).size() < most) {
            found.put(reason, shorten(line));
          }
          line = reader.readLine();
        }
      }
    }
    return ImmutableListMultimap.copyOf(found);
  }

  private static RejectionReason reasonOf(String line) throws JsonProcessingException {
    JsonNode record = MAPPER.readTree(line);
    return RejectionReason.of(record.path("errorCode").asText(), record.path("message").asText());
  }

  private static String shorten(String line) {
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
