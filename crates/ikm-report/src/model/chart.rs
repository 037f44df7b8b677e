use super::Text;

/// One bar: what it stands for and how long it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What the bar stands for.
    pub label: Text,
    /// Its length in the chart's unit; it may fall below zero.
    pub value: i64,
}

/// What the bars of a chart count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Things.
    Count,
    /// Whole rupiah.
    Money,
}

/// A bar chart, bars in reading order from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// What files call it.
    pub name: String,
    /// The title on paper.
    pub title: Text,
    /// What the bars count.
    pub unit: Unit,
    /// The bars.
    pub bars: Vec<Bar>,
}
