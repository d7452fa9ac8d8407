//! What a reading of the evaluation is: a value with where it comes from and how much it covers.

/// Which numbers are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// The figures as stated.
    Plan,
    /// The plan path: the figures and what lies between them.
    Path,
    /// The actuals.
    Actual,
}

impl Layer {
    /// All layers.
    pub const ALL: [Self; 3] = [Self::Plan, Self::Path, Self::Actual];

    /// The word of the layer in machine-readable output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Path => "path",
            Self::Actual => "actual",
        }
    }
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// A figure of the plan.
    Stated,
    /// An observation.
    Actual,
    /// The sum of the clusters beneath (of the parts, for a cluster).
    Sum,
    /// The stated value less the sum of the clusters.
    Residual,
    /// The plan path between two figures.
    Path,
    /// An assumption of a scenario moved it.
    Scenario,
    /// A formula.
    Derived,
    /// There is no value.
    #[default]
    None,
}

impl Basis {
    /// The word of the basis in machine-readable output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Actual => "actual",
            Self::Sum => "sum",
            Self::Residual => "residual",
            Self::Path => "path",
            Self::Scenario => "scenario",
            Self::Derived => "derived",
            Self::None => "none",
        }
    }
}

/// The best value of a node, metric, layer and year. Never holds a NaN or an infinity.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reading {
    /// The value in the metric's unit; `None` where there is none, which is not zero.
    pub value: Option<f64>,
    /// Where it comes from.
    pub basis: Basis,
    /// How many it is made of: clusters of a sum; 1 for an own value, 0 without a value.
    pub n: u32,
    /// How many there are; `n < of` is a sum with gaps.
    pub of: u32,
    /// True where any part of it is illustrative.
    pub illustrative: bool,
    /// True where any part of it lies between two figures of the plan rather than being stated.
    pub estimated: bool,
    /// True where values of different coverage meet in it, or it is of another coverage than the node's own.
    pub mixed_coverage: bool,
    /// True where any observation that it is made of may be revised.
    pub preliminary: bool,
}

impl Reading {
    /// True where nothing beneath is missing.
    pub fn is_complete(&self) -> bool {
        self.value.is_some() && self.n == self.of
    }
}

/// A sum over what is beneath a node.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sum {
    /// The sum in the metric's unit.
    pub value: f64,
    /// How many are summed.
    pub n: u32,
    /// How many there are.
    pub of: u32,
    /// True where any part is illustrative.
    pub illustrative: bool,
    /// True where values of different coverage are summed.
    pub mixed_coverage: bool,
}
