//! The whole file: cuts it into blocks, reads each on its own, and puts the plan together.

use std::borrow::Cow;
use std::ops::Range;

use rayon::prelude::*;
use toml::de::{DeTable, DeValue};

use super::blocks::{self, Block, Head};
use super::fields::{Fields, Text, excerpt};
use super::{FILE, FORMAT, TooNew, figures, judging, links, records};
use crate::base::{Diagnostic, FigureId, Place, Unit};
use crate::domain::{
    Answer, Assessment, AuditSettings, Cluster, Coverage, Dimension, Extra, Limit, Member, Metric, Paper, Part, Plan, PlanInfo, Project,
    Record, Relation, ScoreEntry, ScoreScheme, Table, Task, WarningRule,
};
use crate::io::findings::Findings;

/// The codes of this module.
pub const CODES: &[&str] = &[
    "file-cut",
    "line-unreadable",
    "block-unreadable",
    "table-twice",
    "table-unfit",
    "format-missing",
    "format-unfit",
    "plan-missing",
    "id-twice",
    "figure-without-id",
];

/// How many broken lines of one block are taken out before the whole block is given up.
const REPAIRS: usize = 20;

/// What reading a plan gives.
#[derive(Debug)]
pub struct Reading {
    /// All that is sound.
    pub plan: Plan,
    /// What was found on the way.
    pub diagnostics: Vec<Diagnostic>,
    /// True where something of the file is not in the plan.
    pub lossy: bool,
}

