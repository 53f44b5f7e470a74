//! ECR, IAM, ECS on Fargate and autoscaling as typed Terraform.
