use super::lines::width;

/// Blanks between two columns.
pub(super) const GAP: usize = 2;

/// The narrowest that a column of words is made when it must give way to figures.
const NARROW: usize = 12;

/// What a column asks for: at least `least`, and no more than `most` columns of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wish {
    least: usize,
    most: usize,
}

impl Wish {
    /// What a column without cells asks for: room for its header, broken between words if need be.
    pub(super) fn of_header(header: &str) -> Self {
        let word = header.split_whitespace().map(width).max().unwrap_or_default().max(1);
        Self { least: word, most: width(header).max(word) }
    }

    /// Makes room for a cell, which may break over several lines if it `breaks`.
    pub(super) fn hold(&mut self, cell: &str, breaks: bool) {
        let cell = width(cell);
        self.most = self.most.max(cell);
        self.least = self.least.max(if breaks { cell.min(NARROW) } else { cell });
    }
}

/// A column in its place on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    /// Which column.
    pub(super) column: usize,
    /// How many columns of the page it gets.
    pub(super) width: usize,
}

/// Lays the columns out on a page: side by side if they fit, else in groups below one another, each
/// of which repeats the first column.
pub(super) fn layout(wishes: &[Wish], page: usize) -> Vec<Vec<Slot>> {
    let Some((first, others)) = wishes.split_first() else {
        return Vec::new();
    };
    let together: usize = wishes.iter().map(|wish| wish.least + GAP).sum();
    if together <= page + GAP {
        return vec![widen(wishes.iter().copied().enumerate().collect(), page)];
    }
    // The label may take a third of the page; what is left holds at least one column.
    let label = Wish { least: first.least.min(page / 3), most: first.most.min(page / 3) };
    let room = page - label.most.max(1) - GAP;
    let others: Vec<(usize, Wish)> = others
        .iter()
        .enumerate()
        .map(|(i, wish)| (i + 1, Wish { least: wish.least.min(room), most: wish.most.min(room) }))
        .collect();
    share_out(&others, room)
        .into_iter()
        .map(|group| {
            let mut group = group;
            group.insert(0, (0, label));
            widen(group, page)
        })
        .collect()
}

/// Cuts the columns into as few groups as the room allows, of equal number where that fits.
fn share_out(columns: &[(usize, Wish)], room: usize) -> Vec<Vec<(usize, Wish)>> {
    let greedy = fill(columns, room);
    let even = columns.len().div_ceil(greedy.len().max(1)).max(1);
    let evenly: Vec<Vec<(usize, Wish)>> = columns.chunks(even).map(<[_]>::to_vec).collect();
    if evenly.iter().all(|group| taken(group) <= room) { evenly } else { greedy }
}

fn fill(columns: &[(usize, Wish)], room: usize) -> Vec<Vec<(usize, Wish)>> {
    let mut groups = Vec::new();
    let mut group: Vec<(usize, Wish)> = Vec::new();
    for column in columns {
        if !group.is_empty() && taken(&group) + GAP + column.1.least > room {
            groups.push(std::mem::take(&mut group));
        }
        group.push(*column);
    }
    groups.push(group);
    groups
}

fn taken(group: &[(usize, Wish)]) -> usize {
    group.iter().map(|(_, wish)| wish.least + GAP).sum::<usize>().saturating_sub(GAP)
}

/// Gives each column its least, and what is left of the page to those that wish for more, from the
/// left: names stand there, and they gain the most by standing on one line.
fn widen(group: Vec<(usize, Wish)>, page: usize) -> Vec<Slot> {
    let mut spare = page.saturating_sub(taken(&group));
    group
        .into_iter()
        .map(|(column, wish)| {
            let more = (wish.most - wish.least).min(spare);
            spare -= more;
            Slot { column, width: wish.least + more }
        })
        .collect()
}
