resource "google_storage_bucket" "temp" {
  project                     = var.project
  name                        = var.temp_bucket
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  # Nothing in it is needed once a run has ended.
  force_destroy = true
  labels        = var.labels

  # Kept for a week by default, temporary files would be paid for twice.
  soft_delete_policy {
    retention_duration_seconds = 0
  }

  # Only temp/: a staged jar is not staged again by the next run, so its age says nothing about its use.
  lifecycle_rule {
    condition {
      age            = var.temp_days
      matches_prefix = ["temp/"]
    }
    action {
      type = "Delete"
    }
  }
}
