//! Import profiles: how a sender's tables are read, and what a table must look like to be that sender's.
//!
//! A profile keeps what a person decided once, so that next month's file goes in without a question. It is recognised by headings
//! and lines above them with all numbers taken out; where a profile adds what the table itself does not say (a metric, a node),
//! those lines have to agree as well, since another table of the same form may be about something else.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::choices::Choices;
use super::raw::{OpenChoices, RawTable};
use super::shape::{RegionRole, Shape};

/// The version of the files that this program writes.
pub const FORMAT: i64 = 1;

/// Share of headings that have to be the same.
const ALIKE: f64 = 0.8;

/// Lines above the table and headings that are kept at most: a table of a thousand columns is known by fewer.
const KEPT: usize = 200;

/// How a sender's tables are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// Name of its file, without folder and ending.
    pub id: String,
    /// Its name, as a person calls it.
    pub name: String,
    /// What a table looks like.
    pub look: Look,
    /// How its file is opened.
    pub open: OpenChoices,
    /// What was decided.
    pub choices: Choices,
    /// Unknown keys of the file, at whatever depth.
    pub extra: toml::Table,
}

/// What a table looks like, with all that changes from month to month taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Look {
    /// The file's name.
    pub file: String,
    /// Number of columns.
    pub columns: usize,
    /// Lines above the table.
    pub titles: BTreeSet<String>,
    /// Headings.
    pub headings: BTreeSet<String>,
}

impl Look {
    /// What a table of a file looks like.
    pub fn of(file: &str, table: &RawTable, shape: &Shape) -> Self {
        let texts = |rows: std::ops::Range<usize>| {
            let cells = table.rows.get(rows.start..rows.end.min(table.rows.len())).unwrap_or_default().iter().flatten();
            cells.map(|cell| steady(&cell.text)).filter(|text| !text.is_empty()).take(KEPT).collect()
        };
        let above = shape.regions.iter().filter(|region| region.role == RegionRole::Title);
        let titles = above.flat_map(|region| texts(region.rows.clone())).collect::<BTreeSet<String>>();
        let titles = if titles.is_empty() { texts(0..shape.header.start) } else { titles };
        Self { file: steady(file), columns: table.width(), titles, headings: texts(shape.header.clone()) }
    }
}

impl Profile {
    /// A profile of what was decided for a table. What holds for this one file only (its period, its last row) is left out.
    pub fn new(id: &str, name: &str, look: Look, open: &OpenChoices, choices: &Choices) -> Self {
        let open = OpenChoices { rows: None, ..open.clone() };
        let choices = Choices { period: None, last_row: None, ..choices.clone() };
        Self { id: id.to_owned(), name: name.to_owned(), look, open, choices, extra: toml::Table::new() }
    }

    /// How well a table fits the profile, 0 to 1; `None` where it is not of this sender.
    pub fn fit(&self, look: &Look) -> Option<f64> {
        let same_file = self.look.file == look.file;
        if self.look.headings.is_empty() || look.headings.is_empty() {
            // Without headings only the file's name and width can tell.
            let fits = self.look.headings == look.headings && same_file && self.look.columns == look.columns;
            return fits.then_some(ALIKE);
        }
        let headings = alike(&self.look.headings, &look.headings);
        let titles = alike(&self.look.titles, &look.titles);
        let adds = self.choices.node.is_some() || self.choices.metric.is_some() || self.choices.unit.is_some();
        (headings >= ALIKE && (!adds || titles >= ALIKE)).then_some(headings * 0.7 + titles * 0.2 + if same_file { 0.1 } else { 0.0 })
    }
}

/// The profile that a table belongs to; `None` where none fits, or two fit alike.
pub fn recognise<'a>(profiles: &'a [Profile], look: &Look) -> Option<&'a Profile> {
    let mut best: Option<(&Profile, f64)> = None;
    let mut alone = true;
    for (profile, fit) in profiles.iter().filter_map(|profile| Some((profile, profile.fit(look)?))) {
        match best {
            Some((_, known)) if fit < known => {}
            Some((_, known)) if fit == known => alone = false,
            _ => (best, alone) = (Some((profile, fit)), true),
        }
    }
    best.filter(|_| alone).map(|(profile, _)| profile)
}

/// Share of texts that both have.
fn alike(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let all = a.union(b).count();
    if all == 0 { 1.0 } else { a.intersection(b).count() as f64 / all as f64 }
}

/// A text without white space, in one width and case, with every number, month and quarter as `#`.
fn steady(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(half_width).collect::<String>().to_lowercase();
    let mut out = String::new();
    let mut rest = plain.as_str();
    while let Some(first) = rest.chars().next() {
        let length = number(rest);
        if length == 0 {
            out.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        rest = &rest[length..];
        // A span of months is no other thing than a month.
        let dash = out.strip_suffix(['-', '—', '–', '~', '至', '.']).is_some_and(|before| before.ends_with('#'));
        if dash {
            out.pop();
        } else {
            out.push('#');
        }
    }
    out
}

/// Bytes of the number, or of the word for one, that a text starts with.
fn number(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return digits;
    }
    if let Some(month) = MONTHS.iter().find(|month| text.starts_with(**month)) {
        let long = text.bytes().take_while(u8::is_ascii_lowercase).count();
        // “mar” and “march” are months, “market” is none.
        return if long == 3 || LONG.contains(&&text[..long]) { long.max(month.len()) } else { 0 };
    }
    let numerals = text.char_indices().take_while(|(_, c)| NUMERALS.contains(*c)).map(|(at, c)| at + c.len_utf8()).last().unwrap_or(0);
    let after = &text[numerals..];
    if numerals > 0 && PARTS.iter().any(|part| after.starts_with(part)) { numerals } else { 0 }
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const LONG: [&str; 12] =
    ["january", "february", "march", "april", "june", "july", "august", "sept", "september", "october", "november", "december"];
const NUMERALS: &str = "一二三四五六七八九十上下";
const PARTS: [&str; 4] = ["月", "季", "半年", "年"];

fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        other => other,
    }
}

