//! Random commands give one result on the store in memory, whose code is too simple to be wrong,
//! and on any other store.

use ikm_core::association::Association;
use ikm_core::id::AssociationId;
use ikm_store::conformance::fixture::{Scene, regions};
use ikm_store::conformance::readout::{Probes, ReadOut, assert_same};
use ikm_store::{ClaimedRow, MemoryStore, Store, StoreError, StoreExt as _};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};

use super::conformance_commands::{Command, InBooks, InGallery, InMembers, Outcome};
use super::conformance_programme::{InProgrammes, in_programmes};
use super::conformance_registry::{InRegistry, Known, causes, in_import, in_registry};
use super::conformance_world::{Nth, day, days, id, stale};

/// Commands of one transaction on one of two associations, and whether it is committed.
#[derive(Clone, Debug)]
struct Step {
    association: Nth,
    commands: Vec<Command>,
    commit: bool,
}

/// How a step ended.
#[derive(Debug, PartialEq, Eq)]
enum End {
    Committed(Vec<Outcome>),
    Dropped(Vec<Outcome>),
    Exists(String),
    Conflict(String),
}

impl Step {
    /// Takes the step; a refusal ends it and leaves nothing.
    fn take(&self, store: &dyn Store) -> End {
        let mut tx = store.begin_write(association(self.association)).expect("nobody else writes");
        let run = |command: &Command| command.run(tx.as_mut());
        let outcomes: Result<Vec<Outcome>, StoreError> = self.commands.iter().map(run).collect();
        match outcomes {
            Ok(outcomes) if self.commit => {
                tx.commit().expect("the store takes what is right");
                End::Committed(outcomes)
            }
            Ok(outcomes) => End::Dropped(outcomes),
            Err(StoreError::Exists { key, .. }) => End::Exists(key),
            Err(StoreError::Conflict { id, .. }) => End::Conflict(id),
            Err(other) => panic!("neither there already nor changed, but {other:?}"),
        }
    }
}

fn association(nth: Nth) -> AssociationId {
    id("association", nth)
}

/// Founds both associations, with a few things of each kind, so that commands find what they name.
fn found_both(store: &dyn Store) {
    for nth in [0, 1] {
        let (name, regency) = (nth.to_string(), "13.01".parse().expect("a code"));
        let founded = Association { id: association(nth), name, regency, founded_on: day(0) };
        let done = store.write(founded.id, |tx| {
            tx.insert_association(&founded)?;
            tx.put_regions(&regions())?;
            first_things().iter().try_for_each(|command| command.run(tx).map(drop))
        });
        done.expect("the store takes what is right");
    }
}

fn first_things() -> Vec<Command> {
    let known = Known { name: 1, kecamatan: Some(1), ..Known::default() };
    let of_one = |nth: Nth| {
        [
            Command::Registry(InRegistry::Add { ikm: nth, on: 1, known: known.clone() }),
            Command::Members(InMembers::Add { member: nth, number: nth, ikm: nth }),
            Command::Gallery(InGallery::TakeIn { item: nth, number: nth, member: nth, sku: 0 }),
        ]
    };
    let posted = Command::Books(InBooks::Post { entry: 0, amount: 7 });
    let announced = Command::Programmes(InProgrammes::Announce { programme: 0 });
    (0..3).flat_map(of_one).chain([posted, announced]).collect()
}

/// All that can be read of one association.
fn read_out(store: &dyn Store, nth: Nth) -> ReadOut {
    let probes = Probes {
        batches: (0..3).map(|nth| id("batch", nth)).collect(),
        causes: causes(),
        notes: (0..9).map(|number| format!("N-{number}")).collect(),
        documents: Vec::new(),
        requests: (0..2).map(|key| key.to_string()).collect(),
        searches: ["tenun", "TEN kub", "uni", "sedap sul", "jurai", "soal tenun", "upik mar"]
            .map(str::to_owned)
            .to_vec(),
        days: (0..6).map(day).collect(),
    };
    let done: Result<_, StoreError> = store.read(association(nth), |tx| ReadOut::of(tx, &probes));
    done.expect("the store can be read")
}

/// What rows became, content by content.
fn claims(store: &dyn Store, nth: Nth) -> Vec<Vec<ClaimedRow>> {
    let scene = Scene { store, association: association(nth) };
    (0..3).map(|content| scene.claims(&[content; 32])).collect()
}

