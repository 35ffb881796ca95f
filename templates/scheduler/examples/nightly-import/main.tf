# Imports, every night, the files in gs://my-inbox. The runs are recorded in another database.
provider "google" {
  project = "my-project"
  region  = "europe-west1"
}

module "nightly_import" {
  source = "../.."

  project          = "my-project"
  region           = "europe-west1"
  name             = "nightly-import"
  job              = "import"
  template_bucket  = "my-templates"
  image_repository = "lintel"
  image_location   = "europe-west1"

  schedule = "30 1 * * *"

  parameters = {
    spannerProjectId  = "my-project"
    instanceId        = "my-instance"
    databaseId        = "my-database"
    importManifest    = "gs://my-inbox/import-manifest.json"
    fieldQualifier    = "\""
    escape            = "\\"
    nullString        = "\\N"
    invalidOutputPath = "gs://my-rejected/nightly-import"
    maxFailures       = "100"
    jobKey            = "nightly-import"
    ledgerDatabaseId  = "operations"
  }
  database_role = "roles/spanner.databaseUser"
  read_buckets  = ["my-inbox"]
  write_buckets = ["my-rejected"]
  temp_bucket   = "my-project-nightly-import-temp"

  machine_type          = "n2-standard-4"
  subnetwork            = "regions/europe-west1/subnetworks/workers"
  notification_channels = ["projects/my-project/notificationChannels/1234567890"]
}

output "launch_body" {
  description = "Request body that is sent to the Dataflow API."
  value       = module.nightly_import.launch_body
}
