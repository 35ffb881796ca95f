#!/usr/bin/env bash
# The same schedule, set up by gcloud. Additional options, such as --dry-run, are passed to schedule.sh.
set -euo pipefail

"$(dirname "${BASH_SOURCE[0]}")/../../schedule.sh" \
  --project=my-project \
  --region=europe-west1 \
  --name=nightly-import \
  --job=import \
  --template-bucket=my-templates \
  --image-repository=lintel \
  --image-location=europe-west1 \
  --schedule='30 1 * * *' \
  --parameter=spannerProjectId=my-project \
  --parameter=instanceId=my-instance \
  --parameter=databaseId=my-database \
  --parameter=importManifest=gs://my-inbox/import-manifest.json \
  --parameter=fieldQualifier='"' \
  --parameter=escape='\' \
  --parameter=nullString='\N' \
  --parameter=invalidOutputPath=gs://my-rejected/nightly-import \
  --parameter=maxFailures=100 \
  --parameter=jobKey=nightly-import \
  --parameter=ledgerDatabaseId=operations \
  --database-role=roles/spanner.databaseUser \
  --read-bucket=my-inbox \
  --write-bucket=my-rejected \
  --temp-bucket=my-project-nightly-import-temp \
  --machine-type=n2-standard-4 \
  --subnetwork=regions/europe-west1/subnetworks/workers \
  --notification-channel=projects/my-project/notificationChannels/1234567890 \
  "$@"
