//! The baseline: the `sqlite3` shell.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::process::{Cost, watch};

/// What our store sets, said to the shell.
pub(super) const SETTINGS: &str = "\
pragma journal_mode = wal;
pragma synchronous = full;
pragma temp_store = memory;
pragma cache_size = -65536;";

/// The columns of the list, the indexes over what we look up, and the words by a trigger.
const SCHEMA: &str = "
create table ikm (
    nama_ikm text, nama_pemilik text, nik text, nib text, jenis_kelamin text, telepon text,
    alamat text, kode_kecamatan text, kbli text, produk text, tahun_berdiri integer,
    tenaga_kerja_l integer, tenaga_kerja_p integer, nilai_investasi integer, nilai_produksi integer
);
create unique index ikm_nib on ikm (nib) where nib <> '';
create index ikm_nik on ikm (nik);
create index ikm_phone on ikm (telepon);
create index ikm_name on ikm (nama_ikm);
create index ikm_owner on ikm (nama_pemilik);
create index ikm_place on ikm (kode_kecamatan, kbli);
create virtual table ikm_text using fts5 (
    words, content = '', prefix = '2', tokenize = 'unicode61 remove_diacritics 2'
);
create trigger ikm_words after insert on ikm begin
    insert into ikm_text (rowid, words) values (
        new.rowid,
        new.nama_ikm || ' ' || new.nama_pemilik || ' ' || new.produk || ' ' || new.alamat
    );
end;
";

/// The part of our settings that belongs to the index of words.
const WORDS: &str = "insert into ikm_text (ikm_text, rank) values ('hashsize', 16777216);";

/// The report over the table of our own store, as anybody would write it.
const GROUP: &str = "
select kecamatan, class, count(*),
    sum(coalesce(workers_total, workers_male + workers_female, workers_male, workers_female)),
    sum(investment), sum(production_value), sum(raw_material_value)
from ikm group by kecamatan, class order by kecamatan, class;
";

/// The shell that is installed.
#[derive(Debug)]
pub(super) struct Shell {
    program: PathBuf,
    pub(super) version: String,
}

impl Shell {
    /// The shell `program`, if there is one.
    pub(super) fn find(program: PathBuf) -> Option<Self> {
        let answer = Command::new(&program).arg("--version").output().ok()?;
        let answer = String::from_utf8(answer.stdout).ok()?;
        let version = answer.split_whitespace().next()?.to_owned();
        Some(Self { program, version })
    }

    /// Imports `list` into a new file.
    pub(super) fn import(&self, list: &Path, file: &Path, settings: &str) -> anyhow::Result<Cost> {
        let words = if settings.is_empty() { "" } else { WORDS };
        let list = list.display();
        let import = format!("begin;\n.mode csv\n.import --skip 1 \"{list}\" ikm\ncommit;\n");
        self.say(file, &format!("{settings}\n{SCHEMA}\n{words}\n{import}"))
    }

    /// Groups the table of our store.
    pub(super) fn group(&self, store: &Path) -> anyhow::Result<Cost> {
        self.say(store, GROUP)
    }

    /// Runs `script` on `file`. A row whose NIB is there already is refused with a line on the error
    /// output, of which there are many in a list with doubles.
    fn say(&self, file: &Path, script: &str) -> anyhow::Result<Cost> {
        let mut command = Command::new(&self.program);
        command.arg("-batch").arg(file);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        watch(&mut command, |child| {
            let stdin = child.stdin.take();
            Ok(stdin.map(|mut stdin| stdin.write_all(script.as_bytes())).transpose().map(drop)?)
        })
    }
}
