//! The rules of the audit and what exactly each can find; each case names its sentence and its way out in the language files.

/// A rule of the audit: the heading under which findings stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Parts against totals.
    Parts,
    /// Floors of parts against the target of the whole.
    Floors,
    /// What is left outside the clusters.
    Rest,
    /// A bound against the growth there has been.
    Bounds,
    /// Level, rate and share against each other.
    Identities,
    /// Ratios between metrics that drift.
    Drift,
    /// Counts of firms by size against the sum they must at least make.
    Tiers,
    /// Base years, measures and coverages that differ.
    Measures,
    /// A multiple against its level.
    Multiples,
    /// What a statement lacks.
    Gaps,
    /// A metric above the one it is part of.
    Order,
    /// Outliers among siblings.
    Outliers,
    /// Periods beyond the horizon.
    Horizon,
    /// The same thing stated more than once.
    Statements,
}

impl Rule {
    /// All rules, in the order of lists.
    pub const ALL: [Self; 14] = [
        Self::Parts,
        Self::Floors,
        Self::Rest,
        Self::Identities,
        Self::Multiples,
        Self::Bounds,
        Self::Drift,
        Self::Tiers,
        Self::Order,
        Self::Outliers,
        Self::Measures,
        Self::Statements,
        Self::Gaps,
        Self::Horizon,
    ];

    /// The word of the rule in machine-readable output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Parts => "parts",
            Self::Floors => "floors",
            Self::Rest => "rest",
            Self::Bounds => "bounds",
            Self::Identities => "identities",
            Self::Drift => "drift",
            Self::Tiers => "tiers",
            Self::Measures => "measures",
            Self::Multiples => "multiples",
            Self::Gaps => "gaps",
            Self::Order => "order",
            Self::Outliers => "outliers",
            Self::Horizon => "horizon",
            Self::Statements => "statements",
        }
    }

    /// Key of the rule's name.
    pub fn name_key(self) -> &'static str {
        match self {
            Self::Parts => "audit-rule-parts",
            Self::Floors => "audit-rule-floors",
            Self::Rest => "audit-rule-rest",
            Self::Bounds => "audit-rule-bounds",
            Self::Identities => "audit-rule-identities",
            Self::Drift => "audit-rule-drift",
            Self::Tiers => "audit-rule-tiers",
            Self::Measures => "audit-rule-measures",
            Self::Multiples => "audit-rule-multiples",
            Self::Gaps => "audit-rule-gaps",
            Self::Order => "audit-rule-order",
            Self::Outliers => "audit-rule-outliers",
            Self::Horizon => "audit-rule-horizon",
            Self::Statements => "audit-rule-statements",
        }
    }
}

