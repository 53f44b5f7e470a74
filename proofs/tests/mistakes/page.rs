//! `MISTAKES.md`, put together from the tests.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::compiled::cases;
use crate::{Stops, TOPICS};

const HEAD: &str = "\
# Mistakes that cannot be written

What someone writes, what it costs, where it stops here, and where other tools stop it. Where it stops here is one of:

- **compile**: the compiler refuses it;
- **const**: a literal that is checked while compiling (the same rule reports a value that is only known at run time);
- **report**: `finish()` lists it, with every other problem, before anything is written;
- **cannot be said**: there is no way to write it; the row shows the nearest thing that one can say.

\"Elsewhere\" says where Terraform 1.11.4 with hashicorp/aws 5.100.0 stops it: `validate`, `plan`, AWS at `apply`, or nobody at
all, so that it shows in production. What stands at `apply` or `nobody` passes `validate` and `plan`; that AWS then refuses
it is what AWS documents. Where nothing was tried for a row, it says so. Measured over whole sets of such mistakes:
`terraform plan` stopped 6 of 31, AWS CDK's synth 15 of 37.

This page is put together from the tests that it names, and a test compares it with them: `UPDATE=1 cargo test -p proofs`
writes it anew.
";

fn page() -> String {
    let mut page = HEAD.to_owned();
    let (mut early, mut all) = (0, 0);
    for topic in TOPICS {
        let _ = write!(
            page,
            "\n## {}\n\n| someone writes | it costs | stops here | elsewhere | test |\n|---|---|---|---|---|\n",
            topic.title
        );
        for case in cases(topic.folder) {
            let name =
                case.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs").replace('_', " ");
            let _ = writeln!(
                page,
                "| {} | {} | {} | {} | [{name}]({}) |",
                case.writes, case.costs, case.stops, case.elsewhere, case.path
            );
            early += 1;
            all += 1;
        }
        let mistakes =
            topic.files.iter().flat_map(|(file, list)| list.iter().map(move |mistake| (file, mistake)));
        for (file, mistake) in mistakes {
            let stops = match mistake.stops {
                Stops::Report { rule, .. } => format!("report: `{rule}`"),
                Stops::CannotBeSaid { nearest, .. } => {
                    early += 1;
                    format!("cannot be said; nearest: {nearest}")
                }
            };
            all += 1;
            let _ = writeln!(
                page,
                "| {} | {} | {stops} | {} | {} in [{}.rs](proofs/tests/mistakes/{}.rs) |",
                mistake.writes, mistake.costs, mistake.elsewhere, mistake.name, file, file
            );
        }
    }
    let _ = writeln!(
        page,
        "\n{all} mistakes; {early} of them at compile time (compile, const or cannot be said)."
    );
    page
}

#[test]
fn the_page_says_what_the_tests_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../MISTAKES.md");
    let page = page();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &page).expect("the page is writable");
    }
    let present = fs::read_to_string(&path).unwrap_or_default();
    assert!(present == page, "MISTAKES.md is not what the tests say: run `UPDATE=1 cargo test -p proofs`");
}
