resource "google_storage_bucket" "temp" {
  project                     = var.project
  name                        = var.temp_bucket
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  # Nothing in it is needed once a run has ended.
  force_destroy = true
  # By the label schedule.sh knows that the bucket is for temporary files, and that it may update it.
  labels = merge(var.labels, { lintel_temp = "true" })

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

  lifecycle {
    precondition {
      condition     = !contains(concat([var.template_bucket], var.read_buckets, var.write_buckets), var.temp_bucket)
      error_message = "temp_bucket must be a bucket of its own: files in its temp/ are deleted."
    }
  }
}
