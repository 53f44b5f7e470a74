//! Log groups, topics and alarms on typed metrics as typed Terraform.
