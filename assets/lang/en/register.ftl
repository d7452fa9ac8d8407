### register

## Registers
register-frame = Plan
register-dimensions = Dimensions
register-members = Members
register-clusters = Clusters
register-parts = Parts of clusters
register-metrics = Metrics
register-relations = Relations of metrics
register-units = Units
register-coverages = Coverages
register-figures = Figures
register-projects = Projects
register-limits = Limits
register-tasks = Tasks and safeguards
register-new = Type or paste here to add
register-unnamed = Unnamed

## Columns
register-column-entry = Entry
register-column-value = Value
register-column-name = Name
register-column-name-en = Name (English)
register-column-name-zh-cn = Name (Chinese)
register-column-short = Short name
register-column-short-en = Short name (English)
register-column-short-zh-cn = Short name (Chinese)
register-column-id = Word in formulas
register-column-dimension = Dimension
register-column-parent = Member above
register-column-key-fields = Key fields
register-column-aliases = Other names
register-column-note = Note
register-column-place = Place
register-column-function = Role
register-column-lead-firms = Lead firms
register-column-cluster = Cluster
register-column-symbol = Symbol
register-column-measure = Measures
register-column-numerator = Factor, upper part
register-column-denominator = Factor, lower part
register-column-unit = Unit
register-column-kind = Kind
register-column-formula = Formula
register-column-tier-of = Size measured by
register-column-tier-above = Size above
register-column-direction = Direction
register-column-roll-up = Roll-up
register-column-decimals = Decimals
register-column-node = Node
register-column-nodes = Nodes
register-column-metric = Metric
register-column-coverage = Coverage
register-column-time = Period
register-column-role = Role
register-column-bound = Value
register-column-strength = Strength
register-column-form = Form
register-column-form-base = Relative to
register-column-price = Prices
register-column-source-document = Source document
register-column-source-section = Section
register-column-source-printed = As printed
register-column-source-address = Address
register-column-source-note = Note on source
register-column-key-field = Key field
register-column-status = Status
register-column-investment = Investment
register-column-land = Land
register-column-energy = Energy a year
register-column-on-stream = On stream
register-column-full-output = Full output a year
register-column-ramp = Ramp-up
register-column-task-kind = Kind
register-column-task-text = Content
register-column-body = Responsible body
register-column-stage = Stage
register-column-task-state = State
register-column-next-step = Next step
register-column-relation-kind = Relation
register-column-relation-of = Set against
register-column-due = Due

## Hints on columns
register-hint-key-fields = Write “name: text”, one a line or separated by “;”
register-hint-aliases = Separated by “;”; imported data are matched by them
register-hint-lead-firms = Separated by “;”
register-hint-formula = Write metric names or their words in formulas, as: Profit / Sales revenue
register-hint-bound = Write 400, ≥400, at least 400, ≤10, ~18, 1–2; ? where there is no number
register-hint-time = Write 2015, 2015-06, 2015-01..06, 2011–2015
register-hint-ramp = Share of full output in each year on stream, as: 30%; 60%; 100%
register-hint-numerator = One of this unit = upper ÷ lower base units
register-hint-denominator = One of this unit = upper ÷ lower base units
register-hint-id = Made from the name, unchanged by a new name; formulas use it

## The plan's frame
register-frame-title = Title
register-frame-title-en = Title (English)
register-frame-title-zh-cn = Title (Chinese)
register-frame-total = Name of the whole
register-frame-total-en = Name of the whole (English)
register-frame-total-zh-cn = Name of the whole (Chinese)
register-frame-authority = Authority
register-frame-language = Language of the plan
register-frame-base-year = Base year
register-frame-first-year = First year
register-frame-last-year = Last year
register-frame-year-starts-in = Year starts in month
register-frame-about-tolerance = Tolerance of “about”
register-frame-main-metric = Main metric
register-frame-note = Note

## Pasted lists of figures
list-column-state = What happens
list-state-new = New
list-state-replaces = Replaces
list-state-same = Same
list-state-questioned = In question
list-replaces = Was { $old }

