#!/usr/bin/env bash
# The same schedule, set up by gcloud. Additional options, such as --dry-run, are passed to schedule.sh.
set -euo pipefail

"$(dirname "${BASH_SOURCE[0]}")/../../schedule.sh" \
  --project=my-project \
  --region=europe-west1 \
  --name=weekly-verify \
  --job=verify \
  --template-bucket=my-templates \
  --image-repository=lintel \
  --image-location=europe-west1 \
  --schedule='0 5 * * 0' \
  --parameter=spannerProjectId=my-project \
  --parameter=instanceId=my-test-instance \
  --parameter=databaseId=my-copy \
  --parameter=againstInstanceId=my-instance \
  --parameter=againstDatabaseId=my-database \
  --parameter=outputDir=gs://my-differences/weekly \
  --parameter=jobKey=weekly-verify \
  --database-role=roles/spanner.databaseReader \
  --write-bucket=my-differences \
  --temp-bucket=my-project-weekly-verify-temp \
  --notification-channel=projects/my-project/notificationChannels/1234567890 \
  "$@"
