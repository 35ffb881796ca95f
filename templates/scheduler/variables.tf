variable "project" {
  description = "Project of the Scheduler job, the Dataflow job, the accounts and the temp bucket."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project))
    error_message = "A project id: 6 to 30 lower-case letters, digits and hyphens."
  }
}

variable "region" {
  description = "Region of the schedule, the Dataflow job and the temp bucket. Use the region of the Spanner instance."
  type        = string

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "A region such as europe-west1."
  }
}

variable "name" {
  description = "Name of the Scheduler job and of the Dataflow job; the names of the two accounts begin with it. While a Dataflow job of this name is active, no second one is started."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,18}[a-z0-9]$", var.name))
    error_message = "4 to 20 lower-case letters, digits and hyphens: followed by -launcher, it must fit into the 30 characters of an account id."
  }
}

variable "job" {
  description = "The job to launch, such as export; ./lintel lists them, also those under the names of Google's templates, such as GCS_Text_to_Cloud_Spanner."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z]+(_[A-Za-z]+)*$", var.job))
    error_message = "The name of a job, as ./lintel lists them."
  }
}

variable "template_bucket" {
  description = "Bucket with the template specs: gs://BUCKET/templates/lintel/JOB.json."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$", var.template_bucket))
    error_message = "A bucket's name, without gs://."
  }
}

variable "image_repository" {
  description = "Artifact Registry repository of the template's image, in the same project."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]*$", var.image_repository))
    error_message = "A repository's id, without project and location."
  }
}

variable "image_location" {
  description = "Location of the Artifact Registry repository, such as europe-west1."
  type        = string

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.image_location))
    error_message = "A region such as europe-west1."
  }
}

variable "parameters" {
  description = "The job's options, as in JOB/metadata.json. Access to Spanner is granted on the databases that they name; with jobKey, also on the database of the ledger."
  type        = map(string)

  validation {
    # coalesce fails without a value, and for an empty one.
    condition = (can(coalesce(var.parameters["instanceId"])) && can(coalesce(var.parameters["databaseId"]))) || (
      can(coalesce(var.parameters["spannerInstanceId"])) && can(coalesce(var.parameters["spannerDatabaseId"]))
      ) || (
      can(coalesce(var.parameters["sourceInstanceId"])) && can(coalesce(var.parameters["sourceDatabaseId"])) &&
      can(coalesce(var.parameters["destinationInstanceId"])) && can(coalesce(var.parameters["destinationDatabaseId"]))
    )
    error_message = "instanceId and databaseId are required; for copy, both with source and with destination before them; for Spanner_to_GCS_Text, both with spanner before them."
  }
}

variable "database_role" {
  description = "Role of the job on its database, which is the destination of copy; the source of copy and the database that verify compares with are only read, and get the role for that. export, enrich and verify read: roles/spanner.databaseReader, or roles/spanner.databaseReaderWithDataBoost with dataBoostEnabled. import, copy and purge write: roles/spanner.databaseUser."
  type        = string

  validation {
    condition = contains([
      "roles/spanner.databaseReader",
      "roles/spanner.databaseReaderWithDataBoost",
      "roles/spanner.databaseUser",
    ], var.database_role)
    error_message = "roles/spanner.databaseReader, roles/spanner.databaseReaderWithDataBoost or roles/spanner.databaseUser."
  }
}

variable "read_buckets" {
  description = "Buckets that the job only reads: input files, specs, manifests."
  type        = list(string)
  default     = []

  validation {
    condition     = can(regex("^([a-z0-9][a-z0-9._-]{1,220}[a-z0-9](\n|$))*$", join("\n", var.read_buckets))) && !contains(var.read_buckets, "")
    error_message = "Names of buckets, without gs://."
  }
}

