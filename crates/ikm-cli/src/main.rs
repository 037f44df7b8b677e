//! The binary `ikm`: hands the arguments to the library and its answer to the system.

use std::process::ExitCode;

fn main() -> ExitCode {
    // A damaged spreadsheet can make its reader panic; that is an error of the list, told as one.
    let show = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(ikm_import::READER_THREAD) {
            show(panic);
        }
    }));
    ikm_cli::run(std::env::args_os())
}
