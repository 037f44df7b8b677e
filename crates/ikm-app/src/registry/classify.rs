use ikm_core::audit::DigestBuilder;
use ikm_core::classification::{ClassCode, Kbli};
use ikm_core::registry::{Cause, Ikm};
use serde::{Deserialize, Serialize};

use super::merge::require_since;
use super::refusal::RegistryRefusal;
use super::resolve_ikm;
use crate::app::{App, classifications};
use crate::error::{AppError, Refusal};
use ikm_core::id::IkmId;

/// How an IKM is classified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Classified {
    /// The IKM.
    pub ikm: IkmId,
    /// Its name.
    pub name: String,
    /// The class before.
    pub before: Option<ClassCode>,
    /// The class now.
    pub classification: Option<ClassCode>,
    /// The KBLI code before.
    pub kbli_before: Option<Kbli>,
    /// The KBLI code now.
    pub kbli: Option<Kbli>,
}

impl App<'_> {
    /// Puts an IKM into a class, under a KBLI code, or both, from the business day on; reports of
    /// earlier days stay as they were. With a code alone, the class follows from it by the rules of the day.
    ///
    /// # Errors
    ///
    /// [`Refusal::UnknownIkm`], [`RegistryRefusal::UnknownClass`], [`RegistryRefusal::Backdated`]
    /// and [`AppError::Store`].
    pub fn classify(
        &mut self,
        ikm: &str,
        class: Option<ClassCode>,
        kbli: Option<Kbli>,
    ) -> Result<Classified, AppError> {
        let content = DigestBuilder::new()
            .field("registry.classify")
            .field(ikm)
            .optional(class.as_ref().map(ClassCode::as_str))
            .optional(kbli.map(|kbli| kbli.to_string()).as_deref())
            .finish();
        self.write_once(content, |tx, env| {
            let known = resolve_ikm(tx, ikm)?;
            require_since(tx, &known, env.today)?;
            let classifications = classifications(tx)?;
            let rules = classifications.on(env.today).ok_or(Refusal::NotFounded)?;
            let mut profile = known.profile.clone();
            if let Some(kbli) = kbli {
                profile.kbli = Some(kbli);
                let follows = rules.class_of(Some(kbli), None).map(|class| class.code.clone());
                profile.classification = follows.or(profile.classification);
            }
            if let Some(class) = class {
                if rules.scheme().get(&class).is_none() {
                    return Err(RegistryRefusal::UnknownClass(class).into());
                }
                profile.classification = Some(class);
            }
            let after = Ikm { profile, ..known.clone() };
            if after != known {
                tx.update_ikm(&after, env.today, &Cause::Classified)?;
                env.audit(tx, "registry.classify", &known.id, content, "")?;
            }
            Ok(Classified {
                ikm: known.id,
                name: after.profile.name,
                before: known.profile.classification,
                classification: after.profile.classification,
                kbli_before: known.profile.kbli,
                kbli: after.profile.kbli,
            })
        })
    }
}
