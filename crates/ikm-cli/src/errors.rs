//! How a command ends: its exit code, and what is said on the way out.

use std::error::Error;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use ikm_core::{Explain, Lang};
use ikm_report::ListFormat;
use serde::Serialize;

/// How a command ended when it was not refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    /// Everything was done; warnings may have been given.
    Well,
    /// It was done, and something was rejected or found.
    WithFindings,
}

impl Done {
    /// `WithFindings` when there are any.
    pub(crate) const fn with(findings: bool) -> Self {
        if findings { Self::WithFindings } else { Self::Well }
    }

    pub(crate) fn exit_code(self) -> ExitCode {
        match self {
            Self::Well => ExitCode::SUCCESS,
            Self::WithFindings => ExitCode::from(3),
        }
    }
}

/// Why a command was not done. Nothing was changed then.
#[derive(Debug)]
pub(crate) struct Failure {
    explanation: Box<dyn Explain>,
    is_usage: bool,
}

impl Failure {
    /// A command that was called wrongly.
    pub(crate) fn usage(explanation: impl Explain + 'static) -> Self {
        Self { explanation: Box::new(explanation), is_usage: true }
    }

    /// Whether whoever was to read the result has gone, as `head` does: that is nobody's mistake.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        self.explanation.source().is_some_and(is_closed_pipe)
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(if self.is_usage { 2 } else { 1 })
    }

    /// The failure as standard error shows it, on one line.
    pub(crate) fn to_line(&self, format: ListFormat, lang: Lang) -> String {
        let code = self.explanation.code();
        let (message, hint) = (self.message(lang), one_line(&self.explanation.hint(lang)));
        if format == ListFormat::Json {
            let error = ErrorObject { code, message: &message, hint: &hint };
            if let Ok(json) = serde_json::to_string(&Envelope { error }) {
                return json;
            }
        }
        let hint = if hint.is_empty() { hint } else { format!("; {hint}") };
        format!("error[{code}]: {message}{hint}")
    }

    /// What is wrong, with each cause below it said once.
    fn message(&self, lang: Lang) -> String {
        let mut message = one_line(&self.explanation.message(lang));
        for source in sources(self.explanation.as_ref()) {
            let cause = one_line(&source.to_string());
            if !message.contains(&cause) {
                message = format!("{message}: {cause}");
            }
        }
        message
    }
}

/// Every error that can be explained is one that a command can fail with.
impl<E: Explain + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        Self { explanation: Box::new(error), is_usage: false }
    }
}

#[derive(Serialize)]
struct Envelope<'a> {
    error: ErrorObject<'a>,
}

#[derive(Serialize)]
struct ErrorObject<'a> {
    code: &'a str,
    message: &'a str,
    hint: &'a str,
}

fn sources<'a>(
    error: &'a (dyn Explain + 'static),
) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(error.source(), |&error| error.source())
}

fn is_closed_pipe(error: &(dyn Error + 'static)) -> bool {
    // An error that wraps another one may not name it as its source.
    let within: Option<&(dyn Error + 'static)> =
        if let Some(error) = error.downcast_ref::<io::Error>() {
            if error.kind() == io::ErrorKind::BrokenPipe {
                return true;
            }
            match error.get_ref() {
                Some(inner) => Some(inner),
                None => None,
            }
        } else if let Some(csv::ErrorKind::Io(inner)) = error.downcast_ref().map(csv::Error::kind) {
            Some(inner)
        } else {
            error.source()
        };
    within.is_some_and(is_closed_pipe)
}

/// The text on one line, without what could move a terminal's cursor or turn its direction.
pub(crate) fn one_line(text: &str) -> String {
    let is_unruly = |c: char| {
        let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        c.is_control() || turns || matches!(c, '\u{2028}' | '\u{2029}')
    };
    let clean: String = text.chars().map(|c| if is_unruly(c) { ' ' } else { c }).collect();
    clean.trim_end().to_owned()
}

/// What the command line itself can refuse.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum CliError {
    /// A file that a command was given cannot be read.
    #[error("{} cannot be read", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file that a command was to write cannot be written.
    #[error("{} cannot be written", .path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Explain for CliError {
    fn code(&self) -> &'static str {
        match self {
            Self::Read { .. } => "IKM-CLI-READ",
            Self::Write { .. } => "IKM-CLI-WRITE",
        }
    }

    fn indonesian(&self) -> String {
        match self {
            Self::Read { path, .. } => format!("{} tidak dapat dibaca", path.display()),
            Self::Write { path, .. } => format!("{} tidak dapat ditulis", path.display()),
        }
    }

    fn hint(&self, lang: Lang) -> String {
        match self {
            Self::Read { .. } => lang.pick(
                "periksa nama, folder dan izin berkasnya",
                "check its name, its folder and its permissions",
            ),
            Self::Write { .. } => lang.pick(
                "periksa folder, izin tulis dan ruang disk",
                "check the folder, its permissions and the space on the disk",
            ),
        }
        .to_owned()
    }
}
