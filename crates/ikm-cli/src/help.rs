//! The help of every command, in both languages.

mod indonesian;

use clap::{Arg, ArgAction, Command, CommandFactory as _};
use ikm_core::Lang;

use crate::args::{Cli, GLOBAL_OPTIONS};

/// The command line as a tree, with its texts in `lang`.
///
/// ```
/// use ikm_core::Lang;
/// let tree = ikm_cli::command(Lang::En);
/// assert!(tree.find_subcommand("check").is_some());
/// ```
pub fn command(lang: Lang) -> Command {
    let mut tree = dress(Cli::command(), lang).disable_version_flag(true).arg(
        Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version)
            .help(words("Print the version", lang))
            .help_heading(lang.pick("Pilihan umum", GLOBAL_OPTIONS)),
    );
    tree.build();
    if lang == Lang::Id {
        translate_usage(&mut tree);
    }
    tree
}

/// Gives a command and those below it their texts.
fn dress(command: Command, lang: Lang) -> Command {
    let about = command.get_about().map(|about| words(&about.to_string(), lang));
    let template = format!(
        "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}",
        lang.pick("Pemakaian:", "Usage:")
    );
    let mut order = 0;
    let mut command = command
        .mut_args(|arg| {
            order += 1;
            // Clap would sort arguments under a heading of ours by their names.
            dress_argument(arg, lang).display_order(order)
        })
        .mut_subcommands(|below| dress(below, lang))
        .help_template(template)
        .subcommand_help_heading(lang.pick("Perintah", "Commands"))
        .subcommand_value_name(lang.pick("PERINTAH", "COMMAND"))
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help(words("Print this help", lang))
                .help_heading(lang.pick("Pilihan umum", GLOBAL_OPTIONS)),
        );
    if let Some(about) = about {
        command = command.about(about);
    }
    command
}

fn dress_argument(arg: Arg, lang: Lang) -> Arg {
    let heading = match arg.get_help_heading() {
        Some(_) => lang.pick("Pilihan umum", GLOBAL_OPTIONS),
        None if arg.is_positional() => lang.pick("Isian", "Arguments"),
        None => lang.pick("Pilihan", "Options"),
    };
    let help = arg.get_help().map(|help| words(&help.to_string(), lang));
    let arg = arg.help_heading(heading);
    match help {
        Some(help) => arg.help(help),
        None => arg,
    }
}

/// The English text in `lang`. A text that has no translation stays English; a test looks for them.
fn words(english: &str, lang: Lang) -> String {
    let indonesian = || indonesian::TEXTS.iter().find(|(en, _)| *en == english);
    match lang {
        Lang::En => english.to_owned(),
        Lang::Id => indonesian().map_or(english, |(_, id)| id).to_owned(),
    }
}

/// Clap writes the usage itself, so its two English words are exchanged in what it wrote.
fn translate_usage(command: &mut Command) {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").replace("[OPTIONS]", "[PILIHAN]");
    *command = std::mem::take(command).override_usage(usage);
    for below in command.get_subcommands_mut() {
        translate_usage(below);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::Command;
    use ikm_core::Lang;

    use super::{command, indonesian::TEXTS};

    fn texts(command: &Command, found: &mut BTreeSet<String>) {
        found.extend(command.get_about().map(ToString::to_string));
        for arg in command.get_arguments() {
            assert!(
                arg.get_help().is_some(),
                "{} {} has no help",
                command.get_name(),
                arg.get_id()
            );
            found.extend(arg.get_help().map(ToString::to_string));
        }
        for below in command.get_subcommands() {
            assert!(below.get_about().is_some(), "{} says nothing of itself", below.get_name());
            texts(below, found);
        }
    }

    fn texts_in(lang: Lang) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        texts(&command(lang), &mut found);
        found
    }

    #[test]
    fn every_text_is_there_in_both_languages_and_none_is_left_over() {
        let english: BTreeSet<String> = TEXTS.iter().map(|(en, _)| (*en).to_owned()).collect();
        let indonesian: BTreeSet<String> = TEXTS.iter().map(|(_, id)| (*id).to_owned()).collect();
        assert_eq!(english.len(), TEXTS.len(), "a text stands in the table twice");
        assert_eq!(texts_in(Lang::En), english);
        assert_eq!(texts_in(Lang::Id), indonesian);
    }

    #[test]
    fn the_tree_is_one_that_clap_accepts() {
        for lang in [Lang::Id, Lang::En] {
            command(lang).debug_assert();
        }
    }
}
