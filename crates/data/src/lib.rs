//! Aurora, ElastiCache, S3, DynamoDB, KMS and Secrets Manager as typed Terraform.
