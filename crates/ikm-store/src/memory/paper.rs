use std::collections::BTreeMap;

use ikm_core::gallery::{Paper, PaperKind};
use ikm_core::id::MemberId;

use super::{Turn, Tx, exists};
use crate::{PaperRead, PaperWrite, Result};

impl<T> PaperRead for Tx<T> {
    fn paper(&mut self, kind: PaperKind, number: &str) -> Result<Option<Paper>> {
        Ok(self.tables.papers.find(&(kind, number.to_owned())))
    }

    fn papers(&mut self, kind: PaperKind) -> Result<Vec<Paper>> {
        let mut papers: Vec<Paper> = self
            .tables
            .papers
            .values()
            .filter(|paper| paper.body.kind() == kind)
            .cloned()
            .collect();
        papers.sort_by_key(|paper| paper.id);
        Ok(papers)
    }

    fn paper_count(&mut self, kind: PaperKind) -> Result<u64> {
        let papers = self.tables.papers.values().filter(|paper| paper.body.kind() == kind);
        Ok(u64::try_from(papers.count()).unwrap_or(u64::MAX))
    }

    fn on_hand_by_member(&mut self) -> Result<Vec<(MemberId, u64)>> {
        let mut pieces: BTreeMap<MemberId, u64> = BTreeMap::new();
        for item in self.tables.gallery.items().filter(|item| item.on_hand() > 0) {
            *pieces.entry(item.member()).or_default() += u64::from(item.on_hand());
        }
        Ok(pieces.into_iter().collect())
    }
}

impl PaperWrite for Tx<Turn<'_>> {
    fn insert_paper(&mut self, paper: &Paper) -> Result<()> {
        let papers = &mut self.founded()?.papers;
        let key = (paper.body.kind(), paper.number.clone());
        if papers.contains(&key) {
            return Err(exists("paper", &paper.number));
        }
        if papers.values().any(|other| other.id == paper.id) {
            return Err(exists("paper", paper.id));
        }
        papers.put(key, paper.clone());
        Ok(())
    }
}
