//! The search text: what an IKM is found by, and how it is found.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::fmt::Write as _;

use ikm_core::id::IkmId;
use ikm_core::region::RegionCode;
use ikm_core::registry::{Ikm, Profile, fold, is_near_word, near_beginnings};
use rusqlite::params;

use super::cells::one;
use super::profile::{self, select_ikm};
use super::tx::{More, Tx, Writing};
use crate::Result;

/// How many of those whose name begins with the text are asked whether it is all of it: an answer that
/// an office waits for is worth more than that one of twenty thousand stands before the others.
const EXACT_NAMES: usize = 2_000;

/// Stands behind each word of a name in the index; a folded text never has it.
const OF_NAME: &str = "=";

impl<M> Tx<'_, M> {
    /// Up to `limit` IKM that have every word of `text`: first those whose name is the text, then
    /// those whose name has every word whole, then the rest; each in the order of registration. Where
    /// there is none, those with words that are spelt nearly so.
    ///
    /// A tier is read only as far as it is needed, and of those whose name begins with a common word
    /// only [`EXACT_NAMES`] are asked whether it is the whole name, so that a common word costs little
    /// more than a rare one: nothing is ranked.
    pub(super) fn find_text(&self, text: &str, limit: u32) -> Result<Vec<Ikm>> {
        let text = fold(text);
        if text.is_empty() {
            return Ok(Vec::new());
        }
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let mut found = Found { ikms: Vec::new(), ids: BTreeSet::new(), limit };
        // The circumflex wants the words at the beginning, where the name stands; that nothing of
        // the name follows them, only the name itself can tell.
        self.add_named(&mut found, &text)?;
        let whole_words = each_word(&text, |word| format!("\"{word}{OF_NAME}\""));
        self.add_tier(&mut found, &whole_words)?;
        let beginnings = each_word(&text, |word| format!("\"{word}\"*"));
        self.add_tier(&mut found, &beginnings)?;
        if found.ikms.is_empty() && limit > 0 {
            let near = self.near_words(&text)?;
            self.add_tier(&mut found, &near)?;
        }
        Ok(found.ikms)
    }

    /// The query of the index for words that are spelt nearly like those of `text`. It reads every
    /// word of the index that begins as they may, which costs much more than to look one up: only
    /// where nothing else was found.
    fn near_words(&self, text: &str) -> Result<String> {
        // A table of the connection alone, which lies over the index and holds nothing itself.
        self.run(
            "create virtual table if not exists temp.ikm_word
             using fts5vocab ('main', 'ikm_text', 'row')",
            [],
        )?;
        let mut near: BTreeMap<&str, String> = BTreeMap::new();
        for wanted in text.split(' ') {
            let mut query = format!("(\"{wanted}\"*");
            for beginning in near_beginnings(wanted) {
                self.each(
                    "select term from temp.ikm_word where term >= ?1 and term < ?2",
                    params![beginning, format!("{beginning}\u{10ffff}")],
                    |cells| {
                        let term: String = cells.get()?;
                        if is_near_word(wanted, term.trim_end_matches(OF_NAME)) {
                            // Writing to a String cannot fail.
                            let _ = write!(query, " OR \"{term}\"");
                        }
                        Ok(More::Yes)
                    },
                )?;
            }
            query.push(')');
            near.insert(wanted, query);
        }
        Ok(near.into_values().collect::<Vec<_>>().join(" AND "))
    }

    /// Adds those whose whole name `text` is.
    fn add_named(&self, found: &mut Found, text: &str) -> Result<()> {
        let (mut asked, mut rows): (usize, Vec<i64>) = (0, Vec::new());
        if found.is_full() {
            return Ok(());
        }
        self.each(
            "select ikm.row, ikm.name from ikm_text cross join ikm on ikm.row = ikm_text.rowid
             where ikm_text match ?2 and ikm.association = ?1",
            params![self.association, format!("^ \"{}\"", as_name(text))],
            |cells| {
                let row = cells.get()?;
                if cells.read(|name| Ok::<_, Infallible>(fold(name) == text))? {
                    rows.push(row);
                }
                asked += 1;
                let enough = rows.len() >= found.limit || asked >= EXACT_NAMES;
                Ok(if enough { More::No } else { More::Yes })
            },
        )?;
        for row in rows {
            found.ikms.extend(self.first(
                select_ikm!("from ikm where row = ?1"),
                [row],
                profile::read,
            )?);
        }
        found.ids.extend(found.ikms.iter().map(|ikm| ikm.id));
        Ok(())
    }

    fn add_tier(&self, found: &mut Found, query: &str) -> Result<()> {
        if found.is_full() {
            return Ok(());
        }
        self.each(
            select_ikm!(
                "from ikm_text cross join ikm on ikm.row = ikm_text.rowid
                 where ikm_text match ?2 and ikm.association = ?1"
            ),
            params![self.association, query],
            |cells| {
                let ikm = profile::read(cells)?;
                if found.ids.insert(ikm.id) {
                    found.ikms.push(ikm);
                }
                Ok(if found.is_full() { More::No } else { More::Yes })
            },
        )
    }
}

