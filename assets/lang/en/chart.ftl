### chart

## Kinds
chart-kind-trajectory = Trajectory
chart-kind-growth = Growth
chart-kind-composition = Composition
chart-kind-ranking = Ranking
chart-kind-bubbles = Size and growth

## Titles and subtitles
chart-title = { $node }: { $what }
chart-what-growth = { $metric }, yearly growth
chart-what-change = { $metric }, yearly change
chart-what-composition = { $metric } by part
chart-what-ranking = { $metric }, ranking
chart-what-bubbles = { $metric }, size and growth
chart-peers-clusters = Clusters
chart-peers-parts = Parts
chart-title-among = { $group }
chart-list-join = { ", " }
chart-phrase-join = { ", " }
chart-sentence-join = { "; " }
chart-year-axis = Year
chart-by-dimension = by { $dimension }
chart-on-year-before = on the year before
chart-growth-unit = Growth on the year before
chart-change-unit = Change on the year before ({ $unit })

## Names of what is drawn
chart-actual = Actual
chart-actual-value = Actual { $value }
chart-actual-year = Actual { $year }
chart-actual-partial = Partly reported
chart-base-year = Base { $year }
chart-path = Plan path
chart-path-year = Plan path { $year }
chart-path-rate = Plan path { $rate } a year
chart-path-step = Plan path { $step } a year
chart-path-partial = Plan path ({ $n } of { $of })
chart-target = Target
chart-target-year = Target { $year }
chart-target-bound = { $role } { $bound }
chart-target-of-clusters = Targets beneath, summed: { $value }
chart-growth-actual = Actual growth
chart-change-actual = Actual change
chart-growth-required = Plan requires { $rate }
chart-growth-remaining = Still needed { $rate }
chart-name-required = Plan requires
chart-name-remaining = Still needed
chart-forecast-zone = Still to come →
chart-rest = { $n } others
chart-total-partial = { $value } ({ $n } of { $of })
chart-more-rows = { $n } more not listed
chart-bubble-size = { $metric } in { $year } ({ $unit })
chart-bubble-growth = Average yearly growth since { $year }
chart-bubble-change = Average yearly change since { $year } ({ $unit })
chart-bubble-required = Average yearly growth the target requires
chart-bubble-target-size = Target: { $metric } ({ $unit })
chart-bubble-area = circle area: target for { $year }
chart-bubble-area-name = Target for { $year } ({ $unit })
chart-bubble-level = { $node } { $rate }

## What a pointer is told
chart-hover-title = { $name } · { $what }
chart-hover-sum = Sum of { $n } of { $of } beneath
chart-hover-path = Computed between base and target
chart-hover-derived = By formula: { $formula }
chart-hover-residual = Own value less the sum of the clusters
chart-hover-mixed = Coverages differ; for orientation only
chart-hover-actual-of = Actual { $value }
chart-hover-path-of = Plan path { $value }
chart-hover-target-of = Target { $value }
chart-hover-growth-of = Average yearly growth { $value }
chart-hover-share = { $share } of the whole
chart-hover-stated-growth = As stated in the plan

## Foot
chart-illustrative = Illustrative data
chart-foot-source = Source: { $list }
chart-foot-paper = { $paper }, { $sections }
chart-foot-etc = { $list } and others
chart-foot-actuals = Actuals: { $list }
chart-foot-file-illustrative = { $file } (illustrative data)
chart-foot-until = Actuals up to { $year }
chart-foot-geometric = Plan path by one rate of growth a year
chart-foot-linear = Plan path by one step a year
chart-foot-sums = Values missing above are summed from beneath
chart-foot-derived = { $metric } = { $formula }

## What is missing, and what to do
chart-note-no-baseline = no base value, so the target stands alone
chart-note-no-target = no target
chart-note-clusters-only = actuals are those of the clusters alone, the plan is of more
chart-note-no-actual = no actuals yet
chart-note-partial = some years only partly reported
chart-note-largest = the { $n } largest only
chart-note-mixed = coverages differ
chart-empty-trajectory = Nothing to draw yet. Enter a base and a target for this metric, or import actuals.
chart-empty-growth = No growth can be computed yet: that takes actuals of two years in a row, or a base and a target.
chart-empty-composition = Nothing beneath has values of this metric yet. Enter plan figures there, or import actuals.
chart-empty-no-children = There is nothing beneath this node to compose it of.
chart-empty-not-additive = “{ $metric }” does not add up, so it has no composition. Choose a metric of amounts.
chart-empty-ranking = No sibling has values of this metric yet.
chart-empty-bubbles = This chart needs at least one node with a size and a growth: base and actual, or base and target.
chart-error-node = The plan has no such node.
chart-error-metric = The plan has no such metric.