/// Reads a plan. A byte order mark and Windows line breaks are taken; `cut` says that the text is known to end too early.
pub fn read(text: &str, cut: bool) -> Result<Reading, TooNew> {
    let text = Text::new(FILE, text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut found = Findings::default();
    if cut {
        found.left_out(Diagnostic::error("file-cut", text.place(text.all().len())).arg("text", last_line(text.all())));
    }
    let blocks = blocks::cut(text.all(), "figures");
    let items: Vec<(Vec<Item>, Findings)> = blocks.par_iter().with_min_len(64).map(|block| read_block(&text, block)).collect();
    let mut builder = Builder::new(&text);
    for (items, of_block) in items {
        found.absorb(of_block);
        for item in items {
            builder.add(item, &mut found)?;
        }
    }
    let mut plan = builder.finish(&mut found);
    links::check(&mut plan, &mut found);
    Ok(Reading { plan, lossy: found.is_lossy(), diagnostics: found.into_list(FILE) })
}

/// The last line that is not blank, shortened for a message.
pub fn last_line(text: &str) -> String {
    excerpt(text.trim_end().lines().next_back().unwrap_or_default())
}

/// One thing that a block holds, with the byte where it starts.
enum Item {
    Format(Result<i64, String>, usize),
    Info(Box<PlanInfo>, usize),
    Paper(Paper, Extra),
    Unit(Unit, Extra, usize),
    Coverage(Coverage, usize),
    Dimension(Dimension, usize),
    Member(Box<Member>, usize),
    Cluster(Box<Cluster>, usize),
    Part(Part, usize),
    Metric(Box<Metric>, usize),
    Figures(Vec<figures::Found>, Extra),
    Project(Box<Project>, usize),
    Limit(Box<Limit>, usize),
    Task(Box<Task>, usize),
    Assessment(Box<Assessment>, usize),
    Audit(Box<AuditSettings>, usize),
    ScoreScheme(Box<ScoreScheme>, usize),
    ScoreEntry(Box<ScoreEntry>, usize),
    WarningRule(Box<WarningRule>, usize),
    Relation(Relation, usize),
    Answer(Box<Answer>, usize),
    Extra(String, toml::Value, usize),
}

fn read_block(text: &Text<'_>, block: &Block<'_>) -> (Vec<Item>, Findings) {
    let (mut items, mut found) = (Vec::new(), Findings::default());
    if let Some(rows) = &block.rows {
        let (figures, of_rows) = figures::rows(text, rows.clone(), block.closed);
        if !block.closed {
            let place = text.place(rows.end.saturating_sub(1));
            found.tell(Diagnostic::error("file-cut", place).arg("text", last_line(&text.all()[rows.clone()])));
        }
        found.absorb(of_rows);
        items.push(Item::Figures(figures, Extra::new()));
    }
    let source = without_rows(text.all(), block);
    let Some((source, repaired)) = repair(text, block, source, &mut found) else { return (items, found) };
    let Ok(table) = DeTable::parse(&source) else { return (items, found) };
    for (key, value) in table.into_inner() {
        let range = shifted(value.span(), block.range.start);
        // The span of a table under a header may be the header's only; what it is about starts there either way.
        add_entry(&mut items, key.get_ref(), value.into_inner(), range, text, block.range.start, &mut found);
    }
    if repaired && items.is_empty() && block.head != Head::Root {
        found.left_out(Diagnostic::error("block-unreadable", text.place(block.range.start)).arg("text", first_line(text, block)));
    }
    (items, found)
}

/// The first line of a block, shortened for a message.
pub fn first_line(text: &Text<'_>, block: &Block<'_>) -> String {
    let start = block.range.start;
    text.excerpt(start..blocks::line_end(text.all(), start))
}

/// A range moved by some bytes.
pub fn shifted(range: Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// The block's text with the rows of figures blanked out: they have been read. Bytes keep their places.
fn without_rows<'a>(text: &'a str, block: &Block<'_>) -> Cow<'a, str> {
    let Some(rows) = &block.rows else { return Cow::Borrowed(&text[block.range.clone()]) };
    // The figures are no longer needed here, so only what stands before and after them is kept, with the line breaks' places lost
    // for the little that may follow them.
    let mut source = text[block.range.start..rows.start].to_owned();
    if !block.closed {
        source.push_str("]\n");
    }
    source.push_str(&text[rows.end..block.range.end]);
    Cow::Owned(source)
}

/// Takes broken lines out of a block until the rest is sound; each is reported. `None` where nothing is left.
pub fn repair<'a>(text: &Text<'_>, block: &Block<'_>, source: Cow<'a, str>, found: &mut Findings) -> Option<(Cow<'a, str>, bool)> {
    let Err(mut error) = DeTable::parse(&source) else { return Some((source, false)) };
    let mut bytes = source.into_owned();
    for _ in 0..REPAIRS {
        let line = broken_line(&bytes, error.span().map_or(bytes.len(), |span| span.start))?;
        let place = if block.rows.is_some() { block.range.start } else { block.range.start + line.start };
        if line.start == 0 && block.head != Head::Root {
            found.left_out(Diagnostic::error("block-unreadable", text.place(place)).arg("text", excerpt(&bytes[line])));
            return None;
        }
        let code = if block.range.start + line.end >= text.all().trim_end().len() { "file-cut" } else { "line-unreadable" };
        found.left_out(Diagnostic::error(code, text.place(place)).arg("text", excerpt(&bytes[line.clone()])));
        let blank = " ".repeat(line.len());
        bytes.replace_range(line, &blank);
        match DeTable::parse(&bytes) {
            Ok(_) => return Some((Cow::Owned(bytes), true)),
            Err(next) => error = next,
        }
    }
    found.left_out(Diagnostic::error("block-unreadable", text.place(block.range.start)).arg("text", first_line(text, block)));
    None
}

/// The line with the byte, or the last one before it that is not blank; without its line break.
fn broken_line(text: &str, at: usize) -> Option<Range<usize>> {
    let mut end = text.len();
    if let Some(rest) = text.get(at.min(text.len())..) {
        end = rest.find('\n').map_or(text.len(), |place| at + place);
    }
    loop {
        let start = text[..end].rfind('\n').map_or(0, |place| place + 1);
        if !text[start..end].trim().is_empty() {
            return Some(start..end);
        }
        end = start.checked_sub(1)?;
    }
}

/// Sorts one key of the top level into items.
fn add_entry(
    items: &mut Vec<Item>,
    key: &str,
    value: DeValue<'_>,
    range: Range<usize>,
    text: &Text<'_>,
    base: usize,
    found: &mut Findings,
) {
    let start = range.start.max(base);
    match (key, value) {
        ("format", value) => {
            let number = if let DeValue::Integer(number) = &value { number.as_str().parse().ok() } else { None };
            items.push(Item::Format(number.ok_or_else(|| text.excerpt(range)), start));
        }
        ("plan", DeValue::Table(table)) => {
            items.push(Item::Info(Box::new(records::info(Fields::new(table, text, base, start), found)), start));
        }
        ("assessment", DeValue::Table(table)) => {
            items.push(Item::Assessment(Box::new(judging::assessment(Fields::new(table, text, base, start), found)), start));
        }
        ("audit", DeValue::Table(table)) => {
            items.push(Item::Audit(Box::new(judging::audit(Fields::new(table, text, base, start), found)), start));
        }
        ("figures", DeValue::Table(table)) => add_figures(items, table, text, base, found),
        (key, DeValue::Array(list)) if is_record(key) => {
            for value in list {
                let range = shifted(value.span(), base);
                match value.into_inner() {
                    DeValue::Table(table) => add_record(items, key, Fields::new(table, text, base, range.start), found),
                    _ => table_unfit(key, range, text, found),
                }
            }
        }
        // One record under a single pair of brackets, as `[cluster]`.
        (key, DeValue::Table(table)) if is_record(key) => add_record(items, key, Fields::new(table, text, base, start), found),
        (key, _) if is_record(key) || matches!(key, "plan" | "assessment" | "audit" | "figures") => table_unfit(key, range, text, found),
        (key, value) => match super::fields::owned(value) {
            Some(value) => items.push(Item::Extra(key.to_owned(), value, start)),
            None => {
                found.left_out(Diagnostic::error("value-too-large", text.place(start)).arg("key", key).arg("text", text.excerpt(range)))
            }
        },
    }
}

/// Tells that a table was expected at a key.
pub fn table_unfit(key: &str, range: Range<usize>, text: &Text<'_>, found: &mut Findings) {
    found.left_out(Diagnostic::error("table-unfit", text.place(range.start)).arg("key", key).arg("text", text.excerpt(range)));
}

fn is_record(key: &str) -> bool {
    const RECORDS: [&str; 16] = [
        "paper",
        "unit",
        "coverage",
        "dimension",
        "member",
        "cluster",
        "part",
        "metric",
        "project",
        "limit",
        "task",
        "score-scheme",
        "score-entry",
        "warning-rule",
        "relation",
        "answer",
    ];
    RECORDS.contains(&key)
}

fn add_record(items: &mut Vec<Item>, key: &str, fields: Fields<'_, '_>, found: &mut Findings) {
    let at = fields.start();
    let item = match key {
        "paper" => records::paper(fields, found).map(|(paper, extra)| Item::Paper(paper, extra)),
        "unit" => records::unit(fields, found).map(|(unit, extra)| Item::Unit(unit, extra, at)),
        "coverage" => records::coverage(fields, found).map(|row| Item::Coverage(row, at)),
        "dimension" => records::dimension(fields, found).map(|row| Item::Dimension(row, at)),
        "member" => records::member(fields, found).map(|row| Item::Member(Box::new(row), at)),
        "cluster" => records::cluster(fields, found).map(|row| Item::Cluster(Box::new(row), at)),
        "part" => records::part(fields, found).map(|row| Item::Part(row, at)),
        "metric" => records::metric(fields, found).map(|row| Item::Metric(Box::new(row), at)),
        "project" => records::project(fields, found).map(|row| Item::Project(Box::new(row), at)),
        "limit" => records::limit(fields, found).map(|row| Item::Limit(Box::new(row), at)),
        "score-scheme" => judging::scheme(fields, found).map(|row| Item::ScoreScheme(Box::new(row), at)),
        "score-entry" => judging::entry(fields, found).map(|row| Item::ScoreEntry(Box::new(row), at)),
        "warning-rule" => judging::rule(fields, found).map(|row| Item::WarningRule(Box::new(row), at)),
        "relation" => records::relation(fields, found).map(|row| Item::Relation(row, at)),
        "answer" => records::answer(fields, found).map(|row| Item::Answer(Box::new(row), at)),
        _ => records::task(fields, found).map(|row| Item::Task(Box::new(row), at)),
    };
    items.extend(item);
}

/// `[figures]` in any layout; rows one a line have been read before and their list is empty here.
fn add_figures(items: &mut Vec<Item>, table: DeTable<'_>, text: &Text<'_>, base: usize, found: &mut Findings) {
    let mut extra = Extra::new();
    for (key, value) in table {
        let range = shifted(value.span(), base);
        match (key.get_ref().as_ref(), value.into_inner()) {
            ("list", DeValue::Array(list)) => {
                let mut tables = Vec::with_capacity(list.len());
                for value in list {
                    let range = shifted(value.span(), base);
                    match value.into_inner() {
                        DeValue::Table(table) => tables.push((range, table)),
                        _ => table_unfit("list", range, text, found),
                    }
                }
                let (figures, of_tables) = figures::tables(text, tables);
                found.absorb(of_tables);
                items.push(Item::Figures(figures, Extra::new()));
            }
            ("list", _) => table_unfit("list", range, text, found),
            (key, value) => match super::fields::owned(value) {
                Some(value) => {
                    extra.insert(key.to_owned(), value);
                }
                None => table_unfit(key, range, text, found),
            },
        }
    }
    items.push(Item::Figures(Vec::new(), extra));
}

/// Says whether a file's format is known; the error is a newer one.
pub fn check_format(format: Result<i64, String>, newest: i64, place: Place, found: &mut Findings) -> Result<(), i64> {
    let unfit = |text: &dyn std::fmt::Display| Diagnostic::warning("format-unfit", place.clone()).arg("text", text);
    match format {
        Ok(format) if format > newest => return Err(format),
        Ok(1..) => {}
        Ok(other) => found.tell(unfit(&other)),
        Err(text) => found.tell(unfit(&text)),
    }
    Ok(())
}

/// Keeps an unknown key of the top level; records of one unknown kind stand in blocks of their own and come together here.
pub fn keep_extra(extra: &mut Extra, key: String, value: toml::Value, place: impl Fn() -> Place, found: &mut Findings) {
    match (extra.get_mut(&key), value) {
        (None, value) => {
            extra.insert(key, value);
        }
        (Some(toml::Value::Array(known)), toml::Value::Array(more)) => known.extend(more),
        (Some(_), _) => found.left_out(Diagnostic::error("table-twice", place()).arg("key", key)),
    }
}

/// The plan as it grows.
struct Builder<'a> {
    plan: Plan,
    text: &'a Text<'a>,
    info: Option<PlanInfo>,
    format: bool,
    assessed: bool,
    audited: bool,
    papers: Vec<Paper>,
    extra: Extra,
    /// Unknown keys of units, papers and of the table of figures, which have no place of their own in the plan.
    homeless: Extra,
    unnamed: Vec<(usize, crate::domain::Figure)>,
}