struct Found {
    ikms: Vec<Ikm>,
    ids: BTreeSet<IkmId>,
    limit: usize,
}

impl Found {
    fn is_full(&self) -> bool {
        self.ikms.len() >= self.limit
    }
}

/// The words of a folded name as the index has them.
fn as_name(folded: &str) -> String {
    let words: Vec<String> = folded.split(' ').map(|word| format!("{word}{OF_NAME}")).collect();
    words.join(" ")
}

/// The query of the index for all words of a folded text, as `query` asks for each. Such a text is
/// letters, digits and spaces, so that nothing in it can be an operator.
fn each_word(folded: &str, query: impl Fn(&str) -> String) -> String {
    let words: BTreeSet<&str> = folded.split(' ').collect();
    let queries: Vec<String> = words.into_iter().map(query).collect();
    queries.join(" AND ")
}

impl Tx<'_, Writing> {
    pub(super) fn add_text(&mut self, row: i64, profile: &Profile) -> Result<()> {
        let words = self.words(profile)?;
        self.run("insert into ikm_text (rowid, words) values (?1, ?2)", params![row, words])?;
        Ok(())
    }

    pub(super) fn replace_text(&mut self, row: i64, profile: &Profile) -> Result<()> {
        let words = self.words(profile)?;
        self.run("update ikm_text set words = ?2 where rowid = ?1", params![row, words])?;
        Ok(())
    }

    pub(super) fn remove_text(&self, row: i64) -> Result<()> {
        self.run("delete from ikm_text where rowid = ?1", [row])?;
        Ok(())
    }

    /// All that an IKM is found by.
    fn words(&mut self, profile: &Profile) -> Result<String> {
        let place = &profile.place;
        for code in [place.kecamatan, place.nagari].into_iter().flatten() {
            self.look_up(code)?;
        }
        let region = |code: Option<RegionCode>| self.places.get(&code?)?.as_deref();
        let texts = [
            profile.owner.as_deref(),
            profile.product.as_deref(),
            profile.commodity.as_deref(),
            place.address.as_deref(),
            region(place.kecamatan),
            region(place.nagari),
        ];
        let texts: Vec<&str> = texts.into_iter().flatten().collect();
        Ok(format!("{} {}", as_name(&fold(&profile.name)), fold(&texts.join(" "))))
    }

    /// Keeps the name of a region at hand.
    fn look_up(&mut self, code: RegionCode) -> Result<()> {
        if self.places.contains_key(&code) {
            return Ok(());
        }
        let name = self.first(
            "select name from region where association = ?1 and code = ?2",
            params![self.association, code.to_string()],
            one,
        )?;
        self.places.insert(code, name);
        Ok(())
    }
}
