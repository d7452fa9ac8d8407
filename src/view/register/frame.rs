//! What a plan has one of, as a table of two columns: what, and its value. The plan's frame is one, how it judges another.

use super::codec::{Maybe, Name, Percent, Small, Text, Whole, other_language, translate, translation};
use super::context::{Context, refusal};
use super::field::{Field, field};
use super::reference::MetricRef;
use super::sheet::Sheet;
use crate::base::Diagnostic;
use crate::domain::{Document, Edit, Plan, PlanInfo};
use crate::view::grid::{CellRefusal, CellWrite, GridCell, GridColumn, RowKind, Tone};
use crate::view::words::SharedWords;

/// The column of values.
const VALUE: usize = 1;

/// Something that a plan has one of.
pub(super) trait Single: Clone + PartialEq + Send + Sync + 'static {
    /// What the keys of the rows' names start with.
    const KEYS: &'static str;
    /// The rows.
    fn fields(context: &Context) -> Vec<Field<Self>>;
    /// The plan's.
    fn of(plan: &Plan) -> &Self;
    /// The change to it.
    fn edit(self) -> Edit;
    /// What is wrong with it as a whole; what was wrong is then as it was.
    fn settle(&mut self, before: &Self) -> Result<(), Diagnostic> {
        let _ = before;
        Ok(())
    }
}

/// One of a kind as a table.
pub(super) struct Frame<S> {
    context: Context,
    fields: Vec<Field<S>>,
    columns: Vec<GridColumn>,
}

impl<S: Single> Frame<S> {
    /// The table of a document in a language.
    pub fn new(document: &Document, words: &SharedWords) -> Self {
        let context = Context::new(&document.plan, words);
        let column = |key: &str, width| GridColumn { title: words.text(key).to_owned(), width, ..GridColumn::default() };
        let columns = vec![column("register-column-entry", 220.0), column("register-column-value", 420.0)];
        Self { fields: S::fields(&context), context, columns }
    }

    fn title(&self, field: &Field<S>) -> String {
        let key = format!("{}-{}", S::KEYS, field.key);
        field.title.clone().unwrap_or_else(|| self.context.words.text(&key).to_owned())
    }
}

impl Single for PlanInfo {
    const KEYS: &'static str = "register-frame";

    fn fields(context: &Context) -> Vec<Field<Self>> {
        fields(context)
    }

    fn of(plan: &Plan) -> &Self {
        &plan.info
    }

    fn edit(self) -> Edit {
        Edit::Info(Box::new(self))
    }

    fn settle(&mut self, before: &Self) -> Result<(), Diagnostic> {
        let years = |info: &Self| (info.base_year, info.first_year, info.last_year);
        if years(self) != years(before) {
            check(self).inspect_err(|_| (self.base_year, self.first_year, self.last_year) = years(before))?;
        }
        Ok(())
    }
}

fn fields(context: &Context) -> Vec<Field<PlanInfo>> {
    let year = || Whole { min: 1, max: 9999 };
    vec![
        named("title", |info| &mut info.title.text, |info| &info.title.text),
        translated("title", |info| &mut info.title, |info| &info.title, context),
        named("total", |info| &mut info.total.text, |info| &info.total.text),
        translated("total", |info| &mut info.total, |info| &info.total, context),
        field!(PlanInfo, "authority", 0.0, Text, authority),
        language(),
        Field::of("base-year", 0.0, year(), |info: &PlanInfo| &info.base_year, |info| &mut info.base_year),
        Field::of("first-year", 0.0, year(), |info: &PlanInfo| &info.first_year, |info| &mut info.first_year),
        Field::of("last-year", 0.0, year(), |info: &PlanInfo| &info.last_year, |info| &mut info.last_year),
        field!(PlanInfo, "year-starts-in", 0.0, Small { min: 1, max: 12 }, year_starts_in),
        field!(PlanInfo, "about-tolerance", 0.0, Percent, about_tolerance),
        field!(PlanInfo, "main-metric", 0.0, Maybe(MetricRef), main_metric),
        field!(PlanInfo, "note", 0.0, Text, note),
    ]
}

fn named(key: &'static str, get_mut: fn(&mut PlanInfo) -> &mut String, get: fn(&PlanInfo) -> &String) -> Field<PlanInfo> {
    let show = move |info: &PlanInfo, _: &Context| get(info).clone();
    Field::custom(key, 0.0, show, show, move |info, text, _| {
        *get_mut(info) = Name::read(text)?;
        Ok(())
    })
}

fn translated(
    key: &'static str,
    get_mut: fn(&mut PlanInfo) -> &mut crate::base::Label,
    get: fn(&PlanInfo) -> &crate::base::Label,
    context: &Context,
) -> Field<PlanInfo> {
    let show = move |info: &PlanInfo, context: &Context| translation(get(info), context).to_owned();
    let tag = other_language(&context.plan.info.language).to_lowercase();
    let title = context.words.text(&format!("register-frame-{key}-{tag}")).to_owned();
    Field::custom(key, 0.0, show, show, move |info, text, context| {
        translate(get_mut(info), text, context);
        Ok(())
    })
    .titled(&title)
}

