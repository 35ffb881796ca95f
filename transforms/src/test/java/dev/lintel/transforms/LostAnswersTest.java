package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.SpannerExceptionFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.junit.jupiter.api.Test;

class LostAnswersTest {
  private static final RowError EXISTS = new RowError(ErrorCode.ALREADY_EXISTS, "row 1 exists");

  private final PlannedRow a = row(1);
  private final PlannedRow b = row(2);
  private final PlannedRow c = row(3);
  private final LostAnswers answers = new LostAnswers();
  private final List<String> said = new ArrayList<>();
  private final BundleWriter.Output output =
      new BundleWriter.Output() {
        @Override
        public void written(PendingRow row) {
          said.add(id(row) + " written");
        }

        @Override
        public void rejected(PendingRow row, RowError error) {
          said.add(id(row) + " " + error.code() + " " + error.message());
        }

        @Override
        public void sent(BatchOutcome outcome) {}
      };
  private final BundleWriter.Output deciding = answers.deciding(output);

  private static PlannedRow row(long id) {
    return row(Mutation.newInsertBuilder("T").set("Id").to(id).build());
  }

  private static PlannedRow row(Mutation mutation) {
    return PlannedRow.of(
        new PendingRow(
            mutation, BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE, PaneInfo.NO_FIRING),
        null);
  }

  private static long id(PendingRow row) {
    return row.mutation().asMap().get("Id").getInt64();
  }

  private void lost(PlannedRow... rows) {
    var outcome = new BatchOutcome(new Batch(List.of(), true));
    outcome.lostAnswers().add(List.of(rows));
    answers.add(outcome);
  }

  @Test
  void withoutALostAnswer_everyRowIsOutputAtOnce() {
    deciding.rejected(a.row(), EXISTS);
    deciding.written(b.row());
    assertThat(said).containsExactly("1 ALREADY_EXISTS row 1 exists", "2 written");
  }

  @Test
  void ifAllRowsOfTheCommitExist_theOutcomeIsUnknown() {
    lost(a, b);
    deciding.rejected(a.row(), EXISTS);
    deciding.rejected(b.row(), EXISTS);
    assertThat(said).isEmpty();

    answers.decide(output);

    String unknown =
        " UNKNOWN It is not known whether this insert or an earlier one wrote the row, because the"
            + " answer to a commit was lost: row 1 exists";
    assertThat(said).containsExactly("1" + unknown, "2" + unknown);
  }

  @Test
  void ifAnotherRowOfTheCommitIsWrittenLater_theCommitWroteNone() {
    lost(a, b);
    deciding.rejected(a.row(), EXISTS);
    deciding.written(b.row());
    answers.decide(output);
    assertThat(said).containsExactly("2 written", "1 ALREADY_EXISTS row 1 exists");
  }

  @Test
  void anotherRowThatIsNoInsert_saysNothingByBeingWrittenLater() {
    PlannedRow upsert = row(Mutation.newInsertOrUpdateBuilder("T").set("Id").to(2).build());
    lost(a, upsert);
    deciding.rejected(a.row(), EXISTS);
    deciding.written(upsert.row());
    answers.decide(output);
    assertThat(said)
        .hasSize(2)
        .contains("2 written")
        .anyMatch(line -> line.startsWith("1 UNKNOWN "));
  }

  @Test
  void ifAnotherRowOfTheCommitIsBad_theCommitWroteNone() {
    lost(a, b);
    deciding.rejected(b.row(), new RowError(ErrorCode.OUT_OF_RANGE, "too long"));
    deciding.rejected(a.row(), EXISTS);
    answers.decide(output);
    assertThat(said).containsExactly("2 OUT_OF_RANGE too long", "1 ALREADY_EXISTS row 1 exists");
  }

  @Test
  void aRowIsUnknownIfOneOfItsLostCommitsMayHaveWrittenIt() {
    lost(a, b);
    lost(a);
    deciding.written(b.row());
    deciding.rejected(a.row(), EXISTS);
    deciding.rejected(c.row(), EXISTS);
    answers.decide(output);
    assertThat(said)
        .hasSize(3)
        .contains("2 written", "3 ALREADY_EXISTS row 1 exists")
        .anyMatch(line -> line.startsWith("1 UNKNOWN "));
  }

  @Test
  void onlySomeErrorsLeaveOpenWhetherACommitWasApplied() {
    assertThat(
            Stream.of(ErrorCode.values())
                .filter(
                    code ->
                        LostAnswers.leavesOpen(
                            SpannerExceptionFactory.newSpannerException(code, "as the test says"))))
        .containsExactlyInAnyOrder(ErrorCode.UNAVAILABLE, ErrorCode.DEADLINE_EXCEEDED);
  }
}