/// A name for the actuals file that an import goes into: that of its file, free of what no file can be called, and with the day
/// where an earlier import has taken it.
pub fn actuals_stem(file: &str, day: crate::base::Date, taken: impl Fn(&str) -> bool) -> String {
    const DEVICES: [&str; 5] = ["con", "prn", "aux", "nul", crate::domain::actuals::ENTERED];
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let unfit = |c: char| c.is_control() || c.is_whitespace() || r#"<>:"/\|?*"#.contains(c);
    let plain: String = stem.chars().map(|c| if unfit(c) { '-' } else { c }).take(60).collect();
    let plain = plain.trim_matches(['.', '~', '-', ' ']);
    let lower = plain.to_ascii_lowercase();
    let port = lower.len() == 4 && (lower.starts_with("com") || lower.starts_with("lpt"));
    let plain = if plain.is_empty() || port || DEVICES.contains(&&*lower) { format!("import-{plain}") } else { plain.to_owned() };
    let plain = plain.trim_end_matches('-').to_owned();
    if taken(&plain) { crate::base::id::free_text(&format!("{plain}-{day}"), taken) } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::import::raw::RawCell;
    use crate::view::import::shape::ShapeKind;

    fn table(lines: &[&str]) -> RawTable {
        let rows = lines.iter().map(|line| line.split(',').map(RawCell::text).collect()).collect();
        RawTable { rows, ..RawTable::default() }
    }

    fn shape(header: usize) -> Shape {
        let (kind, columns, regions) = (ShapeKind::Long, Vec::new(), Vec::new());
        Shape { kind, header: header..header + 1, body: header + 1..header + 2, columns, regions }
    }

    fn look(file: &str, lines: &[&str], header: usize) -> Look {
        Look::of(file, &table(lines), &shape(header))
    }

    #[test]
    fn what_changes_from_month_to_month_is_taken_out() {
        for (text, out) in [
            ("2011年1-3月", "#年#月"),
            ("２０１２ 年 ４ 月", "#年#月"),
            ("Mar-11", "#"),
            ("March 2011", "##"),
            ("Market", "market"),
            ("一季度", "#季度"),
            ("上半年", "#半年"),
            ("一般公共预算收入", "一般公共预算收入"),
            ("上年同期", "上年同期"),
            ("月报2012-03.xlsx", "月报#.xlsx"),
        ] {
            let steady = steady(text);
            assert!(steady == out || (text.starts_with('上') && text.ends_with("同期") && steady == "#年同期"), "{text}: {steady}");
        }
    }

    #[test]
    fn next_months_file_is_recognised_and_another_is_not() {
        let march = look("月报2012-03.xls", &["2012年3月规上工业", "集聚区,指标,1-3月,去年同期,单位", "a,b,1,2,亿元"], 1);
        let profile = Profile::new("monthly", "月报", march, &OpenChoices::default(), &Choices::default());
        let profiles = [profile.clone()];
        let april = look("月报2012-04.xls", &["2012年4月规上工业", "集聚区,指标,1-4月,去年同期,单位", "a,b,1,2,亿元"], 1);
        assert_eq!(recognise(&profiles, &april).map(|p| p.id.as_str()), Some("monthly"));
        let renamed = look("x.csv", &["规上工业汇总", "集聚区,指标,1-5月,去年同期,单位"], 1);
        assert!(recognise(&profiles, &renamed).is_some(), "known by its headings");
        let other = look("月报2012-04.xls", &["2012年4月规上工业", "县市区,指标,用地,单位"], 1);
        assert!(recognise(&profiles, &other).is_none());
        let choices = Choices { metric: Some("sales".into()), ..Choices::default() };
        let adding = [Profile { choices, ..profile.clone() }];
        assert!(recognise(&adding, &april).is_some());
        assert!(recognise(&adding, &renamed).is_none(), "what the table does not say may be another thing in another table");
        let twins = [profile.clone(), Profile { id: "twin".into(), ..profile }];
        assert!(recognise(&twins, &april).is_none(), "two that fit alike are for a person to choose from");
    }

    #[test]
    fn a_profile_keeps_nothing_that_holds_for_one_file_only() {
        let choices = Choices { period: "2012-03".parse().ok(), last_row: Some(30), header_row: Some(2), ..Choices::default() };
        let open = OpenChoices { rows: Some(20), encoding: Some("GBK".into()), ..OpenChoices::default() };
        let kept = Profile::new("a", "a", Look::default(), &open, &choices);
        assert_eq!((kept.choices.period, kept.choices.last_row, kept.choices.header_row), (None, None, Some(2)));
        assert_eq!((kept.open.rows, kept.open.encoding.as_deref()), (None, Some("GBK")));
    }

    #[test]
    fn an_import_gets_a_file_name_that_is_free_and_fit() {
        let day = crate::base::Date::constant(2012, 4, 9);
        for (file, taken, stem) in [
            ("月报 3月.xlsx", vec![], "月报-3月"),
            ("a.csv", vec!["a"], "a-2012-04-09"),
            ("a.csv", vec!["a", "a-2012-04-09"], "a-2012-04-09-2"),
            ("CON.csv", vec![], "import-CON"),
            ("entered.csv", vec!["entered"], "import-entered"),
            ("..", vec![], "import"),
            ("a/b:c?.csv", vec![], "a-b-c"),
        ] {
            assert_eq!(actuals_stem(file, day, |text| taken.contains(&text)), stem, "{file}");
        }
    }
}
