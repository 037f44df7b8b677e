//! Which rules and surcharges a parcel can meet, told apart by numbers instead of names.

use std::collections::{BTreeSet, HashMap};

use ikm_core::shipping::{Agreement, Rule};

/// For which services and zones something is; all where it does not say.
#[derive(Debug)]
pub(crate) struct Scope {
    services: Option<Box<[bool]>>,
    zones: Option<Box<[bool]>>,
}

/// The numbers of names: of services or of zones.
pub(crate) trait Numbers {
    fn count(&self) -> usize;
    fn number(&self, name: &str) -> Option<u16>;
}

impl Scope {
    /// A name that is no service or zone of the book fits nothing.
    pub(crate) fn new(
        services: Option<&[String]>,
        zones: Option<&[String]>,
        all_services: &impl Numbers,
        all_zones: &impl Numbers,
    ) -> Self {
        Self {
            services: services.map(|names| flags(names, all_services)),
            zones: zones.map(|names| flags(names, all_zones)),
        }
    }

    pub(crate) fn holds(&self, service: u16, zone: u16) -> bool {
        flagged(self.services.as_deref(), service) && flagged(self.zones.as_deref(), zone)
    }
}

fn flags(names: &[String], all: &impl Numbers) -> Box<[bool]> {
    let mut flags = vec![false; all.count()];
    for number in names.iter().filter_map(|name| all.number(name)) {
        if let Some(flag) = flags.get_mut(usize::from(number)) {
            *flag = true;
        }
    }
    flags.into()
}

fn flagged(flags: Option<&[bool]>, number: u16) -> bool {
    flags.is_none_or(|flags| flags.get(usize::from(number)).copied().unwrap_or_default())
}

/// The rules of an agreement, by classification, the highest priority first.
#[derive(Debug)]
pub(crate) struct RuleIndex {
    scopes: Vec<Scope>,
    /// For every classification that a rule names, the rules that take it.
    named: HashMap<String, Vec<usize>>,
    /// The rules for everybody else.
    others: Vec<usize>,
}

impl RuleIndex {
    pub(crate) fn new(
        agreement: &Agreement,
        services: &impl Numbers,
        zones: &impl Numbers,
    ) -> Self {
        let rules = &agreement.rules;
        let scope = |rule: &Rule| {
            Scope::new(rule.services.as_deref(), rule.zones.as_deref(), services, zones)
        };
        // A stable sort: among rules of one priority the first in the file.
        let mut order: Vec<(usize, &Rule)> = rules.iter().enumerate().collect();
        order.sort_by_key(|(_, rule)| std::cmp::Reverse(rule.priority));
        let taking = |class: Option<&str>| {
            let takes = |rule: &Rule| match (&rule.classifications, class) {
                (None, _) => true,
                (Some(names), Some(class)) => names.iter().any(|name| name == class),
                (Some(_), None) => false,
            };
            order.iter().filter(|(_, rule)| takes(rule)).map(|(at, _)| *at).collect::<Vec<_>>()
        };
        let classes: BTreeSet<&String> =
            rules.iter().filter_map(|rule| rule.classifications.as_ref()).flatten().collect();
        Self {
            scopes: rules.iter().map(scope).collect(),
            named: classes.into_iter().map(|c| (c.clone(), taking(Some(c)))).collect(),
            others: taking(None),
        }
    }

    /// The index of the rule that wins for a parcel.
    pub(crate) fn find(
        &self,
        service: u16,
        zone: u16,
        classification: Option<&str>,
    ) -> Option<usize> {
        let rules = classification.and_then(|class| self.named.get(class)).unwrap_or(&self.others);
        let fits =
            |rule: &usize| self.scopes.get(*rule).is_some_and(|scope| scope.holds(service, zone));
        rules.iter().copied().find(fits)
    }
}
