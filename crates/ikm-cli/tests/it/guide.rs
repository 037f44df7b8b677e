//! The clerk's guide and the README show real commands and their real output.

use std::collections::BTreeMap;
use std::path::Path;

use crate::desk::{Desk, Ids};

/// The command lines of the guide's console blocks, each with the lines that follow it.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        match line.strip_prefix("$ ") {
            _ if line.starts_with("```") => inside = line == "```console",
            Some(command) if inside => found.push((command.to_owned(), String::new())),
            _ if inside => {
                if let Some((_, output)) = found.last_mut() {
                    output.push_str(line);
                    output.push('\n');
                }
            }
            _ => {}
        }
    }
    found
}

/// Runs the commands of a page, in its order, and says how many there were.
fn check(page: &str) -> usize {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    let page = std::fs::read_to_string(page).expect("the page");
    let desk = Desk::new();
    let (mut written, mut real) = (Ids::default(), Ids::default());
    // The ids of the guide stand for those of this run, in the order in which they appear.
    let mut named: BTreeMap<String, String> = BTreeMap::new();
    let mut commands = 0;
    for (command, output) in blocks(&page) {
        let mut line = written.rename(&command);
        for (name, id) in &named {
            line = line.replace(name, id);
        }
        let words: Vec<&str> = line.split('"').collect();
        let args: Vec<&str> = words
            .iter()
            .enumerate()
            .flat_map(|(at, part)| match at % 2 {
                0 => part.split_whitespace().collect(),
                _ => vec![*part],
            })
            .skip(1)
            .collect();
        let answer = desk.run_these(&args);
        let text = format!("{}{}", answer.err, answer.out);
        assert_eq!(real.rename(&text), written.rename(&output), "$ {command}");
        named.extend(real.names());
        commands += 1;
    }
    commands
}

#[test]
fn the_guide_shows_what_the_program_says() {
    assert!(check("../../docs/guide/clerk.md") > 15);
}

#[test]
fn the_readme_shows_what_the_program_says() {
    assert!(check("README.md") > 0);
}
