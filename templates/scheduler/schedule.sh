#!/usr/bin/env bash
# Sets up by gcloud the same resources as the Terraform module in this folder. docs/scheduling.md explains both.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=json.sh
source "$here/json.sh"
# shellcheck source=commands.sh
source "$here/commands.sh"

usage() {
  cat <<'END'
Sets up Cloud Scheduler to launch a Lintel job on Dataflow: creates the accounts, their roles, the temp bucket, the
schedule and the alerts, or updates them. Needs gcloud, logged in.

  schedule.sh --OPTION=VALUE ...

Required
  --project=PROJECT                 project of everything that is created
  --region=REGION                   of the schedule, the Dataflow job and the temp bucket
  --name=NAME                       of the Scheduler job and the Dataflow job
  --job=JOB                         the job to launch, such as export; ./lintel lists them, also those under the names of
                                    Google's templates
  --template-bucket=BUCKET          contains the specs: gs://BUCKET/templates/lintel/JOB.json
  --image-repository=REPOSITORY     Artifact Registry repository of the template's image
  --image-location=LOCATION         of that repository
  --parameter=OPTION=VALUE          an option of the job; any number. instanceId and databaseId are required; of copy,
                                    sourceInstanceId, sourceDatabaseId, destinationInstanceId and destinationDatabaseId;
                                    of Spanner_to_GCS_Text, spannerInstanceId and spannerDatabaseId
  --database-role=ROLE              roles/spanner.databaseReader, databaseReaderWithDataBoost or databaseUser
  --write-bucket=BUCKET             a bucket that the job writes to (and may read); any number
  --temp-bucket=BUCKET              the bucket to create for staged and temporary files, which are deleted; several
                                    schedules may share it, but not one that Terraform made, which would destroy it
  --schedule=CRON                   such as '0 2 * * *'
  --notification-channel=CHANNEL    projects/PROJECT/notificationChannels/ID; any number, or 'none'
Optional
  --read-bucket=BUCKET              a bucket that the job only reads; any number
  --temp-days=N                     temporary files are deleted after N days (7); in a shared bucket, those of all
                                    schedules, after the N of the one that was set up last
  --time-zone=ZONE                  of the schedule (Etc/UTC)
  --paused                          create the schedule, but pause it
  --attempt-deadline-seconds=N      how long Scheduler waits for an answer, 15 to 1800 (180)
  --retry-count=N                   how often a failed launch is repeated, 0 to 5 (3)
  --max-workers=N                   maximum number of workers (10)
  --machine-type=TYPE               of the workers (Dataflow's choice)
  --network=NETWORK                 of the workers (default)
  --subnetwork=SUBNETWORK           of the workers: regions/REGION/subnetworks/NAME
  --ip-configuration=IP             WORKER_IP_PRIVATE (this is the default) or WORKER_IP_PUBLIC
  --label=KEY=VALUE                 of the Dataflow job and the temp bucket; any number
  --dry-run                         print the commands and the launch body; run nothing
  --help
END
}

fail() {
  printf 'schedule.sh: %s\n' "$1" >&2
  exit 2
}

# -- Options ----------------------------------------------------------------------------------------------------------

project='' region='' name='' job='' template_bucket='' image_repository='' image_location='' database_role=''
temp_bucket='' schedule='' machine_type='' network='' subnetwork='' paused='' dry_run=''
temp_days=7 time_zone=Etc/UTC attempt_deadline_seconds=180 retry_count=3 max_workers=10
ip_configuration=WORKER_IP_PRIVATE
parameters=() write_buckets=() read_buckets=() labels=() notification_channels=() channels_given=''

for argument in "$@"; do
  value=${argument#*=}
  case $argument in *[[:cntrl:]]*) fail "${argument%%=*}: a value contains a control character" ;; esac
  case $argument in
    --help) usage && exit 0 ;;
    --dry-run) dry_run=1 ;;
    --paused) paused=1 ;;
    --parameter=?*=*) parameters+=("$value") ;;
    --label=?*=*) labels+=("$value") ;;
    --parameter=* | --label=*) fail "${argument%%=*}: needs NAME=VALUE, not '$value'" ;;
    --write-bucket=?*) write_buckets+=("$value") ;;
    --read-bucket=?*) read_buckets+=("$value") ;;
    --notification-channel=none) channels_given=1 ;;
    --notification-channel=?*) channels_given=1 && notification_channels+=("$value") ;;
    --project=?* | --region=?* | --name=?* | --job=?* | --template-bucket=?* | --image-repository=?* | \
      --image-location=?* | --database-role=?* | --temp-bucket=?* | --schedule=?* | --temp-days=?* | --time-zone=?* | \
      --attempt-deadline-seconds=?* | --retry-count=?* | --max-workers=?* | --machine-type=?* | --network=?* | \
      --subnetwork=?* | --ip-configuration=?*)
      option=${argument%%=*}
      option=${option#--}
      printf -v "${option//-/_}" '%s' "$value"
      ;;
    *) fail "${argument%%=*}: unknown, or without a value; --help lists the options" ;;
  esac
