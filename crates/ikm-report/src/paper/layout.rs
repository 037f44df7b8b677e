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
    /// Whether its cells are words, which may break over several lines.
    breaks: bool,
}

impl Wish {
    /// What a column without cells asks for: room for its header, broken between words if need be.
    pub(super) fn of_header(header: &str, breaks: bool) -> Self {
        let word = header.split_whitespace().map(width).max().unwrap_or_default().max(1);
        Self { least: word, most: width(header).max(word), breaks }
    }

    /// The same wish on a page that grants no more than `limit`.
    fn at_most(self, limit: usize) -> Self {
        Self { least: self.least.min(limit), most: self.most.min(limit), ..self }
    }

    /// Makes room for a cell.
    pub(super) fn hold(&mut self, cell: &str) {
        let cell = width(cell);
        self.most = self.most.max(cell);
        self.least = self.least.max(if self.breaks { cell.min(NARROW) } else { cell });
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
/// of which repeats the first column if that holds words.
pub(super) fn layout(wishes: &[Wish], page: usize) -> Vec<Vec<Slot>> {
    let together: usize = wishes.iter().map(|wish| wish.least + GAP).sum();
    let mut columns: Vec<(usize, Wish)> = wishes.iter().copied().enumerate().collect();
    if together <= page + GAP {
        return vec![widen(columns, page)];
    }
    let label = wishes.first().filter(|wish| wish.breaks).map(|wish| {
        columns.remove(0);
        // A third of the page leaves the largest amount its place on the narrowest one.
        wish.at_most((page - GAP) / 3)
    });
    let room = page - label.map_or(0, |label| label.most + GAP);
    for (_, wish) in &mut columns {
        *wish = wish.at_most(room);
    }
    share_out(&columns, room)
        .into_iter()
        .map(|group| widen(label.map(|label| (0, label)).into_iter().chain(group).collect(), page))
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