impl<'a> Builder<'a> {
    fn new(text: &'a Text<'a>) -> Self {
        Self {
            plan: Plan::default(),
            text,
            info: None,
            format: false,
            assessed: false,
            audited: false,
            papers: Vec::new(),
            extra: Extra::new(),
            homeless: Extra::new(),
            unnamed: Vec::new(),
        }
    }

    fn add(&mut self, item: Item, found: &mut Findings) -> Result<(), TooNew> {
        let text = self.text;
        match item {
            Item::Format(format, at) => self.format(format, at, found)?,
            Item::Info(info, at) => {
                if self.info.is_some() {
                    found.left_out(Diagnostic::error("table-twice", text.place(at)).arg("key", "plan"));
                } else {
                    self.info = Some(*info);
                }
            }
            Item::Paper(paper, extra) => {
                self.house("paper", &paper.id, extra);
                self.papers.push(paper);
            }
            Item::Unit(unit, extra, at) => {
                self.house("unit", unit.id.as_str(), extra);
                push(&mut self.plan.units, unit, at, text, found);
            }
            Item::Coverage(row, at) => push(&mut self.plan.coverages, row, at, text, found),
            Item::Dimension(row, at) => push(&mut self.plan.dimensions, row, at, text, found),
            Item::Member(row, at) => push(&mut self.plan.members, *row, at, text, found),
            Item::Cluster(row, at) => push(&mut self.plan.clusters, *row, at, text, found),
            Item::Part(row, at) => push(&mut self.plan.parts, row, at, text, found),
            Item::Metric(row, at) => push(&mut self.plan.metrics, *row, at, text, found),
            Item::Figures(rows, extra) => self.figures(rows, extra, found),
            Item::Project(row, at) => push(&mut self.plan.projects, *row, at, text, found),
            Item::Limit(row, at) => push(&mut self.plan.limits, *row, at, text, found),
            Item::Task(row, at) => push(&mut self.plan.tasks, *row, at, text, found),
            Item::Assessment(settings, at) => {
                if self.assessed {
                    found.left_out(Diagnostic::error("table-twice", text.place(at)).arg("key", "assessment"));
                } else {
                    (self.plan.assessment, self.assessed) = (*settings, true);
                }
            }
            Item::Audit(settings, at) => {
                if self.audited {
                    found.left_out(Diagnostic::error("table-twice", text.place(at)).arg("key", "audit"));
                } else {
                    (self.plan.audit, self.audited) = (*settings, true);
                }
            }
            Item::ScoreScheme(row, at) => push(&mut self.plan.score_schemes, *row, at, text, found),
            Item::ScoreEntry(row, at) => push(&mut self.plan.score_entries, *row, at, text, found),
            Item::WarningRule(row, at) => push(&mut self.plan.warning_rules, *row, at, text, found),
            Item::Relation(row, at) => push(&mut self.plan.relations, row, at, text, found),
            Item::Answer(row, at) => push(&mut self.plan.answers, *row, at, text, found),
            Item::Extra(key, value, at) => keep_extra(&mut self.extra, key, value, || text.place(at), found),
        }
        Ok(())
    }

