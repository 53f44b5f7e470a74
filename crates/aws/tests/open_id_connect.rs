//! Identity providers outside of AWS, at the edges of their limits.

use terrane_aws::OpenIdConnectProvider;
use terrane_core::{Declare, Stack};

fn rules(provider: OpenIdConnectProvider) -> Vec<&'static str> {
    let mut stack = Stack::new("test");
    provider.declare(&mut stack, "main");
    stack.check().iter().map(|problem| problem.rule).collect()
}

fn github() -> OpenIdConnectProvider {
    OpenIdConnectProvider::new("https://token.actions.githubusercontent.com", "sts.amazonaws.com")
}

#[test]
fn a_url_is_as_the_providers_tokens_have_it() {
    let of = |url: &str| rules(OpenIdConnectProvider::new(url.to_owned(), "sts.amazonaws.com"));
    assert_eq!(of("https://gitlab.com"), [""; 0]);
    assert_eq!(of(&format!("https://{}", "a".repeat(247))), [""; 0]);
    for url in
        ["gitlab.com", "http://gitlab.com", "https://gitlab.com/", &format!("https://{}", "a".repeat(248))]
    {
        assert_eq!(of(url), ["malformed-url"], "{url}");
    }
}

#[test]
fn audiences_and_thumbprints_have_their_limits() {
    let audiences = |count| (1..count).fold(github(), |it, at| it.audience(format!("audience-{at}")));
    assert_eq!(rules(audiences(100)), [""; 0]);
    assert_eq!(rules(audiences(101)), ["out-of-range"]);
    let thumbprint = "6938fd4d98bab03faadb97b34396831e3780aea1";
    let thumbprints = |count| (0..count).fold(github(), |it, _| it.thumbprint(thumbprint));
    assert_eq!(rules(thumbprints(5)), [""; 0]);
    assert_eq!(rules(thumbprints(6)), ["out-of-range"]);
    for odd in ["", "6938", &thumbprint.replace('6', "g"), &format!("{thumbprint}0")] {
        assert_eq!(rules(github().thumbprint(odd)), ["malformed-thumbprint"], "{odd}");
    }
}

#[test]
fn an_account_has_one_for_a_url() {
    let mut stack = Stack::new("test");
    github().declare(&mut stack, "first");
    github().declare(&mut stack, "second");
    let rules: Vec<_> = stack.check().iter().map(|problem| problem.rule).collect();
    assert_eq!(rules, ["duplicate-name"]);
}

#[test]
fn it_is_emitted() {
    let mut stack = Stack::new("test");
    github().audience("jiki").tag("Name", "github").declare(&mut stack, "main");
    let text = stack.finish().expect("a valid stack").file("compute.tf").expect("a file").to_owned();
    let expected = "\
resource \"aws_iam_openid_connect_provider\" \"main\" {
  url            = \"https://token.actions.githubusercontent.com\"
  client_id_list = [\"sts.amazonaws.com\", \"jiki\"]
  tags = {
    Name = \"github\"
  }
}
";
    assert!(text.ends_with(expected), "{text}");
}
