#!/usr/bin/env bash
# The same schedule, set up by gcloud. Additional options, such as --dry-run, are passed to schedule.sh.
set -euo pipefail

"$(dirname "${BASH_SOURCE[0]}")/../../schedule.sh" \
  --project=my-project \
  --region=europe-west1 \
  --name=nightly-export \
  --job=export \
  --template-bucket=my-templates \
  --image-repository=lintel \
  --image-location=europe-west1 \
  --schedule='0 4 * * *' \
  --time-zone=Europe/Berlin \
  --parameter=spannerProjectId=my-project \
  --parameter=instanceId=my-instance \
  --parameter=databaseId=my-database \
  --parameter=spannerPriority=LOW \
  --parameter=outputDir=gs://my-exports/nightly \
  --parameter=since=last \
  --parameter=jobKey=nightly-export \
  --database-role=roles/spanner.databaseReader \
  --write-bucket=my-exports \
  --temp-bucket=my-project-nightly-export-temp \
  --max-workers=5 \
  --label=team=data \
  --notification-channel=projects/my-project/notificationChannels/1234567890 \
  "$@"
