//! A process that is killed loses nothing that was acknowledged, and leaves nothing half done.

use std::fmt::Write as _;
use std::process::Stdio;
use std::time::Duration;

use crate::desk::Desk;

const ROWS: usize = 6_000;

/// A list whose first row is rejected, so that a file shows when its reading has begun.
fn long_list() -> String {
    let mut list = "nama_ikm,kode_kecamatan,produk\n,13.01.05,Tanpa nama\n".to_owned();
    for row in 1..ROWS {
        writeln!(list, "Usaha {row},13.01.05,Keripik {row}").expect("text");
    }
    list
}

#[test]
fn an_import_that_is_killed_is_done_again_from_the_start() {
    for key in ["", "--key sekali"] {
        let desk = Desk::founded();
        desk.write("panjang.csv", &long_list());
        let before = desk.picture();
        let line = format!("--format json registry import panjang.csv {key}");
        let args: Vec<&str> = line.split_whitespace().collect();
        let mut child = desk
            .command(&args)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        while !desk.has_unfinished_files() && child.try_wait().expect("a process").is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        child.kill().expect("it can be killed");
        let ended = child.wait().expect("it ends");
        assert_eq!(ended.code(), None, "it ended before it was killed");
        assert_eq!(desk.picture(), before, "half of the list stayed");

        let outcome = desk.run(&line).ends(3).json();
        assert_eq!(outcome["rows"], ROWS);
        assert_eq!(outcome["added"], ROWS - 1);
        assert_eq!(outcome["rejected"], 1);
        assert_eq!(desk.run("--format csv registry list").ends(0).out.lines().count(), ROWS);
        assert_eq!(desk.run("--format json doctor").ends(0).json()["ok"], true);
    }
}
