resource "google_storage_bucket" "temp" {
  project                     = var.project
  name                        = var.temp_bucket
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  # Nothing in it is needed once a run has ended.
  force_destroy = true
  labels        = var.labels

  # By default, deleted files are kept, and charged, for another week.
  soft_delete_policy {
    retention_duration_seconds = 0
  }

  # Only temp/: the next run does not stage the same jar again, so the age of a staged jar does not show when it was last used.
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
