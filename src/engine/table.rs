//! Dense tables of yearly values: one row of years per node, a missing value held as NaN that never leaves the engine.

/// The value is illustrative, or a part of it is.
pub(super) const ILLUSTRATIVE: u8 = 1;
/// The value lies between two stated ones.
pub(super) const ESTIMATED: u8 = 2;
/// The value is of another coverage than its node's own, or values of different coverage meet in it.
pub(super) const MIXED: u8 = 4;
/// The value, or a part of it, was reported as one that may be revised.
pub(super) const PRELIMINARY: u8 = 8;
/// No value, in columns of coverage codes.
pub(super) const NO_CODE: u8 = u8::MAX;

/// Rows of years with marks. Empty where no row has a value.
#[derive(Clone, Debug, Default)]
pub(super) struct Plane {
    years: usize,
    values: Vec<f64>,
    marks: Vec<u8>,
    /// Per row: all marks of the row together.
    row_marks: Vec<u8>,
}

impl Plane {
    /// A plane of missing values.
    pub(super) fn missing(rows: usize, years: usize) -> Self {
        Self { years, values: vec![f64::NAN; rows * years], marks: vec![0; rows * years], row_marks: vec![0; rows] }
    }

    /// True where no row has a value.
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The row's values; none where the plane is empty.
    pub(super) fn row(&self, row: usize) -> Option<&[f64]> {
        self.values.get(row * self.years..(row + 1) * self.years).filter(|row| !row.is_empty())
    }

    /// The row's marks.
    pub(super) fn marks(&self, row: usize) -> &[u8] {
        self.marks.get(row * self.years..(row + 1) * self.years).unwrap_or_default()
    }

    /// All marks of the row together.
    pub(super) fn row_marks(&self, row: usize) -> u8 {
        self.row_marks.get(row).copied().unwrap_or(0)
    }

    /// The value and its marks.
    pub(super) fn get(&self, row: usize, year: usize) -> Option<(f64, u8)> {
        let value = *self.row(row)?.get(year)?;
        value.is_finite().then(|| (value, self.marks[row * self.years + year]))
    }

    /// Sets a value with its marks.
    pub(super) fn set(&mut self, row: usize, year: usize, value: f64, marks: u8) {
        self.values[row * self.years + year] = value;
        if marks != 0 {
            self.marks[row * self.years + year] = marks;
            self.row_marks[row] |= marks;
        }
    }

    /// All rows of values, to be written.
    pub(super) fn values_mut(&mut self) -> &mut [f64] {
        &mut self.values
    }

    /// Adds marks to a value.
    pub(super) fn mark(&mut self, row: usize, year: usize, marks: u8) {
        self.marks[row * self.years + year] |= marks;
        self.row_marks[row] |= marks;
    }
}
