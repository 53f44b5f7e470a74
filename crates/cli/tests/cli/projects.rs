//! Projects: where they are emitted to, how they are named, and what is wrong with them.

use std::path::Path;

use terrane_cli::{Project, RESERVED};

use crate::place::{Place, production, run};

fn project(name: &'static str, root: &Path) -> Project {
    Project::new(name, root).environment("production", production)
}

/// What is said of projects that cannot be used.
fn refused(projects: Vec<Project>) -> String {
    let (status, said) = run(projects, None, &["--check"]);
    assert_eq!(status, 2, "{said}");
    said
}

#[test]
fn a_folder_below_the_package_can_be_chosen() {
    let place = Place::new();
    let shop = || project("shop", &place.root().join("xtask"));
    let (status, said) = run(vec![shop().folder("../deploy/terraform")], None, &[]);
    assert_eq!(status, 0, "{said}");
    assert!(place.root().join("deploy/terraform/production/network.tf").is_file());
    assert!(said.contains("/deploy/terraform/production/network.tf") && !said.contains(".."), "{said}");
    let (status, said) = run(vec![shop().folder(place.root().join("elsewhere"))], None, &[]);
    assert_eq!(status, 0, "{said}");
    assert!(place.root().join("elsewhere/production/network.tf").is_file());
}

#[test]
fn the_name_of_the_only_project_may_be_left_out() {
    let place = Place::new();
    place.expect(0, &[]);
    place.expect(0, &["--check"]);
    place.expect(0, &["shop", "--check"]);
    place.expect(3, &["--check", "--env", "smaller"]);
    for help in ["--help", "-h"] {
        let said = place.expect(0, &[help]);
        assert!(
            said.contains("[shop]") && said.contains("--env") && said.contains("terraform/ENVIRONMENT"),
            "{said}"
        );
    }
}

#[test]
fn one_of_several_projects_is_named() {
    let place = Place::new();
    let both = || vec![project("shop", &place.root().join("a")), project("bank", &place.root().join("b"))];
    for arguments in [&[][..], &["--check"], &["--env", "production"], &["shpo"], &["--such"]] {
        let (status, said) = run(both(), None, arguments);
        assert_eq!(status, 2, "{arguments:?}: {said}");
        assert!(said.contains("shop, bank"), "{arguments:?}: {said}");
    }
    let (status, said) = run(both(), None, &["--help"]);
    assert!(status == 0 && said.contains("shop") && said.contains("bank"), "{said}");
    let (status, said) = run(both(), None, &["bank"]);
    assert_eq!(status, 0, "{said}");
    assert!(place.root().join("b/terraform/production").is_dir() && !place.root().join("a").exists());
}

#[test]
fn an_unknown_environment_brings_a_list_of_the_known_ones() {
    let said = Place::new().expect(2, &["--env", "elsewhere"]);
    assert!(said.contains("elsewhere") && said.contains("production, smaller, broken, doubtful"), "{said}");
}

#[test]
fn all_mistakes_are_listed_at_once() {
    let place = Place::new();
    let said = refused(vec![
        project("shop", place.root()),
        project("shop", place.root()),
        project("", place.root()),
        project("help", place.root()),
        project("../x", place.root()),
        project("relative", Path::new("terraform")),
        Project::new("bare", place.root()),
        Project::new("bank", place.root())
            .environment("../outside", production)
            .environment("", production)
            .environment("staging", production)
            .environment("staging", production)
            .environment("Staging", production),
    ]);
    for mistake in [
        "two projects are called \"shop\"",
        "a project has an empty name",
        "\"help\" has the name of a command",
        "a project is called \"../x\"",
        "\"relative\" has the relative manifest folder \"terraform\"; pass env!(\"CARGO_MANIFEST_DIR\")",
        "\"bare\" has no environment",
        "an environment of \"bank\" is called \"../outside\"",
        "an environment of \"bank\" has an empty name",
        "two environments of \"bank\" are called \"staging\"",
    ] {
        assert_eq!(said.matches(mistake).count(), 1, "{mistake}: {said}");
    }
    assert_eq!(said.lines().filter(|line| line.starts_with("  - ")).count(), 9, "{said}");
    assert!(said.contains("nothing was changed"), "{said}");
}

#[test]
fn no_project_at_all_is_a_mistake() {
    assert!(refused(vec![]).contains("there is no project"));
}

#[test]
fn no_project_is_called_like_a_command() {
    let mut sorted = RESERVED.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted, RESERVED, "sorted, each once");
    for name in [
        "help",
        "emit",
        "check",
        "config",
        "schema",
        "model",
        "rules",
        "explain",
        "diff",
        "cost",
        "graph",
        "picture",
        "runbook",
        "verify",
        "rollback",
        "migrate",
        "import",
        "plan",
        "apply",
        "destroy",
        "init",
        "new",
        "add",
        "show",
        "list",
        "test",
        "version",
        "completions",
    ] {
        assert!(RESERVED.contains(&name), "{name}");
    }
    for name in RESERVED {
        let said = refused(vec![project(name, Path::new("/"))]);
        assert!(said.contains("has the name of a command"), "{said}");
    }
}

#[test]
fn a_name_is_plain() {
    for name in ["a/b", "..", ".", "-a", "_a", "a b", "ä", "a.b", "a\\b", "/", "a\n", "C:"] {
        let shop = Project::new("shop", "/").environment(name, production);
        assert!(refused(vec![shop]).contains(&format!("is called {name:?}")), "{name:?}");
        assert!(
            refused(vec![project(name, Path::new("/"))]).contains(&format!("is called {name:?}")),
            "{name:?}"
        );
    }
    let place = Place::new();
    for name in ["a", "9", "eu-west-1", "a_b", "A9-"] {
        let shop = Project::new("shop-2", place.root()).environment(name, production);
        let (status, said) = run(vec![shop], None, &[]);
        assert_eq!(status, 0, "{name}: {said}");
    }
}