register-papers = Documents
register-column-paper-number = Number
register-column-paper-date = Date

## How the plan is judged
register-assessment = Assessment
register-score-schemes = Scoring schemes
register-score-entries = Bonuses and deductions
register-warning-rules = Warning rules
register-assessment-method = Method
register-assessment-metric-methods = Methods of single metrics
register-assessment-bands-gap = Bands of path gap
register-assessment-bands-growth = Bands of growth ratio
register-assessment-bands-trend = Bands of linear trend
register-assessment-bands-progress = Bands of anticipated progress
register-assessment-bands-pace = Bands of pace (percentage points)
register-assessment-bands-roll-up = Bands of rolled-up states
register-assessment-node-weights = Weights of nodes
register-assessment-metric-weights = Weights of metrics
register-assessment-note = Remark
register-assessment-usual = Usual: { $bands }
register-column-scored = Scored
register-column-indicators = Indicators
register-column-published-at = Last published for
register-column-published = Last published scores
register-column-scheme = Scheme
register-column-points = Points
register-column-reason = Reason
register-column-counts-at = Counts in
register-column-warning-kind = Case
register-column-warning-from = Threshold
register-column-watched-nodes = Nodes watched
register-column-watched-metrics = Metrics watched
register-column-on = On
register-hint-scored = All clusters, the members of a dimension (such as “Counties”), or nodes separated by “;”
register-hint-indicators = Metric and weight, then, if needed, what completion is measured against and which completions count, separated by “;”: Sales revenue 40; Profit 30 target 0–120%
register-hint-published = To tell how ranks changed: Haining 92.5; Tongxiang 90
register-hint-points = Positive for a bonus, negative for a deduction
register-hint-counts-at = Empty where it always counts
register-hint-watched-nodes = Empty for all nodes
register-hint-watched-metrics = Empty for all metrics

### Settings of the audit

register-audit = Audit settings
register-audit-bound-easy = Easy bound: share of the base year’s growth
register-audit-bound-easy-hint = A target that needs less than this share of the base year’s growth is told as a note.
register-audit-bound-hardly = Very easy bound: share of that growth
register-audit-bound-hardly-hint = Below this share it is a warning.
register-audit-bound-beyond = Bound out of reach: times the highest growth known
register-audit-bound-beyond-hint = A target that needs more than this times the highest growth known is a warning.
register-audit-floors-above = Floors of parts: times the floor of the whole
register-audit-floors-above-hint = Parts, clusters or firms by size that make more together than this times the floor of the whole are a warning.
register-audit-rest-moves = Outside clusters: change of its share (percentage points)
register-audit-rest-moves-hint = A share of what is outside the clusters that moves by more from base to target is a warning.
register-audit-drift-share = Drifting share: times (or its inverse)
register-audit-drift-share-hint = A margin or another share that changes by more than this factor from base to target is a warning.
register-audit-drift-ratio = Drifting ratio: times (or its inverse)
register-audit-drift-ratio-hint = Any other ratio, as output per land, that changes by more than this factor is a warning.
register-audit-rate-gap = Growth rates that must agree: difference (percentage points)
register-audit-rate-gap-hint = An implied rate that differs by more from the rate stated is an error.
register-audit-implied-unlike = Implied growth: share of the observed growth (or its inverse)
register-audit-implied-unlike-hint = An implied growth of the whole outside this range is a warning.
register-audit-implied-slow = Implied growth without observation: share of the part’s growth
register-audit-implied-slow-hint = A whole that is implied to grow at less than this share of its part’s growth is a warning.
register-audit-outlier-score = Outlier: modified z-score
register-audit-outlier-score-hint = By median and median absolute deviation; above this a value is told as a note (Iglewicz and Hoaglin, 1993).
register-audit-outlier-siblings = Outlier: fewest siblings
register-audit-outlier-siblings-hint = With fewer siblings than this nothing is said about outliers.
register-audit-note = Remark