macro_rules! cases {
    ($($(#[$doc:meta])* $name:ident, $rule:ident, $word:literal;)*) => {
        /// What exactly a rule found; each has its own sentence and its own way out.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Case {
            $($(#[$doc])* $name,)*
        }

        impl Case {
            /// All cases.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The rule that finds it.
            pub fn rule(self) -> Rule {
                match self {
                    $(Self::$name => Rule::$rule,)*
                }
            }

            /// The word of the case: the first part of a finding's id.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }

            /// Key of the sentence.
            pub fn sentence_id(self) -> &'static str {
                match self {
                    $(Self::$name => concat!("audit-case-", $word),)*
                }
            }

            /// Key of the way out.
            pub fn way_id(self) -> &'static str {
                match self {
                    $(Self::$name => concat!("audit-way-", $word),)*
                }
            }
        }
    };
}

cases! {
    /// The parts together exceed what the whole allows.
    PartsOver, Parts, "parts-over";
    /// The parts together exceed what the whole allows, but only with what is aspired to.
    AspirationsOver, Parts, "aspirations-over";
    /// All parts together stay below the whole.
    PartsUnder, Parts, "parts-under";
    /// The floors of all parts together stay below the target of the whole.
    FloorsShort, Floors, "floors-short";
    /// The floor of the whole asks less than its parts do together.
    FloorBelowParts, Floors, "floor-below-parts";
    /// The floor of the whole asks less than its clusters do together, measured in comparable metrics.
    FloorBelowClusters, Floors, "floor-below-clusters";
    /// The ceilings of the parts together allow more than the ceiling of the whole.
    CeilingsOver, Floors, "ceilings-over";
    /// What the clusters plan exceeds what is planned for the whole, measured in comparable metrics.
    RestNegative, Rest, "rest-negative";
    /// What is outside the clusters would shrink while the whole grows.
    RestShrinks, Rest, "rest-shrinks";
    /// What is outside the clusters would have to leap.
    RestLeaps, Rest, "rest-leaps";
    /// A target needs less growth than the base year had.
    BoundSlack, Bounds, "bound-slack";
    /// A target is met in the base year already.
    BoundMet, Bounds, "bound-met";
    /// A target needs more growth than any known.
    BoundReach, Bounds, "bound-reach";
    /// A milestone lies beyond the target that follows it.
    MilestoneOver, Bounds, "milestone-over";
    /// Base, rate and target do not fit together.
    RateLevel, Identities, "rate-level";
    /// Two levels and the stated growth between them do not fit together.
    GrowthLevels, Identities, "growth-levels";
    /// Growth of the whole and growth of its parts do not fit together.
    GrowthWhole, Identities, "growth-whole";
    /// Share, rate and the stated growth of what it is a share of do not fit together.
    ShareIdentity, Identities, "share-identity";
    /// Stated share and stated levels do not fit together.
    ShareLevels, Identities, "share-levels";
    /// Share and rate imply a growth of the whole unlike any known.
    ImpliedWhole, Identities, "implied-whole";
    /// A ratio changes much between base and target.
    RatioDrift, Drift, "ratio-drift";
    /// Firms counted by size, each in the highest class only once, make more than the sum stated.
    TiersNested, Tiers, "tiers-nested";
    /// The counts fit the sum only if each class includes those above it.
    TiersExclusive, Tiers, "tiers-exclusive";
    /// A higher class counts more firms than a lower one.
    TiersOrder, Tiers, "tiers-order";
    /// The base stands in another year than the plan's.
    BaseYear, Measures, "base-year";
    /// Base and target are stated in different metrics.
    MeasureEnds, Measures, "measure-ends";
    /// Siblings are stated in different metrics.
    MeasureSiblings, Measures, "measure-siblings";
    /// Base and target are of different coverage.
    CoverageEnds, Measures, "coverage-ends";
    /// Siblings are of different coverage.
    CoverageSiblings, Measures, "coverage-siblings";
    /// A multiple and the level for the same time do not fit together.
    MultipleLevel, Multiples, "multiple-level";
    /// A multiple and the level fit only within the rounding of the multiple.
    MultipleRounding, Multiples, "multiple-rounding";
    /// The words printed mean another multiple than the figure.
    MultipleWords, Multiples, "multiple-words";
    /// Targets without a base.
    NoBase, Gaps, "no-base";
    /// Targets for counts of firms by size without a base.
    NoBaseTiers, Gaps, "no-base-tiers";
    /// A figure without a year.
    NoYear, Gaps, "no-year";
    /// A figure without a unit.
    NoUnit, Gaps, "no-unit";
    /// A figure without a number.
    NoNumber, Gaps, "no-number";
    /// A metric exceeds the one it is part of.
    AboveWhole, Order, "above-whole";
    /// A share above one hundred per cent.
    ShareAboveOne, Order, "share-above-one";
    /// A ratio unlike those of its siblings.
    RatioOutlier, Outliers, "ratio-outlier";
    /// A growth unlike that of its siblings.
    GrowthOutlier, Outliers, "growth-outlier";
    /// A required growth unlike that of its siblings.
    RequiredOutlier, Outliers, "required-outlier";
    /// Figures for years beyond the plan's last.
    BeyondHorizon, Horizon, "beyond-horizon";
    /// A task due beyond the plan's last year.
    TaskBeyondHorizon, Horizon, "task-beyond-horizon";
    /// The same statement twice.
    Duplicate, Statements, "duplicate";
    /// Two statements that cannot both hold.
    Conflict, Statements, "conflict";
    /// A later document states another value.
    Revised, Statements, "revised";
    /// The parts, in a later document, make another value.
    RevisedByParts, Statements, "revised-by-parts";
}
