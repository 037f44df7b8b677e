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

/// A list of a later year: half of the IKM have changed, a few are rejected, and the others are new.
fn later_list() -> String {
    let mut list = "nama_ikm,nib,kode_kecamatan,produk,tahun_data,tenaga_kerja\n".to_owned();
    for row in 0..600_u64 {
        let kecamatan = if row % 100 == 7 { "13.99.99" } else { "13.01.05" };
        writeln!(
            list,
            "Usaha {row},{:013},{kecamatan},Keripik,2022,{}",
            9_120_000_000_000 + row,
            row % 9
        )
        .expect("text");
    }
    list
}

/// What a person sees of the registry, with the ids in the order in which they appear.
fn registry(desk: &Desk) -> String {
    let commands = ["registry list", "registry duplicates", "registry imports", "report rekap"];
    let show = |command: &&str| desk.run(&format!("--format csv {command}")).ends(0).out;
    crate::desk::Ids::default().rename(&commands.iter().map(show).collect::<String>())
}

/// Runs a command and kills it after so many milliseconds, if it is still running then.
fn kill_after(desk: &Desk, line: &str, milliseconds: u64) {
    let args: Vec<&str> = line.split_whitespace().collect();
    let mut child = desk
        .command(&args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    std::thread::sleep(Duration::from_millis(milliseconds));
    // One that has ended cannot be killed.
    let _ = child.kill();
    child.wait().expect("it ends");
}

#[test]
fn an_import_killed_at_any_moment_and_run_again_is_one_that_was_not() {
    let first = later_list().replace(",2022,", ",2021,").replace("Keripik", "Kerupuk");
    let first = first.lines().take(300).collect::<Vec<_>>().join("\n");
    let import = "--format json --today 2022-02-01 registry import kedua.csv --key K";
    let desk = || {
        let desk = Desk::founded();
        desk.write("pertama.csv", &first);
        desk.write("kedua.csv", &later_list());
        desk.run("--today 2022-01-31 registry import pertama.csv").ends(3);
        desk
    };
    let untouched = desk();
    let before = registry(&untouched);
    let began = std::time::Instant::now();
    let expect = untouched.run(import).ends(3).json();
    let lasts = u64::try_from(began.elapsed().as_millis()).expect("short");
    let after = registry(&untouched);

    let killed = desk();
    for nth in 1..=6 {
        kill_after(&killed, import, lasts * nth / 7);
        // Whatever was there when it was killed: all of the list or nothing of it.
        let seen = registry(&killed);
        assert!(seen == before || seen == after, "half of the list stayed");
    }
    let outcome = killed.run(import).ends(3).json();
    for key in ["rows", "added", "updated", "unchanged", "rejected", "totals"] {
        assert_eq!(outcome[key], expect[key], "{key}");
    }
    assert_eq!(registry(&killed), after);
    let batch = outcome["batch"].as_str().expect("a batch");

    let undo = format!("--format json --today 2022-02-02 registry undo {batch} --key U");
    for nth in 1..=3 {
        kill_after(&killed, &undo, lasts * nth / 8);
    }
    let undone = killed.run(&undo).ends(0).json();
    assert_eq!((&undone["removed"], &undone["restored"]), (&outcome["added"], &outcome["updated"]));
    let listed = |text: &str| text.lines().filter(|line| line.contains("Usaha")).count();
    assert_eq!(listed(&registry(&killed)), listed(&before));
    assert_eq!(killed.run("--format json doctor").ends(0).json()["ok"], true);
}