variable "write_buckets" {
  description = "Buckets that the job writes to: exports and rejected records. The job can also read them, which an export with since=last does."
  type        = list(string)

  validation {
    condition     = can(regex("^([a-z0-9][a-z0-9._-]{1,220}[a-z0-9](\n|$))*$", join("\n", var.write_buckets))) && !contains(var.write_buckets, "")
    error_message = "Names of buckets, without gs://."
  }
}

variable "temp_bucket" {
  description = "Name of the bucket to create for staged and temporary files. Bucket names are global."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9_-]{1,61}[a-z0-9]$", var.temp_bucket))
    error_message = "3 to 63 lower-case letters, digits, hyphens and underscores."
  }
}

variable "temp_days" {
  description = "Days after which temporary files are deleted. Must be longer than the longest run."
  type        = number
  default     = 7

  validation {
    condition     = var.temp_days >= 1 && floor(var.temp_days) == var.temp_days
    error_message = "A whole number of days, at least 1."
  }
}

variable "schedule" {
  description = "When the job is launched, in cron format: 0 2 * * * is every night at two."
  type        = string

  validation {
    condition     = can(regex("^[^ ]+ [^ ]+ [^ ]+ [^ ]+ [^ ]+$", var.schedule))
    error_message = "Five fields: minute, hour, day of month, month, day of week."
  }
}

variable "time_zone" {
  description = "Time zone of the schedule, by its tz name. In a zone with daylight saving time, a time between 1 and 3 at night can come twice or not at all."
  type        = string
  default     = "Etc/UTC"
}

variable "paused" {
  description = "Whether the schedule is paused."
  type        = bool
  default     = false
}

variable "attempt_deadline_seconds" {
  description = "Seconds that Scheduler waits for the answer to an attempt to launch."
  type        = number
  default     = 180

  validation {
    condition     = var.attempt_deadline_seconds >= 15 && var.attempt_deadline_seconds <= 1800
    error_message = "15 seconds to 30 minutes (1800)."
  }
}

variable "retry_count" {
  description = "How often a failed attempt to launch is repeated: after one minute, then after two, four and so on. A run that fails is not repeated."
  type        = number
  default     = 3

  validation {
    condition     = var.retry_count >= 0 && var.retry_count <= 5
    error_message = "0 to 5."
  }
}

variable "max_workers" {
  description = "Maximum number of workers to which Dataflow scales."
  type        = number
  default     = 10

  validation {
    condition     = var.max_workers >= 1 && var.max_workers <= 1000
    error_message = "1 to 1000."
  }
}

variable "machine_type" {
  description = "Machine type of the workers, such as n2-standard-4. Default: Dataflow's choice."
  type        = string
  default     = null
}

variable "network" {
  description = "Network of the workers. Default: the project's network named default."
  type        = string
  default     = null
}

variable "subnetwork" {
  description = "Subnetwork of the workers: regions/REGION/subnetworks/NAME, or a full URL if it is shared from another project."
  type        = string
  default     = null
}

variable "ip_configuration" {
  description = "Whether workers have public IP addresses. Without them, the subnetwork needs Private Google Access."
  type        = string
  default     = "WORKER_IP_PRIVATE"

  validation {
    condition     = contains(["WORKER_IP_PRIVATE", "WORKER_IP_PUBLIC"], var.ip_configuration)
    error_message = "WORKER_IP_PRIVATE or WORKER_IP_PUBLIC."
  }
}

variable "labels" {
  description = "Labels of the Dataflow job and of the temp bucket, to separate their cost in the bill."
  type        = map(string)
  default     = {}
}

variable "notification_channels" {
  description = "Channels of Cloud Monitoring that are notified of failures: projects/PROJECT/notificationChannels/ID. With an empty list, incidents show in the console only."
  type        = list(string)

  validation {
    condition     = can(regex("^(projects/[^/,]+/notificationChannels/[^/,]+(,|$))*$", join(",", var.notification_channels))) && !contains(var.notification_channels, "")
    error_message = "projects/PROJECT/notificationChannels/ID."
  }
}
