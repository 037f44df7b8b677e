//! `docs/reference/cli.md` says every command and every option, and none that is not there.

use std::collections::BTreeSet;
use std::path::Path;

use clap::{Arg, Command};
use ikm_core::Lang;

/// The options that every command takes.
const GLOBAL: [&str; 7] = ["store", "format", "lang", "today", "actor", "help", "version"];

fn leaves<'a>(
    command: &'a Command,
    path: &mut Vec<String>,
    found: &mut Vec<(Vec<String>, &'a Command)>,
) {
    if command.get_subcommands().next().is_none() {
        found.push((path.clone(), command));
    }
    for below in command.get_subcommands() {
        path.push(below.get_name().to_owned());
        leaves(below, path, found);
        path.pop();
    }
}

/// The names of every command, from the outermost.
pub(crate) fn commands() -> Vec<Vec<String>> {
    let tree = ikm_cli::command(Lang::En);
    let mut found = Vec::new();
    leaves(&tree, &mut Vec::new(), &mut found);
    found.into_iter().map(|(path, _)| path).collect()
}

fn word(arg: &Arg) -> Option<String> {
    if GLOBAL.contains(&arg.get_id().as_str()) {
        return None;
    }
    let name = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
    let many = if arg.is_positional() && arg.get_num_args().is_some_and(|n| n.max_values() > 1) {
        "…"
    } else {
        ""
    };
    let text = match arg.get_long() {
        None => format!("{}{many}", name.unwrap_or_default()),
        Some(long) if arg.get_action().takes_values() => {
            format!("--{long} {}", name.unwrap_or_default())
        }
        Some(long) => format!("--{long}"),
    };
    Some(if arg.is_required_set() { text } else { format!("[{text}]") })
}

fn synopsis(path: &[String], command: &Command) -> String {
    let (positional, options): (Vec<&Arg>, Vec<&Arg>) =
        command.get_arguments().partition(|arg| arg.is_positional());
    let (required, optional): (Vec<&Arg>, Vec<&Arg>) =
        options.into_iter().partition(|arg| arg.is_required_set());
    let words = [positional, required, optional].concat();
    let words: Vec<String> = words.into_iter().filter_map(word).collect();
    format!("ikm {} {}", path.join(" "), words.join(" ")).trim_end().to_owned()
}

#[test]
fn the_page_has_every_command_just_as_it_is() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/cli.md");
    let page = std::fs::read_to_string(page).expect("the page");
    let written: BTreeSet<&str> =
        page.split('`').skip(1).step_by(2).filter(|code| code.starts_with("ikm ")).collect();
    let tree = ikm_cli::command(Lang::En);
    let mut found = Vec::new();
    leaves(&tree, &mut Vec::new(), &mut found);
    let expected: Vec<String> =
        found.iter().map(|(path, command)| synopsis(path, command)).collect();
    let expected: BTreeSet<&str> = expected.iter().map(String::as_str).collect();
    assert_eq!(written, expected);
    for name in GLOBAL {
        assert!(page.contains(&format!("`--{name}")), "--{name} is missing");
    }
}
