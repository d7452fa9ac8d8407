//! What a step of the arithmetic is; each line names its text in the language files.

macro_rules! lines {
    ($($(#[$doc:meta])* $name:ident, $word:literal;)*) => {
        /// What a step of the arithmetic is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Line {
            $($(#[$doc])* $name,)*
        }

        impl Line {
            /// All lines.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Key of the text.
            pub fn text_id(self) -> &'static str {
                match self {
                    $(Self::$name => concat!("audit-line-", $word),)*
                }
            }
        }
    };
}

lines! {
    /// A figure as stated: node, metric, time.
    Figure, "figure";
    /// What is stated for the node, found by reading: node, metric, year.
    Value, "value";
    /// The sum over n of m.
    Sum, "sum";
    /// Further parts that the list leaves out.
    More, "more";
    /// The whole less the sum.
    Difference, "difference";
    /// What is left outside at the base.
    RestBase, "rest-base";
    /// What is left outside at the target.
    RestTarget, "rest-target";
    /// A share of the whole.
    Share, "share";
    /// What rounding as printed allows.
    Tolerance, "tolerance";
    /// Growth a year required from base to target.
    Required, "required";
    /// Growth on the year before, as stated.
    Growth, "growth";
    /// Highest growth known.
    Highest, "highest";
    /// Value that base and rate lead to.
    Led, "led";
    /// Number of years.
    Years, "years";
    /// Base that share and yearly change imply.
    ImpliedBase, "implied-base";
    /// Factor over the span.
    Factor, "factor";
    /// Growth a year implied for the whole.
    ImpliedGrowth, "implied-growth";
    /// Growth a year observed for the whole.
    Observed, "observed";
    /// Value of the year before that level and growth imply.
    Before, "before";
    /// Sum of the values of the year before.
    BeforeSum, "before-sum";
    /// A ratio at base or target.
    Ratio, "ratio";
    /// How far a ratio changes.
    Drift, "drift";
    /// Firms of one class: count times lower end.
    Tier, "tier";
    /// What the firms make at least, nested.
    Nested, "nested";
    /// What the firms make at least, exclusive.
    Exclusive, "exclusive";
    /// Value that the multiple leads to.
    Multiplied, "multiplied";
    /// Median of the siblings.
    Median, "median";
    /// Usual deviation of the siblings.
    Deviation, "deviation";
    /// The last year of the plan.
    LastYear, "last-year";
    /// The base year of the plan.
    BaseYear, "base-year";
    /// How many siblings state one metric.
    Count, "count";
    /// What coverage a figure has.
    Coverage, "coverage";
}
