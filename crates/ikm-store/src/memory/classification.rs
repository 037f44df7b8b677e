use chrono::NaiveDate;
use ikm_core::classification::{Mapping, Scheme};

use super::table::Table;
use super::{Turn, Tx};
use crate::{ClassificationRead, ClassificationWrite, Result};

#[derive(Clone, Debug, Default)]
pub(super) struct ClassificationTables {
    schemes: Table<NaiveDate, Scheme>,
    /// By day and the scheme for which they are.
    mappings: Table<(NaiveDate, String), Mapping>,
}

impl<T> ClassificationRead for Tx<T> {
    fn schemes(&mut self) -> Result<Vec<(NaiveDate, Scheme)>> {
        let schemes = self.tables.classification.schemes.iter();
        Ok(schemes.map(|(from, scheme)| (*from, scheme.clone())).collect())
    }

    fn mappings(&mut self) -> Result<Vec<(NaiveDate, Mapping)>> {
        let mappings = self.tables.classification.mappings.iter();
        Ok(mappings.map(|((from, _), mapping)| (*from, mapping.clone())).collect())
    }
}

impl ClassificationWrite for Tx<Turn<'_>> {
    fn put_scheme(&mut self, scheme: &Scheme, from: NaiveDate) -> Result<()> {
        self.founded()?.classification.schemes.put(from, scheme.clone());
        Ok(())
    }

    fn put_mapping(&mut self, mapping: &Mapping, from: NaiveDate) -> Result<()> {
        let key = (from, mapping.scheme().to_owned());
        self.founded()?.classification.mappings.put(key, mapping.clone());
        Ok(())
    }
}