done

# An empty value is none, as it is in Google's templates.
parameter() { # NAME DEFAULT
  local pair found=''
  for pair in ${parameters[@]+"${parameters[@]}"}; do
    if [[ ${pair%%=*} == "$1" ]]; then found=${pair#*=}; fi
  done
  printf '%s' "${found:-$2}"
}

check() { # OPTION REGEX VALUE WHAT
  [[ $3 ]] || fail "--$1: is missing; --help lists the options"
  [[ $3 =~ $2 ]] || fail "--$1: needs $4, not '$3'"
}

between() { # OPTION VALUE LOW HIGH
  check "$1" '^[0-9]{1,6}$' "$2" "a whole number"
  ((10#$2 >= $3 && 10#$2 <= $4)) || fail "--$1: needs $3 to $4, not '$2'"
}

check project '^[a-z][a-z0-9-]{4,28}[a-z0-9]$' "$project" "a project id"
check region '^[a-z]+-[a-z]+[0-9]+$' "$region" "a region such as europe-west1"
check name '^[a-z][a-z0-9-]{2,18}[a-z0-9]$' "$name" "4 to 20 lower-case letters, digits and hyphens"
check job '^[A-Za-z]+(_[A-Za-z]+)*$' "$job" "the name of a job"
bucket_regex='^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$'
check template-bucket "$bucket_regex" "$template_bucket" "a bucket's name, without gs://"
check image-repository '^[a-z][a-z0-9-]*$' "$image_repository" "a repository's id"
check image-location '^[a-z]+-[a-z]+[0-9]+$' "$image_location" "a region such as europe-west1"
check database-role '^roles/spanner\.database(Reader|ReaderWithDataBoost|User)$' "$database_role" \
  "one of the roles that --help lists"
check temp-bucket '^[a-z0-9][a-z0-9_-]{1,61}[a-z0-9]$' "$temp_bucket" "a bucket's name, without gs://"
check schedule '^[^ ]+ [^ ]+ [^ ]+ [^ ]+ [^ ]+$' "$schedule" "the five fields of cron"
check ip-configuration '^WORKER_IP_(PRIVATE|PUBLIC)$' "$ip_configuration" "WORKER_IP_PRIVATE or WORKER_IP_PUBLIC"
between temp-days "$temp_days" 1 999999
between attempt-deadline-seconds "$attempt_deadline_seconds" 15 1800
between retry-count "$retry_count" 0 5
between max-workers "$max_workers" 1 1000
[[ ${#write_buckets[@]} -gt 0 ]] || fail "--write-bucket: is missing; --help lists the options"
for bucket in "${write_buckets[@]}"; do
  check write-bucket "$bucket_regex" "$bucket" "a bucket's name, without gs://"
done
for bucket in ${read_buckets[@]+"${read_buckets[@]}"}; do
  check read-bucket "$bucket_regex" "$bucket" "a bucket's name, without gs://"
done
for bucket in "$template_bucket" "${write_buckets[@]}" ${read_buckets[@]+"${read_buckets[@]}"}; do
  [[ $bucket != "$temp_bucket" ]] ||
    fail "--temp-bucket: needs a bucket of its own, because files in its temp/ are deleted, not '$temp_bucket'"
done
[[ $channels_given ]] || fail "--notification-channel: is missing; give 'none' to notify nobody"
for channel in ${notification_channels[@]+"${notification_channels[@]}"}; do
  check notification-channel '^projects/[^/,]+/notificationChannels/[^/,]+$' "$channel" \
    "projects/PROJECT/notificationChannels/ID"
done

spanner_project=$(parameter spannerProjectId "$project")
# copy writes to its destination and reads its source; verify may read a second database to compare with. In
# Spanner_to_GCS_Text the names of instance and database begin with spanner.
database_project=$(parameter destinationProjectId "$spanner_project")
instance=$(parameter destinationInstanceId "$(parameter instanceId "$(parameter spannerInstanceId '')")")
database=$(parameter destinationDatabaseId "$(parameter databaseId "$(parameter spannerDatabaseId '')")")
ledger_database=$(parameter ledgerDatabaseId "$database")
read_project=$(parameter sourceProjectId "$(parameter againstProjectId "$spanner_project")")
read_instance=$(parameter sourceInstanceId "$(parameter againstInstanceId "$instance")")
read_database=$(parameter sourceDatabaseId "$(parameter againstDatabaseId '')")
read_role=roles/spanner.databaseReader
if [[ $(parameter dataBoostEnabled '') == true ]]; then read_role=roles/spanner.databaseReaderWithDataBoost; fi
given() { # NAME...
  local each
  for each in "$@"; do [[ $(parameter "$each" '') ]] || return 1; done
}
given instanceId databaseId || given spannerInstanceId spannerDatabaseId ||
  given sourceInstanceId sourceDatabaseId destinationInstanceId destinationDatabaseId ||
  fail "--parameter: instanceId and databaseId are required; for copy, both with source and with destination before\
 them; for Spanner_to_GCS_Text, both with spanner before them"

launcher=$name-launcher@$project.iam.gserviceaccount.com
worker=$name-worker@$project.iam.gserviceaccount.com

# -- Launch body ------------------------------------------------------------------------------------------------------

body=$(render launch.json.tftpl \
  "job_name=$(json_string "$name")" \
  "template_path=$(json_string "gs://$template_bucket/templates/lintel/$job.json")" \
  "parameters=$(json_object "${parameters[@]}")" \
  "temp_location=$(json_string "gs://$temp_bucket/temp")" \
  "staging_location=$(json_string "gs://$temp_bucket/staging")" \
  "worker_email=$(json_string "$worker")" \
  "max_workers=$((10#$max_workers))" \
  "machine_type=$(json_or_null "$machine_type")" \
  "network=$(json_or_null "$network")" \
  "subnetwork=$(json_or_null "$subnetwork")" \
  "ip_configuration=$(json_string "$ip_configuration")" \
  "labels=$(json_object ${labels[@]+"${labels[@]}"})")

# -- Commands ---------------------------------------------------------------------------------------------------------

# A bucket that is not for temporary files would lose files and rules. It comes before everything else, because only
# gcloud's attempt to create it shows that its name is taken in another project.
say "Temp bucket"
found=$(listed gcloud storage buckets list "--project=$project" "--filter=name~^$temp_bucket\$" \
  '--format=value(name,labels.lintel_temp)')
[[ ! $found || $found == *$'\t'true ]] ||
  fail "--temp-bucket: gs://$temp_bucket exists, and is not marked as a bucket for temporary files;\
 name another one, or mark it: gcloud storage buckets update gs://$temp_bucket --update-labels=lintel_temp=true"
create_bucket=(gcloud storage buckets create "gs://$temp_bucket" "--project=$project" "--location=$region"
  --uniform-bucket-level-access --public-access-prevention)
lifecycle="{\"rule\": [{\"action\": {\"type\": \"Delete\"}, \"condition\": {\"age\": $((10#$temp_days)), \
\"matchesPrefix\": [\"temp/\"]}}]}"
bucket_labels=$(IFS=, && printf '%s' "${labels[*]-}")
bucket_labels=${bucket_labels:+$bucket_labels,}lintel_temp=true
update_bucket=(gcloud storage buckets update "gs://$temp_bucket" --clear-soft-delete "--update-labels=$bucket_labels")
if [[ $dry_run ]]; then
  printf 'printf %s > lifecycle.json\n' "'$lifecycle'"
  # Joined, because in a shell the commands go on after one that fails.
  printf '%s &&\n  %s\n' "$(print_command "${create_bucket[@]}")" \
    "$(print_command "${update_bucket[@]}" --lifecycle-file=lifecycle.json)"
else
  [[ $found ]] || "${create_bucket[@]}"
  lifecycle_file=$(mktemp)
  trap 'rm -f "$lifecycle_file"' EXIT
  printf '%s' "$lifecycle" >"$lifecycle_file"
  "${update_bucket[@]}" "--lifecycle-file=$lifecycle_file"
fi

account() { # ID EMAIL DISPLAY-NAME
  local found
  found=$(listed gcloud iam service-accounts list "--project=$project" "--filter=email~^$2\$" '--format=value(email)')
  if [[ $found ]]; then return; fi
  run gcloud iam service-accounts create "$1" "--project=$project" "--display-name=$3"
  fresh=1
}

fresh=''
say "Accounts"
account "$name-launcher" "$launcher" "Launches $name from Cloud Scheduler"
account "$name-worker" "$worker" "Workers of $name"

say "Roles of the launcher"
grant gcloud projects add-iam-policy-binding "$project" "--member=serviceAccount:$launcher" \
  --role=roles/dataflow.developer
grant gcloud storage buckets add-iam-policy-binding "gs://$template_bucket" "--member=serviceAccount:$launcher" \
  --role=roles/storage.objectViewer
grant gcloud iam service-accounts add-iam-policy-binding "$worker" "--project=$project" \
  "--member=serviceAccount:$launcher" --role=roles/iam.serviceAccountUser

say "Roles of the workers"
grant gcloud projects add-iam-policy-binding "$project" "--member=serviceAccount:$worker" \
  --role=roles/dataflow.worker
grant gcloud artifacts repositories add-iam-policy-binding "$image_repository" "--project=$project" \
  "--location=$image_location" "--member=serviceAccount:$worker" --role=roles/artifactregistry.reader
for bucket in ${read_buckets[@]+"${read_buckets[@]}"}; do
  grant gcloud storage buckets add-iam-policy-binding "gs://$bucket" "--member=serviceAccount:$worker" \
    --role=roles/storage.objectViewer
done
for bucket in "$temp_bucket" "${write_buckets[@]}"; do
  grant gcloud storage buckets add-iam-policy-binding "gs://$bucket" "--member=serviceAccount:$worker" \
    --role=roles/storage.objectUser
done
grant gcloud spanner databases add-iam-policy-binding "$database" "--project=$database_project" \
  "--instance=$instance" "--member=serviceAccount:$worker" "--role=$database_role"
if [[ $read_database ]]; then
  grant gcloud spanner databases add-iam-policy-binding "$read_database" "--project=$read_project" \
    "--instance=$read_instance" "--member=serviceAccount:$worker" "--role=$read_role"
fi
if [[ $(parameter jobKey '') ]]; then
  grant gcloud projects add-iam-policy-binding "$project" "--member=serviceAccount:$worker" \
    --role=roles/dataflow.viewer
  grant gcloud spanner databases add-iam-policy-binding "$ledger_database" "--project=$database_project" \
    "--instance=$instance" "--member=serviceAccount:$worker" --role=roles/spanner.databaseUser
fi

say "Schedule"
schedule_flags=("--project=$project" "--location=$region" "--schedule=$schedule" "--time-zone=$time_zone"
  "--uri=https://dataflow.googleapis.com/v1b3/projects/$project/locations/$region/flexTemplates:launch"
  --http-method=POST "--message-body=$body" "--oauth-service-account-email=$launcher"
  --oauth-token-scope=https://www.googleapis.com/auth/cloud-platform
  "--attempt-deadline=${attempt_deadline_seconds}s" "--max-retry-attempts=$retry_count" --min-backoff=60s
  --max-backoff=900s --max-doublings=4)
state=$(listed gcloud scheduler jobs list "--project=$project" "--location=$region" "--filter=name~/$name\$" \
  '--format=value(state)')
if [[ $state ]]; then
  run gcloud scheduler jobs update http "$name" "${schedule_flags[@]}" --update-headers=Content-Type=application/json
else
  run gcloud scheduler jobs create http "$name" "${schedule_flags[@]}" --headers=Content-Type=application/json
fi
# Scheduler refuses to pause a paused job and to resume an active one.
if [[ $paused && $state != PAUSED ]]; then
  run gcloud scheduler jobs pause "$name" "--project=$project" "--location=$region"
elif [[ ! $paused && $state == PAUSED ]]; then
  run gcloud scheduler jobs resume "$name" "--project=$project" "--location=$region"
fi

alert() { # TITLE CONDITION-NAME CONDITION RATE-LIMIT
  local title="$name: $1" policy existing
  policy="{\"displayName\": $(json_string "$title"), \"combiner\": \"OR\",
 \"conditions\": [{\"displayName\": $(json_string "$2"), $3}],
 \"alertStrategy\": {\"autoClose\": \"86400s\"$4},
 \"notificationChannels\": $(json_list ${notification_channels[@]+"${notification_channels[@]}"})}"
  existing=$(listed gcloud alpha monitoring policies list "--project=$project" "--filter=displayName=\"$title\"" \
    '--format=value(name)')
  if [[ $existing ]]; then
    run gcloud alpha monitoring policies update "${existing%%$'\n'*}" "--project=$project" "--policy=$policy"
  else
    run gcloud alpha monitoring policies create "--project=$project" "--policy=$policy"
  fi
}

filter() { # FILE
  json_string "$(render "alerts/$1.tftpl" "name=$name" "region=$region")"
}

say "Alerts"
log_rate=', "notificationRateLimit": {"period": "3600s"}'
alert "launch failed" "Cloud Scheduler logged an error" \
  "\"conditionMatchedLog\": {\"filter\": $(filter failed-launch)}" "$log_rate"
alert "job failed" "Dataflow reports the job as failed" \
  "\"conditionThreshold\": {\"filter\": $(filter failed-job), \"comparison\": \"COMPARISON_GT\",
  \"thresholdValue\": 0, \"duration\": \"0s\",
  \"aggregations\": [{\"alignmentPeriod\": \"300s\", \"perSeriesAligner\": \"ALIGN_MAX\"}]}" ''
alert "run failed" "Lintel logged that the run failed" \
  "\"conditionMatchedLog\": {\"filter\": $(filter failed-run)}" "$log_rate"
