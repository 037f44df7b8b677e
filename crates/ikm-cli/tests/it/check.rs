//! `ikm check`: one answer a value, in order.

use crate::desk::Desk;

/// NIK, NPWP and NIB follow their own definitions: a woman's day of birth is raised by 40, serial
/// 0000 is never issued, and 01.312.166.0-091.000 has the check digit of its first eight.
#[test]
fn every_value_gets_its_answer() {
    let check = |line: &str, code: i32, expected: &str| {
        let answer = Desk::new().run(&format!("--format csv check {line}")).ends(code);
        assert_eq!(
            answer.out.trim_end(),
            format!("value,ok,detail,normalised,warnings\n{expected}"),
            "{line}"
        );
    };
    check("nik 1301055506800001", 0, "1301055506800001,true,P,1301055506800001,");
    check("nik 1301051506800001", 0, "1301051506800001,true,L,1301051506800001,");
    check("npwp 013121660091000", 0, "013121660091000,true,01.312.166.0-091.000,013121660091000,");
    check("nib 0220001234567", 0, "0220001234567,true,0220001234567,0220001234567,");
    check("terbilang 1500000", 0, "1500000,true,satu juta lima ratus ribu,1500000,");
    check("terbilang -5", 0, "-5,true,minus lima,-5,");
    check(
        "--lang en nik 1301055506800001 1",
        3,
        "1301055506800001,true,P,1301055506800001,\n1,false,\"\"\"1\"\" is not a well-formed NIK\",,",
    );
}

#[test]
fn lines_of_standard_input_are_answered_in_order() {
    let desk = Desk::new();
    let answer = desk.run_with_input("check terbilang", b"1\r\n\n21\nx").ends(3);
    let lines: Vec<&str> = answer.out.lines().collect();
    assert_eq!(lines.len(), 4, "one answer a line: {lines:?}");
    assert_eq!(lines[0], "1  ya  satu");
    assert!(lines[1].contains("tidak"), "{}", lines[1]);
    assert_eq!(lines[2], "21  ya  dua puluh satu");
    assert!(lines[3].starts_with("x  tidak"), "{}", lines[3]);
}

#[test]
fn json_is_an_array_whatever_the_number_of_values() {
    let desk = Desk::new();
    let answer = desk.run("check nik 1301055506800001 --format json").ends(0).json();
    assert_eq!(answer[0]["ok"], true);
    assert_eq!(answer[0]["detail"], "P");
    assert_eq!(answer[0]["normalised"], "1301055506800001");
    assert_eq!(answer[0]["warnings"], serde_json::json!([]));
    let doubted = desk.run("check nmid ID1020021181746 --format json").ends(0).json();
    let warning = doubted[0]["warnings"][0].as_str().expect("a warning");
    assert!(warning.starts_with("IKM-DOUBT-NMID: "), "{warning}");
    let none = desk.run_with_input("check nik --format json", b"").ends(0).json();
    assert_eq!(none, serde_json::json!([]));
}

#[test]
fn people_read_the_warnings_beside_the_answer() {
    let answer = Desk::new().run("--lang en check nmid ID1020021181745 ID1020021181746").ends(0);
    let lines: Vec<&str> = answer.out.lines().collect();
    assert_eq!(lines[0], "ID1020021181745  yes  ID1020021181745");
    assert!(lines[1].contains("  IKM-DOUBT-NMID: the last digit"), "{}", lines[1]);
}

/// A file of anything must not end in a panic.
#[test]
fn bytes_that_are_no_text_are_answered_too() {
    let answer = Desk::new().run_with_input("check qris", &[0xff, 0xfe, b'\n', 0, b'\n']).ends(3);
    assert_eq!(answer.out.lines().count(), 2);
}
