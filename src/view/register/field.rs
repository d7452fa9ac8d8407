//! A column of a record table: how a record's value is shown, edited, read back and chosen.
//!
//! A [`Codec`] knows one type of value (a name, a bound, a reference); a [`Field`] ties it to a place in a record.

use super::context::Context;
use crate::base::Diagnostic;
use crate::view::grid::{Align, GridCell};

/// One type of value in cells.
pub(in crate::view) trait Codec: Send + Sync + 'static {
    /// The value.
    type Value;
    /// The text shown.
    fn show(&self, value: &Self::Value, context: &Context) -> String;
    /// The text an editor opens with; reads back to the same value.
    fn exact(&self, value: &Self::Value, context: &Context) -> String {
        self.show(value, context)
    }
    /// The value of a typed text.
    fn read(&self, text: &str, context: &Context) -> Result<Self::Value, Diagnostic>;
    /// The texts to choose from.
    fn choices(&self, context: &Context) -> Vec<String> {
        let _ = context;
        Vec::new()
    }
    /// The number behind the text.
    fn number(&self, value: &Self::Value) -> Option<f64> {
        let _ = value;
        None
    }
    /// Where the text stands.
    fn align(&self) -> Align {
        Align::Left
    }
}

type CellOf<R> = Box<dyn Fn(&R, &Context) -> GridCell + Send + Sync>;
type TextOf<R> = Box<dyn Fn(&R, &Context) -> String + Send + Sync>;
type WriteTo<R> = Box<dyn Fn(&mut R, &str, &Context) -> Result<(), Diagnostic> + Send + Sync>;
type ChoicesOf<R> = Box<dyn Fn(&R, &Context) -> Vec<String> + Send + Sync>;

/// A column of records of type `R`.
pub(super) struct Field<R> {
    /// Key of the heading, behind `register-column-`.
    pub key: &'static str,
    /// Heading where it is the plan's own word (a dimension's name) and not the program's.
    pub title: Option<String>,
    /// Width in points.
    pub width: f32,
    /// Where texts stand.
    pub align: Align,
    /// True where a new record cannot do without it: a refused text there refuses the record.
    pub required: bool,
    /// True for the name that a new record's id is made from.
    pub names: bool,
    /// The cell.
    pub cell: CellOf<R>,
    /// The text an editor opens with.
    pub exact: TextOf<R>,
    /// Takes a typed text.
    pub write: WriteTo<R>,
    /// The texts to choose from.
    pub choices: ChoicesOf<R>,
}

impl<R: 'static> Field<R> {
    /// A column over one value of a record, reached by `get` and `get_mut`.
    pub fn of<C: Codec>(key: &'static str, width: f32, codec: C, get: fn(&R) -> &C::Value, get_mut: fn(&mut R) -> &mut C::Value) -> Self {
        let codec = std::sync::Arc::new(codec);
        let (show, exact, read, choose) = (codec.clone(), codec.clone(), codec.clone(), codec.clone());
        Self {
            key,
            title: None,
            width,
            align: codec.align(),
            required: false,
            names: false,
            cell: Box::new(move |record, context| {
                let value = get(record);
                GridCell { text: show.show(value, context), number: show.number(value), editable: true, ..GridCell::default() }
            }),
            exact: Box::new(move |record, context| exact.exact(get(record), context)),
            write: Box::new(move |record, text, context| {
                *get_mut(record) = read.read(text, context)?;
                Ok(())
            }),
            choices: Box::new(move |_, context| choose.choices(context)),
        }
    }

    /// A column with its own ways.
    pub fn custom(
        key: &'static str,
        width: f32,
        show: impl Fn(&R, &Context) -> String + Send + Sync + 'static,
        exact: impl Fn(&R, &Context) -> String + Send + Sync + 'static,
        write: impl Fn(&mut R, &str, &Context) -> Result<(), Diagnostic> + Send + Sync + 'static,
    ) -> Self {
        Self {
            key,
            title: None,
            width,
            align: Align::Left,
            required: false,
            names: false,
            cell: Box::new(move |record, context| GridCell::text(show(record, context)).editable()),
            exact: Box::new(exact),
            write: Box::new(write),
            choices: Box::new(|_, _| Vec::new()),
        }
    }

    /// The same column, indispensable for a new record.
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same column, as the one that names a new record.
    pub fn naming(mut self) -> Self {
        self.names = true;
        self.required = true;
        self
    }

    /// The same column with a heading of the plan's own.
    pub fn titled(mut self, title: &str) -> Self {
        self.title = Some(title.to_owned());
        self
    }

    /// The same column with texts to choose from.
    pub fn choosing(mut self, choices: impl Fn(&R, &Context) -> Vec<String> + Send + Sync + 'static) -> Self {
        self.choices = Box::new(choices);
        self
    }

    /// The same column with its cells marked where a sentence says what is wrong with them.
    pub fn questioning(mut self, wrong: impl Fn(&R, &Context) -> Option<String> + Send + Sync + 'static) -> Self {
        let cell = self.cell;
        self.cell = Box::new(move |record, context| GridCell { error: wrong(record, context), ..cell(record, context) });
        self
    }
}

/// A column over one field of a record: `field!(Cluster, "place", 200.0, Text, place)`.
macro_rules! field {
    ($record:ty, $key:literal, $width:literal, $codec:expr, $($field:ident).+) => {
        $crate::view::register::field::Field::<$record>::of($key, $width, $codec, |record| &record.$($field).+, |record| &mut record.$($field).+)
    };
}
pub(super) use field;
