//! The life of a shelf: goods come and go in any order of days, beside a plain list of pieces.

use chrono::{Days, NaiveDate};
use ikm_core::gallery::{
    Item, ItemLabel, LineRequest, Note, Stock, StockMove, StockMoveKind, price_line,
};
use proptest::prelude::*;

use super::gallery::by_percent;
use super::given::{day, id, rupiah};

/// One thing that happens. Days count from the first; which item is meant is taken modulo the shelf.
#[derive(Clone, Debug)]
enum Event {
    Receive {
        quantity: u32,
        keeps_days: Option<u64>,
    },
    Sell {
        quantity: u32,
    },
    Take {
        item: usize,
        kind: StockMoveKind,
        quantity: u32,
    },
    /// The clock goes on, or back where a clerk types in an older paper.
    Day(u64),
}

fn any_event() -> impl Strategy<Value = Event> {
    use StockMoveKind::{Returned, Sold, WrittenOff};
    let kinds = prop::sample::select(vec![Sold, Returned, WrittenOff]);
    let keeps = prop::option::weighted(0.8, 0_u64..20);
    prop_oneof![
        3 => (0_u32..8, keeps).prop_map(|(quantity, keeps_days)| Event::Receive { quantity, keeps_days }),
        4 => (0_u32..12).prop_map(|quantity| Event::Sell { quantity }),
        2 => (any::<usize>(), kinds, 0_u32..8)
            .prop_map(|(item, kind, quantity)| Event::Take { item, kind, quantity }),
        2 => (0_u64..40).prop_map(Event::Day),
    ]
}

fn date(offset: u64) -> NaiveDate {
    day("2022-02-01") + Days::new(offset)
}

/// One piece, where it came from and where it went.
#[derive(Clone, Debug)]
struct Piece {
    item: usize,
    received: u64,
    last: Option<u64>,
    gone: Option<StockMoveKind>,
}

impl Piece {
    fn is_there(&self, today: u64) -> bool {
        self.gone.is_none() && self.received <= today
    }

    fn may_be_sold(&self, today: u64) -> bool {
        self.is_there(today) && self.last.is_none_or(|last| today <= last)
    }
}

/// The plain list: every piece by itself, no counts and no lots.
#[derive(Clone, Debug, Default)]
struct Oracle {
    pieces: Vec<Piece>,
}

impl Oracle {
    /// Sells piece by piece, each time the one with the least time left; all or none.
    fn sell(&mut self, quantity: u32, today: u64) -> bool {
        let mut after = self.clone();
        for _ in 0..quantity {
            let next =
                after.pieces.iter_mut().filter(|piece| piece.may_be_sold(today)).min_by_key(
                    |piece| (piece.last.unwrap_or(u64::MAX), piece.received, piece.item),
                );
            let Some(piece) = next else { return false };
            piece.gone = Some(StockMoveKind::Sold);
        }
        *self = after;
        quantity > 0
    }

    fn take(&mut self, item: usize, kind: StockMoveKind, quantity: u32, today: u64) -> bool {
        let quantity = usize::try_from(quantity).expect("small");
        let may_go = |piece: &Piece| {
            let sold = kind == StockMoveKind::Sold;
            if sold { piece.may_be_sold(today) } else { piece.is_there(today) }
        };
        let pieces = self.pieces.iter_mut().filter(|piece| piece.item == item && may_go(piece));
        let there: Vec<&mut Piece> = pieces.take(quantity).collect();
        if quantity == 0 || there.len() < quantity {
            return false;
        }
        for piece in there {
            piece.gone = Some(kind);
        }
        true
    }

    fn stock(&self, item: usize) -> Stock {
        let count = |gone: Option<StockMoveKind>| {
            let pieces =
                self.pieces.iter().filter(|piece| piece.item == item && piece.gone == gone);
            u32::try_from(pieces.count()).expect("small")
        };
        let left = count(None);
        let [sold, returned, written_off] =
            [StockMoveKind::Sold, StockMoveKind::Returned, StockMoveKind::WrittenOff]
                .map(|kind| count(Some(kind)));
        Stock { received: left + sold + returned + written_off, sold, returned, written_off }
    }
}

/// The shelf under test, with its journal.
#[derive(Default)]
struct Shelf {
    items: Vec<Item>,
    journal: Vec<StockMove>,
}

