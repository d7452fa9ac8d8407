### terms

## Bounds, periods and spans
bound-about = about { $value }
bound-about-typed = ~{ $value }
bound-unstated = no number stated
period-year = { $year }
period-half-1 = H1 { $year }
period-half-2 = H2 { $year }
period-quarter-1 = Q1 { $year }
period-quarter-2 = Q2 { $year }
period-quarter-3 = Q3 { $year }
period-quarter-4 = Q4 { $year }
period-month = { $month } { $year }
period-to-date = { $first }–{ $last } { $year } to date
period-to-date-across = { $first } { $year }–{ $last } { $last-year } to date
period-to-date-first = { $first } { $year } to date
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
span-years = { $from }–{ $to }
span-unstated = time not stated

## What a figure is
role-baseline = Baseline
role-milestone = Milestone
role-target = Target
role-limit = Limit
role-reference = Reference
strength-binding = Binding
strength-expected = Expected
strength-aspirational = Aspirational
form-level = Level
form-growth = Growth on the year before
form-average-growth = Average yearly growth
form-multiple = Multiple
form-multiple-of = Multiple of { $base }
form-annual-change = Change a year
form-share = Share
form-share-of = Share of { $metric }
price-current = Current prices
price-constant = Prices of { $year }

## What an actual, a metric, a node is
status-illustrative = Illustrative
status-preliminary = Preliminary
status-final = Final
kind-flow = Flow
kind-stock = Stock
kind-ratio = Ratio
kind-count = Count
kind-tier-count = Firms above a size
kind-derived = Computed
direction-up = More is better
direction-down = Less is better
direction-neutral = Neither
roll-up-sum = Adds up
roll-up-none = Does not add
roll-up-recompute = Recomputed by formula
node-kind-total = Whole plan
node-kind-member = Member
node-kind-cluster = Cluster
node-kind-part = Part
node-kind-outside = Outside clusters
node-outside = { $name }, outside clusters
coverage-unstated = Coverage not stated

## Registers
project-status-proposed = Proposed
project-status-approved = Approved
project-status-building = Under construction
project-status-on-stream = On stream
project-status-cancelled = Cancelled
task-kind-task = Task
task-kind-safeguard = Safeguard
task-state-unstated = not stated
task-state-planned = not begun
task-state-under-way = under way
task-state-blocked = held up
task-state-done = done
relation-kind-at-most = at most
relation-kind-comparable = comparable in size
severity-note = Note
severity-warning = Warning
severity-error = Error

## Sources
source-title = “{ $title }”
source-document-section = { $document }, { $section }
source-printed = “{ $printed }”
source-place-printed = { $place }: “{ $printed }”

## What references are called
term-node = node
term-metric = metric
term-unit = unit
term-dimension = dimension
term-coverage = coverage
list-separator = {"; "}
language-zh-cn = Chinese
language-en = English
measure-money = Money
measure-area = Area
measure-energy = Energy
measure-electricity = Electricity
measure-mass = Mass
measure-power = Power
measure-count = Count
measure-share = Share
measure-points = Points
measure-multiple = Multiple

## What a new plan starts with
starter-total = Whole area
starter-industry = Industry
starter-county = County
starter-above-threshold = Above threshold
starter-all-firms = All firms
starter-sales-revenue = Sales revenue
starter-output = Output
starter-profit = Profit
starter-tax = Tax
starter-investment = Investment
starter-land = Land
starter-energy = Energy use
starter-firms = Firms
starter-large-firms = Firms above 1,000 million yuan
starter-profit-margin = Profit margin
## Why no required growth can be computed
requirement-no-baseline = the plan states no base value
requirement-no-target = the plan states no target
requirement-base-after-target = the base year is not before the target year
requirement-no-actual = no actuals yet
requirement-target-past = the target year is past
requirement-outside-missing = nothing was observed outside the clusters: their sum cannot be set against the plan of the whole
requirement-out-of-range = the two numbers are too far apart to compute with

entry-separator = {"; "}
scored-clusters = All clusters
rule-on = On
rule-off = Off
warning-from-off-track = { $n } periods running
warning-from-limit-use = above { $n }
warning-from-fall = falls by more than { $n }
warning-from-no-report = { $n } months
