#!/usr/bin/env bash
# The same schedule, set up by gcloud. Additional options, such as --dry-run, are passed to schedule.sh.
set -euo pipefail

"$(dirname "${BASH_SOURCE[0]}")/../../schedule.sh" \
  --project=my-project \
  --region=europe-west1 \
  --name=nightly-copy \
  --job=copy \
  --template-bucket=my-templates \
  --image-repository=lintel \
  --image-location=europe-west1 \
  --schedule='0 2 * * *' \
  --parameter=sourceProjectId=my-project \
  --parameter=sourceInstanceId=my-instance \
  --parameter=sourceDatabaseId=my-database \
  --parameter=destinationProjectId=my-test-project \
  --parameter=destinationInstanceId=my-test-instance \
  --parameter=destinationDatabaseId=my-copy \
  --parameter=dataBoostEnabled=true \
  --parameter=spec=gs://my-specs/copy.json \
  --parameter=invalidOutputPath=gs://my-rejected/nightly-copy \
  --parameter=jobKey=nightly-copy \
  --database-role=roles/spanner.databaseUser \
  --read-bucket=my-specs \
  --write-bucket=my-rejected \
  --temp-bucket=my-project-nightly-copy-temp \
  --notification-channel=projects/my-project/notificationChannels/1234567890 \
  "$@"
