use std::io::{self, Write};

use ikm_core::Lang;

use super::text::chart_title;
use crate::error::ReportError;
use crate::model::{Chart, Report};
use crate::paper::{shorten, width};
use crate::show;

// All sizes are pixels. A letter of the 13 px type used here is about 8 px wide.
const PAGE: i64 = 960;
const MARGIN: i64 = 24;
const LETTER: i64 = 8;
const MAX_LABEL: usize = 36;
const ROW: i64 = 24;
const BAR: i64 = 15;
/// Above the charts: the report's title and the line below it.
const HEAD: i64 = 76;
/// Above a chart's bars: its title.
const CHART_HEAD: i64 = 40;
/// Below a chart's bars: the numbers of its axis.
const CHART_FOOT: i64 = 36;

/// Writes the report's charts, one below the other, as one picture.
pub(super) fn write(report: &Report, lang: Lang, out: &mut dyn Write) -> Result<(), ReportError> {
    let plots: Vec<Plot<'_>> = report.charts().map(|chart| Plot::new(chart, lang)).collect();
    if plots.is_empty() {
        return Err(ReportError::NoChart(report.name.clone()));
    }
    let height = HEAD + plots.iter().map(Plot::height).sum::<i64>() + MARGIN;
    let title = escape(report.title.pick(lang));
    let when = show::when(&report.heading, lang);
    let subtitle = escape(&format!("{} · {when}", report.heading.association));
    writeln!(
        out,
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{PAGE}" height="{height}" viewBox="0 0 {PAGE} {height}" role="img" font-family="'DejaVu Sans', Arial, sans-serif" font-size="13" fill="#1d2b36">
<title>{title}</title>
<rect width="{PAGE}" height="{height}" fill="#ffffff"/>
<text x="{MARGIN}" y="38" font-size="19" font-weight="bold">{title}</text>
<text x="{MARGIN}" y="60" fill="#5b6b78">{subtitle}</text>"##
    )?;
    let mut top = HEAD;
    for plot in &plots {
        plot.draw(top, out)?;
        top += plot.height();
    }
    Ok(writeln!(out, "</svg>")?)
}

/// A chart with the scale on which it is drawn.
struct Plot<'a> {
    chart: &'a Chart,
    lang: Lang,
    /// Where the bars' area begins and ends from left to right.
    left: i64,
    right: i64,
    /// The values at its two ends, both multiples of `step`.
    low: i128,
    high: i128,
    step: i128,
}

impl<'a> Plot<'a> {
    fn new(chart: &'a Chart, lang: Lang) -> Self {
        let values = || chart.bars.iter().map(|bar| i128::from(bar.value));
        let (low, high) = (values().min().unwrap_or(0).min(0), values().max().unwrap_or(0).max(0));
        let step = nice_step(high - low);
        let labels = chart.bars.iter().map(|bar| width(bar.label.pick(lang)).min(MAX_LABEL)).max();
        let numbers = chart.bars.iter().map(|bar| lang.number(bar.value).len()).max();
        let pixels = |letters: Option<usize>| {
            i64::try_from(letters.unwrap_or_default()).unwrap_or_default() * LETTER
        };
        Self {
            chart,
            lang,
            left: MARGIN + pixels(labels) + 10,
            right: PAGE - MARGIN - pixels(numbers) - 8,
            low: low.div_euclid(step) * step,
            high: -(-high).div_euclid(step) * step,
            step,
        }
    }

    fn rows_height(&self) -> i64 {
        i64::try_from(self.chart.bars.len()).unwrap_or_default() * ROW
    }

    fn height(&self) -> i64 {
        CHART_HEAD + self.rows_height() + CHART_FOOT
    }

    /// Where a value stands from left to right.
    fn x(&self, value: i128) -> i64 {
        let span = (self.high - self.low).max(1);
        let offset = (value - self.low) * i128::from(self.right - self.left) / span;
        self.left + i64::try_from(offset).unwrap_or_default()
    }

    fn draw(&self, top: i64, out: &mut dyn Write) -> io::Result<()> {
        let title = escape(&chart_title(self.chart, self.lang));
        let y = top + 22;
        writeln!(
            out,
            r#"<text x="{MARGIN}" y="{y}" font-size="15" font-weight="bold">{title}</text>"#
        )?;
        self.draw_axis(top + CHART_HEAD, out)?;
        self.draw_bars(top + CHART_HEAD, out)
    }

    fn draw_axis(&self, top: i64, out: &mut dyn Write) -> io::Result<()> {
        let bottom = top + self.rows_height();
        let mut tick = self.low;
        while tick <= self.high {
            let (x, y) = (self.x(tick), bottom + 18);
            let colour = if tick == 0 { "#8a99a6" } else { "#e3e8ec" };
            let number =
                i64::try_from(tick).map_or_else(|_| tick.to_string(), |n| self.lang.number(n));
            writeln!(
                out,
                r##"<path d="M{x} {top}V{bottom}" stroke="{colour}"/>
<text x="{x}" y="{y}" font-size="11" fill="#5b6b78" text-anchor="middle">{number}</text>"##
            )?;
            tick += self.step;
        }
        Ok(())
    }

    fn draw_bars(&self, top: i64, out: &mut dyn Write) -> io::Result<()> {
        let zero = self.x(0);
        let mut y = top + (ROW - BAR) / 2;
        for bar in &self.chart.bars {
            let end = self.x(i128::from(bar.value));
            let (x, length) = (zero.min(end), (end - zero).abs());
            let colour = if bar.value < 0 { "#b5533c" } else { "#1f7a78" };
            let full = bar.label.pick(self.lang);
            let (label, full) = (escape(&shorten(full, MAX_LABEL)), escape(full));
            let number = self.lang.number(bar.value);
            let (baseline, label_x, number_x) = (y + 12, self.left - 10, zero.max(end) + 6);
            writeln!(
                out,
                r#"<text x="{label_x}" y="{baseline}" text-anchor="end">{label}<title>{full}</title></text>
<rect x="{x}" y="{y}" width="{length}" height="{BAR}" rx="2" fill="{colour}"/>
<text x="{number_x}" y="{baseline}">{number}</text>"#
            )?;
            y += ROW;
        }
        Ok(())
    }
}

/// The smallest of 1, 2, 5, 10, 20, … that cuts the span into at most five parts.
fn nice_step(span: i128) -> i128 {
    let mut ten: i128 = 1;
    loop {
        for factor in [1, 2, 5] {
            if span <= ten * factor * 5 {
                return ten * factor;
            }
        }
        ten *= 10;
    }
}

/// Text as XML carries it: without markup, and without the characters that XML cannot hold.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in show::clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}
