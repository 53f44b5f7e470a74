//! The file that is there while others change, and stays where that was interrupted: no Terraform command
//! works beside it.

use terrane_core::Header;

/// The guard's name. It is a `.tf` file, so that Terraform reads it.
pub(crate) const NAME: &str = "terrane_incomplete.tf";

/// The guard's text. Terraform quotes the line whose value it does not take, and that is the message.
///
/// A file that is no HCL at all would do as well, but Terraform then says two things, of which neither is the
/// matter.
pub(crate) fn text(stack: &str) -> String {
    let header = Header::new(stack, NAME);
    format!(
        r#"{header}

# A run that wrote the files of this folder was interrupted: some are new, some are old, some may be missing. Emitting the
# stack again writes all of them and removes this file. Until then no Terraform command works here.
terraform {{
  required_version = "These files are incomplete: a run that wrote them was interrupted. Emit the stack again."
}}
"#
    )
}

#[cfg(test)]
mod tests {
    use super::{NAME, text};
    use std::fs;
    use std::process::Command;

    const OUTPUT: &str = "output \"a\" {\n  value = 1\n}\n";

    #[test]
    fn no_terraform_command_works_beside_the_guard() {
        if Command::new("terraform").arg("version").output().is_err() {
            println!("SKIPPED: terraform is not installed");
            return;
        }
        let folder = tempfile::tempdir().expect("a temporary folder");
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("writable");
        let terraform = |arguments: &[&str]| {
            let mut terraform = Command::new("terraform");
            terraform.args(arguments).arg("-no-color").current_dir(folder.path());
            // No settings of whoever runs the test.
            terraform.env("TF_CLI_CONFIG_FILE", folder.path().join("none")).env_remove("TF_CLI_ARGS");
            let output = terraform.output().expect("terraform runs");
            let said = [output.stdout, output.stderr].concat();
            // Lines are broken where Terraform likes.
            let said: Vec<String> =
                String::from_utf8_lossy(&said).split_whitespace().map(str::to_owned).collect();
            (output.status.success(), said.join(" "))
        };
        write("none", "");
        write("outputs.tf", OUTPUT);
        let (worked, said) = terraform(&["validate"]);
        assert!(worked, "{said}");
        write(NAME, &text("shop-production"));
        // Alone with sound files, and beside what half a write leaves: the same thing twice.
        for other in ["", OUTPUT] {
            write("other.tf", other);
            for command in [
                &["validate"][..],
                &["init", "-input=false"],
                &["plan", "-input=false"],
                &["apply", "-input=false", "-auto-approve"],
            ] {
                let (worked, said) = terraform(command);
                assert!(!worked, "{command:?}: {said}");
                let message = "\"These files are incomplete: a run that wrote them was interrupted. Emit the stack again.\"";
                assert!(said.contains(message), "{command:?}: {said}");
            }
        }
    }
}
