### compare

## Page and command
page-compare = Compare
action-compare-page = Compare scenarios
action-compare-page-hint = Plan and scenarios side by side: values, assumptions, and where differences come from
compare-none = No scenarios to compare yet
compare-none-text = Plan and scenarios stand here side by side: an overlay, a table of differences, what their assumptions differ in, and the way from one to another as a waterfall. Create a scenario first.
compare-nothing = No scenario is chosen
compare-nothing-text = Choose one or several scenarios above.
compare-no-metric = The plan has no metrics yet
compare-no-metric-text = Add metrics in structure and registers first.

## Choices
compare-base = Base
compare-with = Compared
compare-nodes = Nodes
compare-metrics = Metrics
compare-years = Year
compare-all-years = Year by year
compare-year-of = { $year }
compare-chosen-nodes = { $name } and others ({ $n })
compare-chosen-metrics = { $name } and others ({ $n })
compare-find-node = Find a node
compare-clear = Clear
compare-all-clusters = All clusters

## Table
compare-values = Values
compare-assumptions = Assumptions
compare-assumptions-count = Assumptions { $n }
compare-node = Node
compare-metric = Metric
compare-unit = Unit
compare-year = Year
compare-base-mark = base
compare-absolute = Difference
compare-absolute-hint = { $name } less the base
compare-relative = In percent
compare-relative-hint = How much { $name } is above or below the base
compare-points = { $value } pt
compare-no-value = Neither has a value for this year
compare-no-base = The base has no value for this year
compare-no-other = The scenario has no value for this year
compare-zero-base = The base is zero, so there is no percentage
compare-negative-base = The base is negative, so a percentage means nothing
compare-other-parts = The two sums are of other numbers of clusters; not all of the difference comes from the scenario

## Assumptions
compare-assumption = Assumption
compare-difference = Where
compare-of = Scenario
compare-field = Part
compare-only = Only { $name }
compare-changed = Changed
compare-whole = All of it
compare-none-different = Their assumptions are the same
compare-none-different-text = The assumptions at work in “{ $base }” and “{ $other }” are the same.
compare-field-name = Name
compare-field-on = Switch
compare-field-kind = Kind
compare-field-value = Number
compare-field-line = Scope
compare-field-note = Note
compare-field-source = Source
compare-field-range = Range
compare-field-same = Only details differ
compare-on = On
compare-off = Off

## Charts
compare-overlay-of = Overlay
compare-export = Export
compare-copy = Copy
