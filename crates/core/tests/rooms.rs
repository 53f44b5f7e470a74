//! What core may know: Terraform, and no provider. In no line of code and in no message does it name one, or
//! a service of one.

use std::fs;
use std::path::{Path, PathBuf};

/// Providers and their services, in lower case. Documentation may name them: it shows what core is used for.
#[rustfmt::skip] // a table
const FOREIGN: [&str; 56] = [
    "acm", "alb", "amazon", "amazonaws", "arn", "aurora", "autoscaling", "aws", "azure", "azurerm", "bedrock",
    "cloudflare", "cloudfront", "cloudtrail", "cloudwatch", "cognito", "datadog", "digitalocean", "dynamodb", "ebs",
    "ec2", "ecr", "ecs", "efs", "eks", "elasticache", "elb", "elbv2", "eventbridge", "fargate", "gcp", "github",
    "google", "hcloud", "heroku", "hetzner", "hetznercloud", "iam", "kinesis", "kms", "kubernetes", "lambda", "nlb",
    "opensearch", "rds", "redis", "redshift", "route53", "s3", "secretsmanager", "sns", "sqs", "ssm", "valkey", "vpc",
    "waf",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            sources(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// What a line says beside its comment.
fn code(line: &str) -> &str {
    let line = line.trim();
    if line.starts_with("//") { "" } else { line.split_once(" // ").map_or(line, |(code, _)| code) }
}

/// The words of a line in lower case: `VpcId` is one, and so are its two parts.
fn words(code: &str) -> Vec<String> {
    let mut words = Vec::new();
    for whole in code.split(|c: char| !c.is_ascii_alphanumeric()) {
        words.push(whole.to_ascii_lowercase());
        let mut rest = whole;
        while let Some((at, _)) = rest.char_indices().skip(1).find(|(_, c)| c.is_ascii_uppercase()) {
            words.push(rest[..at].to_ascii_lowercase());
            rest = &rest[at..];
        }
        if rest != whole {
            words.push(rest.to_ascii_lowercase());
        }
    }
    words
}

#[test]
fn core_names_no_provider() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    assert!(files.len() > 30, "the sources are looked for in the wrong place");
    let mut named = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a source file");
        for (number, line) in (1..).zip(text.lines()) {
            let words = words(code(line));
            named.extend(
                words
                    .into_iter()
                    .filter(|word| FOREIGN.contains(&&**word))
                    .map(|word| format!("{}:{number} names `{word}`: {}", file.display(), line.trim())),
            );
        }
    }
    assert!(named.is_empty(), "{}", named.join("\n"));
}

#[test]
fn a_name_is_found_wherever_it_stands() {
    for line in [
        "let vpc = 1;",
        "\"aws_lb\"",
        "VpcId::new()",
        "enum InVpc {}",
        "what(\"CloudWatch refuses it\"); // why",
    ] {
        assert!(words(code(line)).iter().any(|word| FOREIGN.contains(&&**word)), "{line}");
    }
    for line in ["/// of `aws_lb`", "let laws = 1; // as AWS has it", "\"a person knows\""] {
        assert!(!words(code(line)).iter().any(|word| FOREIGN.contains(&&**word)), "{line}");
    }
}
