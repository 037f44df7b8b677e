//! Progress on a terminal, and silence anywhere else.

use std::io::{self, IsTerminal as _};
use std::time::Duration;

use ikm_core::Lang;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What is being done and how far it is, on the last line of the terminal.
pub(crate) struct Progress {
    bar: ProgressBar,
    lang: Lang,
}

impl Progress {
    /// Begins to show `what` is being done.
    pub(crate) fn begin(what: &'static str, lang: Lang) -> Self {
        let bar = ProgressBar::no_length();
        if io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(5));
            if let Ok(style) = ProgressStyle::with_template("{spinner} {prefix} {msg} ({elapsed})")
            {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(200));
        } else {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        bar.set_prefix(what);
        Self { bar, lang }
    }

    /// `count` are behind.
    pub(crate) fn at(&self, count: u64) {
        // A number a line would cost more than the work itself.
        if !self.bar.is_hidden() && count.is_multiple_of(100) {
            self.bar.set_message(self.lang.number(i64::try_from(count).unwrap_or(i64::MAX)));
        }
    }

    /// Another part of the work begins.
    pub(crate) fn doing(&self, what: &'static str) {
        self.bar.set_prefix(what);
    }

    /// Writes something above the progress.
    pub(crate) fn above(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