    fn format(&mut self, format: Result<i64, String>, at: usize, found: &mut Findings) -> Result<(), TooNew> {
        self.format = true;
        check_format(format, FORMAT, self.text.place(at), found).map_err(|format| TooNew { format })
    }

    fn figures(&mut self, rows: Vec<figures::Found>, extra: Extra, found: &mut Findings) {
        self.plan.figures.reserve(rows.len());
        for (at, figure) in rows {
            if figure.id.as_str().is_empty() {
                self.unnamed.push((at, figure));
            } else {
                push(&mut self.plan.figures, figure, at, self.text, found);
            }
        }
        if !extra.is_empty() {
            self.homeless.insert("figures".to_owned(), extra.into());
        }
    }

    fn house(&mut self, table: &str, id: &str, extra: Extra) {
        if !extra.is_empty() {
            let known = self.homeless.entry(table).or_insert_with(|| Extra::new().into());
            if let Some(known) = known.as_table_mut() {
                known.insert(id.to_owned(), extra.into());
            }
        }
    }

    fn finish(mut self, found: &mut Findings) -> Plan {
        let missing = |code, severity| Diagnostic::new(severity, code, Place::file(FILE).line(1));
        if !self.format {
            found.tell(missing("format-missing", crate::base::Severity::Warning));
        }
        if self.info.is_none() {
            found.tell(missing("plan-missing", crate::base::Severity::Error));
        }
        for (at, mut figure) in self.unnamed {
            let taken = |id: &str| self.plan.figures.contains(id);
            figure.id = FigureId::new(crate::base::id::free_text("F", taken));
            let place = self.text.place(at).record(&figure.id);
            found.tell(Diagnostic::warning("figure-without-id", place).arg("id", &figure.id));
            self.plan.figures.push(figure);
        }
        self.plan.info = self.info.unwrap_or_default();
        self.plan.info.papers = self.papers;
        self.plan.info.extra = self.extra;
        self.plan.info.extra.extend(self.homeless);
        self.plan
    }
}

/// Appends a record; one with an id that is taken is left out.
fn push<R: Record>(table: &mut Table<R>, record: R, at: usize, text: &Text<'_>, found: &mut Findings)
where
    R::Id: std::fmt::Display,
{
    let id = record.id().clone();
    if !table.push(record) {
        let line = blocks::line_end(text.all(), at);
        let twice = Diagnostic::error("id-twice", text.place(at).record(&id)).arg("id", &id);
        found.left_out(twice.arg("text", text.excerpt(at..line)));
    }
}
