# Exports, every night, the rows that were written to my-database since the night before.
provider "google" {
  project = "my-project"
  region  = "europe-west1"
}

resource "google_monitoring_notification_channel" "on_call" {
  display_name = "On call"
  type         = "email"
  labels       = { email_address = "on-call@example.com" }
}

module "nightly_export" {
  source = "../.."

  project          = "my-project"
  region           = "europe-west1"
  name             = "nightly-export"
  job              = "export"
  template_bucket  = "my-templates"
  image_repository = "lintel"
  image_location   = "europe-west1"

  schedule  = "0 4 * * *"
  time_zone = "Europe/Berlin"

  parameters = {
    spannerProjectId = "my-project"
    instanceId       = "my-instance"
    databaseId       = "my-database"
    spannerPriority  = "LOW"
    outputDir        = "gs://my-exports/nightly"
    since            = "last"
    jobKey           = "nightly-export"
  }
  database_role = "roles/spanner.databaseReader"
  write_buckets = ["my-exports"]
  temp_bucket   = "my-project-nightly-export-temp"

  max_workers           = 5
  labels                = { team = "data" }
  notification_channels = [google_monitoring_notification_channel.on_call.name]
}

output "launch_body" {
  description = "Request body that is sent to the Dataflow API."
  value       = module.nightly_export.launch_body
}
