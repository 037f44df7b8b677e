//! Which weights a service can bill at all.

use ikm_core::shipping::Service;

use crate::weight::{billed, steps};

/// The weights that a service can bill: from the lightest parcel, in steps, to the heaviest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach<'a> {
    service: &'a Service,
    first_steps: u64,
    last_steps: Option<u64>,
}

impl<'a> Reach<'a> {
    pub(super) fn of(service: &'a Service) -> Self {
        Self {
            service,
            first_steps: steps(service, 1),
            last_steps: service.max.map(|max| steps(service, u64::from(max.get()))),
        }
    }

    /// The least weight that can be billed.
    pub(super) fn least(self) -> u64 {
        billed(self.service, self.first_steps)
    }

    /// The greatest weight that can be billed, if the service has a limit.
    pub(super) fn greatest(self) -> Option<u64> {
        self.last_steps.map(|steps| billed(self.service, steps))
    }

    /// The least weight above `weight` that can be billed.
    pub(super) fn least_above(self, weight: u64) -> Option<u64> {
        let least = if self.least() > weight {
            self.least()
        } else {
            let step = u64::from(self.service.step_g.get());
            billed(self.service, weight / step + 1)
        };
        self.greatest().is_none_or(|greatest| least <= greatest).then_some(least)
    }

    /// The greatest weight up to and including `weight`, which no limit forbids, that can be billed.
    pub(super) fn greatest_up_to(self, weight: u64) -> Option<u64> {
        let steps = weight / u64::from(self.service.step_g.get());
        let greatest = billed(self.service, steps.max(self.first_steps));
        (greatest <= weight).then_some(greatest)
    }

    /// After how many steps of `step` grams the weights lie on them as before.
    pub(super) fn rhythm(self, step: u64) -> u64 {
        let own = u64::from(self.service.step_g.get());
        own / gcd(own, step)
    }
}

/// The greatest common divisor of two numbers, of which the second is not zero.
fn gcd(a: u64, b: u64) -> u64 {
    let (mut a, mut b) = (a, b);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}
