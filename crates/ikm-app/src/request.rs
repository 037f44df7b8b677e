use ikm_core::audit::Digest;
use ikm_store::{ReadTx, Request, WriteTx};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{AppError, Refusal};

/// The key of a command that may be given twice, with a digest of what it asks for.
#[derive(Clone, Debug)]
pub(crate) struct Keyed {
    pub(crate) key: String,
    pub(crate) digest: Digest,
}

impl Keyed {
    /// The answer that the command gave before, if it was done; an error when the key was used for
    /// something else.
    pub(crate) fn answered<A: DeserializeOwned>(
        keyed: Option<&Self>,
        tx: &mut dyn ReadTx,
    ) -> Result<Option<A>, AppError> {
        let Some(Self { key, digest }) = keyed else { return Ok(None) };
        match tx.request(key)? {
            Some(known) if known.digest != *digest => Err(Refusal::KeyReused(key.clone()).into()),
            Some(Request { answer: Some(text), .. }) => serde_json::from_str(&text)
                .map(Some)
                .map_err(|source| Refusal::damaged_answer(key, &source).into()),
            None | Some(Request { answer: None, .. }) => Ok(None),
        }
    }

    /// Claims the key before work that takes several transactions, unless it was answered before.
    pub(crate) fn begin<A: DeserializeOwned>(
        keyed: Option<&Self>,
        tx: &mut dyn WriteTx,
    ) -> Result<Option<A>, AppError> {
        let answer = Self::answered(keyed, tx)?;
        if answer.is_none() {
            Self::put(keyed, tx, None)?;
        }
        Ok(answer)
    }

    /// Keeps the answer, in the transaction that finishes the work.
    pub(crate) fn finish<A: Serialize>(
        keyed: Option<&Self>,
        tx: &mut dyn WriteTx,
        answer: &A,
    ) -> Result<(), AppError> {
        let Some(Self { key, .. }) = keyed else { return Ok(()) };
        let text = serde_json::to_string(answer)
            .map_err(|source| Refusal::damaged_answer(key, &source))?;
        Self::put(keyed, tx, Some(text))
    }

    fn put(
        keyed: Option<&Self>,
        tx: &mut dyn WriteTx,
        answer: Option<String>,
    ) -> Result<(), AppError> {
        if let Some(Self { key, digest }) = keyed {
            tx.put_request(key, &Request { digest: *digest, answer })?;
        }
        Ok(())
    }
}