/// The language of the plan's own texts: a tag, or the name of a language of the program.
fn language() -> Field<PlanInfo> {
    let show = |info: &PlanInfo, context: &Context| {
        let key = format!("language-{}", info.language.to_lowercase());
        if context.words.has(&key) { context.words.text(&key).to_owned() } else { info.language.clone() }
    };
    Field::custom("language", 0.0, show, show, |info: &mut PlanInfo, text, context| {
        let text = text.trim();
        let known = crate::view::Language::ALL.into_iter().find(|language| {
            let key = format!("language-{}", language.tag().to_lowercase());
            language.tag().eq_ignore_ascii_case(text)
                || context.words.text(&key).eq_ignore_ascii_case(text)
                || crate::view::Language::ALL.iter().any(|of| crate::view::wording::plain(*of, &key) == Some(text))
        });
        let tag = text.len() >= 2 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        info.language = match known {
            Some(language) => language.tag().to_owned(),
            None if tag => text.to_owned(),
            None => return Err(refusal("cell-language", text)),
        };
        Ok(())
    })
    .choosing(|_, context| {
        let name = |language: crate::view::Language| context.words.text(&format!("language-{}", language.tag().to_lowercase())).to_owned();
        crate::view::Language::ALL.into_iter().map(name).collect()
    })
}

/// The horizon must run forward, or no screen has years to show.
fn check(info: &PlanInfo) -> Result<(), Diagnostic> {
    if info.first_year > info.last_year {
        return Err(refusal("cell-horizon", "").arg("first", info.first_year).arg("last", info.last_year));
    }
    if info.base_year > info.last_year {
        return Err(refusal("cell-base-year", "").arg("base", info.base_year).arg("last", info.last_year));
    }
    Ok(())
}

impl<S: Single> Sheet for Frame<S> {
    fn columns(&self) -> &[GridColumn] {
        &self.columns
    }

    fn row_count(&self) -> usize {
        self.fields.len()
    }

    fn row_kind(&self, _: usize) -> RowKind {
        RowKind::Normal
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        let Some(field) = self.fields.get(row) else { return GridCell::default() };
        match column {
            0 => GridCell::text(self.title(field)).tone(Tone::Quiet),
            VALUE => (field.cell)(S::of(&self.context.plan), &self.context),
            _ => GridCell::default(),
        }
    }

    fn exact(&self, row: usize, column: usize) -> String {
        let Some(field) = self.fields.get(row) else { return String::new() };
        if column == VALUE { (field.exact)(S::of(&self.context.plan), &self.context) } else { self.title(field) }
    }

    fn choices(&self, row: usize, column: usize) -> Vec<String> {
        let field = self.fields.get(row).filter(|_| column == VALUE);
        field.map_or_else(Vec::new, |field| (field.choices)(S::of(&self.context.plan), &self.context))
    }

    fn write(&self, writes: &[CellWrite], document: &Document) -> (Edit, Vec<CellRefusal>) {
        let context = Context::new(&document.plan, &self.context.words);
        let before = S::of(&document.plan);
        let mut single = before.clone();
        let mut refusals = Vec::new();
        let mut last = None;
        for write in writes {
            let refuse = |diagnostic| CellRefusal { row: write.row, column: write.column, diagnostic };
            let Some(field) = self.fields.get(write.row) else {
                refusals.push(refuse(refusal("cell-outside", &write.text)));
                continue;
            };
            if write.column != VALUE {
                if write.text != self.title(field) {
                    refusals.push(refuse(refusal("cell-settled", &write.text)));
                }
            } else if write.text != (field.exact)(&single, &context) {
                let kept = single.clone();
                match (field.write)(&mut single, &write.text, &context) {
                    Ok(()) => last = Some(write),
                    Err(diagnostic) => {
                        single = kept;
                        refusals.push(refuse(diagnostic));
                    }
                }
            }
        }
        if let Some(write) = last
            && let Err(diagnostic) = single.settle(before)
        {
            refusals.push(CellRefusal { row: write.row, column: write.column, diagnostic });
        }
        let edits = if single == *before { Vec::new() } else { vec![single.edit()] };
        (Edit::Batch(edits), refusals)
    }

    fn add(&self, _: &Document) -> Result<Edit, Diagnostic> {
        Ok(Edit::Batch(Vec::new()))
    }

    fn remove(&self, _: &[usize], _: &Document) -> Edit {
        Edit::Batch(Vec::new())
    }

    fn move_row(&self, _: usize, _: usize) -> Edit {
        Edit::Batch(Vec::new())
    }

    fn id_at(&self, _: usize) -> Option<String> {
        None
    }
}
