package dev.lintel.pipeline.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import dev.lintel.ddl.DdlScript;
import dev.lintel.schema.DatabaseSchema;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowGuardTest {
  private static final DatabaseSchema SCHEMA =
      DdlScript.parse(
              """
              CREATE TABLE Makers (Id INT64 NOT NULL, Code INT64) PRIMARY KEY (Id);
              CREATE TABLE Models (Id INT64 NOT NULL, Nr INT64 NOT NULL) PRIMARY KEY (Id, Nr),
                INTERLEAVE IN PARENT Makers ON DELETE CASCADE;
              CREATE TABLE Cars (Id INT64 NOT NULL, Code INT64, Next INT64,
                CONSTRAINT OfMaker FOREIGN KEY (Code) REFERENCES makers (Code) ON DELETE CASCADE,
                CONSTRAINT OfCar FOREIGN KEY (Next) REFERENCES Cars (Id)) PRIMARY KEY (Id);
              CREATE TABLE Nodes (Id INT64 NOT NULL, Next INT64,
                FOREIGN KEY (Next) REFERENCES Nodes (Id) ON DELETE CASCADE) PRIMARY KEY (Id)
              """,
              Dialect.GOOGLE_STANDARD_SQL)
          .planned();

  private static Optional<String> problem(String table, Mutation.Op operation, Consent consent) {
    return RowGuard.of(SCHEMA, SCHEMA.findTable(table).orElseThrow(), operation, consent)
        .problemOfTable();
  }

  @Test
  void replacingARowThatOthersGoWithIsAProblemUnlessAgreedTo() {
    Consent nothing = Consent.TO_NOTHING;

    assertThat(problem("Makers", Mutation.Op.REPLACE, nothing))
        .hasValue("replacing a row of table Makers deletes its rows in Cars, Models");
    assertThat(problem("Nodes", Mutation.Op.REPLACE, nothing))
        .hasValue("replacing a row of table Nodes deletes its rows in Nodes");
    assertThat(problem("Cars", Mutation.Op.REPLACE, nothing)).isEmpty();
    assertThat(problem("Makers", Mutation.Op.INSERT_OR_UPDATE, nothing)).isEmpty();
    assertThat(
            problem(
                "Makers",
                Mutation.Op.REPLACE,
                new Consent(/* generatedKeys= */ false, /* replacedChildren= */ true)))
        .isEmpty();
  }
}