impl Shelf {
    fn receive(&mut self, quantity: u32, last: Option<u64>, today: u64) -> bool {
        let nth = u8::try_from(self.items.len() + 1).expect("a short life");
        let (number, received_on) = (format!("N-{nth}"), date(today));
        let note = Note { id: id(nth), number, received_on, digest: [0; 32] };
        let label = ItemLabel {
            sku: "RDG".to_owned(),
            name: "Rendang".to_owned(),
            category: String::new(),
            lot: None,
            best_before: last.map(date),
        };
        let terms = by_percent("10");
        let price = rupiah(1_000);
        let item = Item::receive(id(nth), &note, id(100), label, quantity, price, terms);
        let Ok(item) = item else { return false };
        let kind = StockMoveKind::Received;
        self.journal.push(StockMove::at_shelf(
            item.id(),
            received_on,
            kind,
            quantity,
            &note.number,
        ));
        self.items.push(item);
        true
    }

    fn sell(&mut self, quantity: u32, today: u64) -> bool {
        let request = LineRequest { sku: "RDG", lot: None, quantity, unit_price: None };
        let Ok(lines) = price_line(&self.items, &request, date(today), 1) else { return false };
        for pick in lines.iter().flat_map(|line| &line.picks) {
            let item = self.items.iter_mut().find(|item| item.id() == pick.item);
            let item = item.expect("what was picked is there");
            let moved = item.take(StockMoveKind::Sold, pick.quantity, date(today), "K-1");
            self.journal.push(moved.expect("what was picked may be sold"));
        }
        true
    }

    fn take(&mut self, item: usize, kind: StockMoveKind, quantity: u32, today: u64) -> bool {
        let item = self.items.get_mut(item).expect("an item of the shelf");
        let moved = item.take(kind, quantity, date(today), "R-1");
        self.journal.extend(moved.clone());
        moved.is_ok()
    }

    /// What the journal says of an item.
    fn journal_of(&self, item: &Item) -> Stock {
        let sum = |kind| {
            let moves = self.journal.iter().filter(|m| m.item == item.id() && m.kind == kind);
            moves.map(|m| m.quantity).sum()
        };
        Stock {
            received: sum(StockMoveKind::Received),
            sold: sum(StockMoveKind::Sold),
            returned: sum(StockMoveKind::Returned),
            written_off: sum(StockMoveKind::WrittenOff),
        }
    }

    /// The fewest pieces that the journal ever leaves of an item, day by day.
    fn least_of(&self, item: &Item) -> i64 {
        let days = 0..60;
        let on_day = |offset| {
            let moves = self.journal.iter().filter(|m| m.item == item.id() && m.on <= date(offset));
            let signed = moves.map(|m| {
                let sign = if m.kind == StockMoveKind::Received { 1 } else { -1 };
                sign * i64::from(m.quantity)
            });
            signed.sum()
        };
        days.map(on_day).min().unwrap_or_default()
    }
}

fn live(events: &[Event]) -> Result<(), TestCaseError> {
    let (mut shelf, mut oracle, mut today) = (Shelf::default(), Oracle::default(), 20);
    for event in events {
        let before = shelf.items.clone();
        let done = match event {
            Event::Day(offset) => {
                today = *offset;
                continue;
            }
            Event::Receive { quantity, keeps_days } => {
                let last = keeps_days.map(|days| today + days);
                let item = shelf.items.len();
                let piece = Piece { item, received: today, last, gone: None };
                for _ in 0..*quantity {
                    oracle.pieces.push(piece.clone());
                }
                prop_assert_eq!(shelf.receive(*quantity, last, today), *quantity > 0);
                *quantity > 0
            }
            Event::Sell { quantity } => {
                let expect = oracle.sell(*quantity, today);
                prop_assert_eq!(shelf.sell(*quantity, today), expect);
                expect
            }
            Event::Take { item, kind, quantity } => {
                let Some(item) = item.checked_rem(shelf.items.len()) else { continue };
                let expect = oracle.take(item, *kind, *quantity, today);
                prop_assert_eq!(shelf.take(item, *kind, *quantity, today), expect);
                expect
            }
        };
        if !done {
            prop_assert_eq!(&shelf.items, &before, "what is refused changes nothing");
        }
        for (place, item) in shelf.items.iter().enumerate() {
            prop_assert_eq!(item.stock(), oracle.stock(place));
        }
    }
    for item in &shelf.items {
        prop_assert_eq!(shelf.journal_of(item), item.stock());
        prop_assert!(shelf.least_of(item) >= 0, "a day on which fewer than none were there");
        let last = item.label().best_before;
        let mut sales =
            shelf.journal.iter().filter(|m| m.item == item.id() && m.kind == StockMoveKind::Sold);
        prop_assert!(sales.all(|sold| last.is_none_or(|last| sold.on <= last)));
    }
    Ok(())
}

proptest! {
    /// Rule 2: received = sold + returned + written off + on hand for each lot, on no day below
    /// zero, and nothing expired is sold; and pieces leave first expired first out.
    #[test]
    fn any_life_of_a_shelf(events in prop::collection::vec(any_event(), 1..40)) {
        live(&events)?;
    }
}
