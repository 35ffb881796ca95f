package dev.lintel.pipeline.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.auth.oauth2.UserCredentials;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.Test;

class AccountCheckTest {

  private static final String EXPECTED = "worker@p.iam.gserviceaccount.com";

  private static ServiceAccountCredentials account(String email) throws Exception {
    return ServiceAccountCredentials.newBuilder()
        .setClientEmail(email)
        .setPrivateKey(KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate())
        .build();
  }

  @Test
  void theExpectedAccountIsNoProblem() throws Exception {
    assertThat(AccountCheck.of(account(EXPECTED), EXPECTED).status()).isEqualTo(CheckStatus.OK);
  }

  @Test
  void anotherAccountIsNamed() throws Exception {
    assertThat(AccountCheck.of(account("other@p.iam.gserviceaccount.com"), EXPECTED).text())
        .startsWith("these checks run as other@p.iam.gserviceaccount.com, not as " + EXPECTED);
  }

  @Test
  void aUserIsNoAccount() {
    var user =
        UserCredentials.newBuilder()
            .setClientId("id")
            .setClientSecret("secret")
            .setRefreshToken("token")
            .build();

    assertThat(AccountCheck.of(user, EXPECTED))
        .isEqualTo(
            Finding.problem(
                "service account",
                "these checks run as a user, not as " + EXPECTED,
                "run gcloud auth application-default login --impersonate-service-account="
                    + EXPECTED
                    + " first, or name a key file of the account in"
                    + " GOOGLE_APPLICATION_CREDENTIALS"));
  }
}
