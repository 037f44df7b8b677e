use std::fmt;
use std::time::Duration;

use super::Millis;
use super::process::Cost;

/// What was measured, beside what.
#[derive(Debug, Default)]
pub(super) struct Table(Vec<Line>);

#[derive(Debug)]
struct Line {
    work: String,
    ours: Duration,
    baseline: Option<Duration>,
    goal: Goal,
}

#[derive(Debug)]
enum Goal {
    None,
    /// At most so many hundredths of the baseline.
    Ratio(u64),
    Time(Duration),
}

impl Table {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Something that is only said.
    pub(super) fn alone(&mut self, work: &str, cost: Cost) {
        self.line(work, cost, None, Goal::None);
    }

    /// Something that may cost `goal` hundredths of the baseline.
    pub(super) fn beside(&mut self, work: &str, ours: Cost, baseline: Option<Cost>, goal: u64) {
        self.line(work, ours, baseline.map(|cost| cost.wall), Goal::Ratio(goal));
    }

    /// Something that may take so long.
    pub(super) fn within(&mut self, work: &str, ours: Cost, goal: Option<Duration>) {
        self.line(work, ours, None, goal.map_or(Goal::None, Goal::Time));
    }

    fn line(&mut self, work: &str, ours: Cost, baseline: Option<Duration>, goal: Goal) {
        self.0.push(Line { work: work.to_owned(), ours: ours.wall, baseline, goal });
    }
}

impl Line {
    /// How many hundredths of the baseline ours took.
    fn ratio(&self) -> Option<u64> {
        let hundredths = self.ours.as_micros().checked_mul(100)?;
        let ratio = hundredths.checked_div(self.baseline?.as_micros())?;
        u64::try_from(ratio).ok()
    }

    fn goal(&self) -> (String, Option<bool>) {
        match self.goal {
            Goal::None => (String::new(), None),
            Goal::Ratio(goal) => {
                (format!("<= {}", Hundredths(goal)), self.ratio().map(|ratio| ratio <= goal))
            }
            Goal::Time(goal) => (format!("<= {}", Millis(goal)), Some(self.ours <= goal)),
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.0.iter().map(|line| line.work.len()).max().unwrap_or_default();
        let head = ["baseline", "time", "ratio", "goal", ""];
        let [baseline, time, ratio, goal, _] = head;
        writeln!(f, "{:width$}  {baseline:>10}  {time:>10}  {ratio:>6}  {goal:>10}", "")?;
        for line in &self.0 {
            let baseline = line.baseline.map(|time| Millis(time).to_string()).unwrap_or_default();
            let ratio = line.ratio().map(|ratio| Hundredths(ratio).to_string()).unwrap_or_default();
            let (goal, kept) = line.goal();
            let kept = match kept {
                None => "",
                Some(true) => "ok",
                Some(false) => "missed",
            };
            let Line { work, ours, .. } = line;
            let text = format!(
                "{work:width$}  {baseline:>10}  {:>10}  {ratio:>6}  {goal:>10}  {kept}",
                Millis(*ours)
            );
            writeln!(f, "{}", text.trim_end())?;
        }
        Ok(())
    }
}

/// Hundredths of one.
struct Hundredths(u64);

impl fmt::Display for Hundredths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}.{:02}", self.0 / 100, self.0 % 100))
    }
}