fn in_members() -> impl Strategy<Value = InMembers> {
    let (member, number, amount) = (0..4_u8, 0..9_u8, 1..20_000_i64);
    let update = (member.clone(), stale(), number.clone(), 0..3_u8, days());
    prop_oneof![
        3 => (0..8_u8, number, 0..8_u8)
            .prop_map(|(member, number, ikm)| InMembers::Add { member, number, ikm }),
        2 => update.prop_map(|(member, stale, number, status, on)| {
            InMembers::Update { member, stale, number, status, on }
        }),
        1 => (member.clone(), 0..8_u8)
            .prop_map(|(member, ikm)| InMembers::Move { member, ikm }),
        1 => (0..9_u8, amount.clone())
            .prop_map(|(month, monthly)| InMembers::Plan { month, monthly }),
        2 => (member.clone(), 0..9_u8, amount.clone())
            .prop_map(|(member, month, amount)| InMembers::Charge { member, month, amount }),
        2 => (member, days(), amount)
            .prop_map(|(member, on, amount)| InMembers::Pay { member, on, amount }),
    ]
}

fn in_gallery() -> impl Strategy<Value = InGallery> {
    let item = 0..3_u8;
    let take_in = (0..9_u8, 0..9_u8, 0..4_u8, 0..2_u8);
    let sell = (0..30_u8, 0..30_u8, days(), vec((item.clone(), 1..5_u8), 0..4));
    let settle = (0..9_u8, 2..9_u8, 0..3_u8, 0..40_000_i64);
    prop_oneof![
        3 => take_in.prop_map(|(item, number, member, sku)| {
            InGallery::TakeIn { item, number, member, sku }
        }),
        1 => (item, stale(), 0..9_u8)
            .prop_map(|(item, stale, returned)| InGallery::Count { item, stale, returned }),
        4 => sell.prop_map(|(sale, receipt, on, lines)| {
            InGallery::Sell { sale, receipt, on, lines }
        }),
        2 => settle.prop_map(|(settlement, until, hold_days, minimum)| {
            InGallery::Settle { settlement, until, hold_days, minimum }
        }),
        1 => (0..9_u8, 0..2_u8)
            .prop_map(|(settlement, entry)| InGallery::MarkPaid { settlement, entry }),
    ]
}

fn in_books() -> impl Strategy<Value = InBooks> {
    prop_oneof![
        (0..9_u8, 1..1_000_i64).prop_map(|(entry, amount)| InBooks::Post { entry, amount }),
        (0..9_u8).prop_map(|nth| InBooks::Audit { nth }),
        (0..2_u8, of(0..2_u8)).prop_map(|(key, answer)| InBooks::Ask { key, answer }),
    ]
}

fn command() -> impl Strategy<Value = Command> {
    prop_oneof![
        6 => in_registry().prop_map(Command::Registry),
        2 => in_import().prop_map(Command::Import),
        3 => in_members().prop_map(Command::Members),
        3 => in_programmes().prop_map(Command::Programmes),
        4 => in_gallery().prop_map(Command::Gallery),
        1 => in_books().prop_map(Command::Books),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    (prop::bool::weighted(0.2), vec(command(), 1..3), prop::bool::weighted(0.9)).prop_map(
        |(other, commands, commit)| Step { association: u8::from(other), commands, commit },
    )
}

/// Takes random steps on the store that `open` gives and on one in memory, and compares how each
/// ends and all that can be read in the end. The steps are the same on every run; the environment
/// variable `PROPTEST_RNG_SEED` gives others.
pub(crate) fn agrees_with_memory<S: Store>(open: impl Fn() -> S) {
    let mut config = ProptestConfig { cases: 100, failure_persistence: None, ..Default::default() };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(13_01);
    }
    let outcome = TestRunner::new(config).run(&vec(step(), 1..40), |steps| {
        let (memory, other) = (MemoryStore::new(), open());
        found_both(&memory);
        found_both(&other);
        for step in &steps {
            prop_assert_eq!(step.take(&memory), step.take(&other), "{:?}", step);
        }
        for nth in [0, 1] {
            assert_same(&read_out(&memory, nth), &read_out(&other, nth));
            prop_assert_eq!(claims(&memory, nth), claims(&other, nth));
        }
        prop_assert_eq!(other.check().expect("it can be read"), Vec::<String>::new());
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}
