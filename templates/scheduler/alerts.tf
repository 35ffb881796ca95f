# The API call was refused or not answered: nothing runs that night, unless a retry succeeds.
resource "google_monitoring_alert_policy" "failed_launch" {
  project               = var.project
  display_name          = "${var.name}: launch failed"
  combiner              = "OR"
  notification_channels = var.notification_channels

  conditions {
    display_name = "Cloud Scheduler logged an error"

    condition_matched_log {
      filter = trimspace(templatefile("${path.module}/alerts/failed-launch.tftpl", { name = var.name, region = var.region }))
    }
  }

  alert_strategy {
    auto_close = "86400s"

    notification_rate_limit {
      period = "3600s"
    }
  }
}

# The job was started and ended as failed.
resource "google_monitoring_alert_policy" "failed_job" {
  project               = var.project
  display_name          = "${var.name}: job failed"
  combiner              = "OR"
  notification_channels = var.notification_channels

  conditions {
    display_name = "Dataflow reports the job as failed"

    condition_threshold {
      filter          = trimspace(templatefile("${path.module}/alerts/failed-job.tftpl", { name = var.name }))
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "0s"

      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_MAX"
      }
    }
  }

  alert_strategy {
    auto_close = "86400s"
  }
}

# The job ended, and logged itself that the run failed: too many records were rejected, or verify found differences.
resource "google_monitoring_alert_policy" "failed_run" {
  project               = var.project
  display_name          = "${var.name}: run failed"
  combiner              = "OR"
  notification_channels = var.notification_channels

  conditions {
    display_name = "Lintel logged that the run failed"

    condition_matched_log {
      filter = trimspace(templatefile("${path.module}/alerts/failed-run.tftpl", { name = var.name }))
    }
  }

  alert_strategy {
    auto_close = "86400s"

    notification_rate_limit {
      period = "3600s"
    }
  }
}
