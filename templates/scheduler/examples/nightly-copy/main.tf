# Copies, every night, a part of my-database to a test database in another project, with columns masked.
provider "google" {
  project = "my-project"
  region  = "europe-west1"
}

module "nightly_copy" {
  source = "../.."

  project          = "my-project"
  region           = "europe-west1"
  name             = "nightly-copy"
  job              = "copy"
  template_bucket  = "my-templates"
  image_repository = "lintel"
  image_location   = "europe-west1"

  schedule = "0 2 * * *"

  parameters = {
    sourceProjectId       = "my-project"
    sourceInstanceId      = "my-instance"
    sourceDatabaseId      = "my-database"
    destinationProjectId  = "my-test-project"
    destinationInstanceId = "my-test-instance"
    destinationDatabaseId = "my-copy"
    dataBoostEnabled      = "true"
    spec                  = "gs://my-specs/copy.json"
    invalidOutputPath     = "gs://my-rejected/nightly-copy"
    jobKey                = "nightly-copy"
  }
  database_role = "roles/spanner.databaseUser"
  read_buckets  = ["my-specs"]
  write_buckets = ["my-rejected"]
  temp_bucket   = "my-project-nightly-copy-temp"

  notification_channels = ["projects/my-project/notificationChannels/1234567890"]
}

output "launch_body" {
  description = "Request body that is sent to the Dataflow API."
  value       = module.nightly_copy.launch_body
}
