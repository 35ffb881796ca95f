# Compares, every week, my-copy with my-database, which is in another instance.
provider "google" {
  project = "my-project"
  region  = "europe-west1"
}

module "weekly_verify" {
  source = "../.."

  project          = "my-project"
  region           = "europe-west1"
  name             = "weekly-verify"
  job              = "verify"
  template_bucket  = "my-templates"
  image_repository = "lintel"
  image_location   = "europe-west1"

  schedule = "0 5 * * 0"

  parameters = {
    spannerProjectId  = "my-project"
    instanceId        = "my-test-instance"
    databaseId        = "my-copy"
    againstInstanceId = "my-instance"
    againstDatabaseId = "my-database"
    outputDir         = "gs://my-differences/weekly"
    jobKey            = "weekly-verify"
  }
  database_role = "roles/spanner.databaseReader"
  write_buckets = ["my-differences"]
  temp_bucket   = "my-project-weekly-verify-temp"

  notification_channels = ["projects/my-project/notificationChannels/1234567890"]
}

output "launch_body" {
  description = "Request body that is sent to the Dataflow API."
  value       = module.weekly_verify.launch_body
}
