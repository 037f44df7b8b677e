//! What is wrong with a command line, said in both languages.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use ikm_core::Lang;
use ikm_report::ListFormat;

use crate::worded::{Said, Worded};

const CODE: &str = "IKM-CLI-USAGE";

/// The language and the format that a command line asks for, as far as it can be told before it has
/// been read: the complaint about a wrong one should be in the right language too.
pub(crate) fn wishes(args: &[OsString]) -> (Lang, ListFormat) {
    let from_environment = std::env::var("IKM_LANG").ok();
    let lang = option(args, "--lang").or(from_environment);
    let lang = lang.and_then(|lang| lang.parse().ok()).unwrap_or_default();
    let format = option(args, "--format").and_then(|format| format.parse().ok());
    (lang, format.unwrap_or_default())
}

/// The value of the last option called `name`.
fn option(args: &[OsString], name: &str) -> Option<String> {
    let texts: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let mut found = None;
    for (at, text) in texts.iter().enumerate() {
        match text.strip_prefix(name) {
            Some("") => found = texts.get(at + 1).copied().or(found),
            Some(rest) => found = rest.strip_prefix('=').or(found),
            None => {}
        }
    }
    found.map(str::to_owned)
}

/// The complaint about a command line. One about a value keeps the value's own code.
pub(crate) fn complaint(error: &clap::Error) -> Worded {
    let text = |kind| context(error, kind);
    // What clap calls `--today <DATE>` is `--today` to the person who typed it.
    let arg = text(ContextKind::InvalidArg);
    let arg = arg.split(' ').next().unwrap_or_default().to_owned();
    if let Some(worded) = cause(error) {
        return worded.clone().at(&Said::new(arg.clone(), arg));
    }
    let value = text(ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::UnknownArgument => Said::new(
            format!("{arg:?} tidak dikenal di sini"),
            format!("{arg:?} is not known here"),
        ),
        ErrorKind::InvalidSubcommand => {
            let name = text(ContextKind::InvalidSubcommand);
            Said::new(
                format!("tidak ada perintah {name:?}"),
                format!("there is no command {name:?}"),
            )
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Said::new("perintahnya belum disebut", "no command was given")
        }
        ErrorKind::MissingRequiredArgument => {
            Said::new(format!("belum ada {arg}"), format!("{arg} is missing"))
        }
        ErrorKind::ArgumentConflict => {
            let other = text(ContextKind::PriorArg);
            Said::new(
                format!("{arg} tidak dapat bersama {other}"),
                format!("{arg} cannot stand beside {other}"),
            )
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            Said::new(format!("{arg} belum diberi nilai"), format!("{arg} has no value"))
        }
        ErrorKind::TooManyValues | ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            Said::new(
                format!("{arg} tidak dapat bernilai {value:?}"),
                format!("{arg} cannot be {value:?}"),
            )
        }
        ErrorKind::InvalidUtf8 => {
            Said::new("ada argumen yang bukan teks", "an argument is no text")
        }
        ErrorKind::NoEquals
        | ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::Io
        | ErrorKind::Format
        | _ => {
            let said = error.to_string();
            let first = said.lines().next().unwrap_or_default().trim_start_matches("error: ");
            Said::new(first, first)
        }
    };
    Worded::new(CODE, message, hint(error))
}

fn hint(error: &clap::Error) -> Said {
    let command = command(error);
    let suggestion = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
        .into_iter()
        .find_map(|kind| best(error.get(kind)?));
    match suggestion {
        Some(name) => Said::new(
            format!("mungkin maksudnya {name}; lihat {command} --help"),
            format!("perhaps {name} is meant; see {command} --help"),
        ),
        None => Said::new(format!("lihat {command} --help"), format!("see {command} --help")),
    }
}

/// The suggestion that resembles most what was typed; it comes last.
fn best(suggestions: &ContextValue) -> Option<String> {
    match suggestions {
        ContextValue::String(name) => Some(name.clone()),
        ContextValue::Strings(names) => names.last().cloned(),
        ContextValue::None
        | ContextValue::Bool(_)
        | ContextValue::StyledStr(_)
        | ContextValue::StyledStrs(_)
        | ContextValue::Number(_)
        | _ => None,
    }
}

/// The command that was meant, as far as it was understood: what stands in its usage before the
/// first argument.
fn command(error: &clap::Error) -> String {
    let usage = context(error, ContextKind::Usage);
    let words = usage.split_whitespace().skip_while(|word| *word != "ikm");
    let names: Vec<&str> = words.take_while(|word| !word.starts_with(['[', '<', '-'])).collect();
    if names.is_empty() { "ikm".to_owned() } else { names.join(" ") }
}

/// What the reader of a value said.
fn cause(error: &clap::Error) -> Option<&Worded> {
    std::error::Error::source(error)?.downcast_ref()
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}
