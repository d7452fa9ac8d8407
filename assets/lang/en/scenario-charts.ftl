### scenario-charts

## Kinds
chart-kind-project-timeline = Project timeline
chart-kind-scenario-overlay = Scenarios overlaid
chart-kind-waterfall = Waterfall
chart-kind-small-multiples = Small multiples

## Scenarios
chart-scenario-plan = Plan
chart-what-waterfall = { $metric }, { $from } → { $to }
chart-name-partial = { $name } ({ $n } of { $of })
chart-note-scenarios = scenarios: { $list }
chart-note-no-difference = the two do not differ
chart-note-shared-scale = one scale for all
chart-note-own-scales = each with a scale of its own
chart-foot-scenarios = Scenario lines follow from their assumptions
chart-foot-contributions = Contributions add up to the difference
chart-hover-from-plan = { $value } on the plan path
chart-hover-held = Held
chart-hover-step = From { $from } to { $to }
chart-step-name = Comes from
chart-step-amount = Change
chart-step-level = Adds up to
chart-step-basis = Other starting point
chart-panel-name = Node
chart-panel-empty = No values of this metric
chart-more-panels = { $n } more not drawn
chart-empty-no-scenario = This chart shows scenarios. Create one first, or choose one that exists.
chart-empty-overlay = Neither the plan nor a scenario has values of this metric. Enter a base and a target, or give values in a scenario.
chart-empty-waterfall = One of the two has no value for this year, so there is no difference to explain. Choose another year, metric or node.
chart-empty-no-panels = There are no nodes to show side by side. Pin some nodes, or choose a node with others beneath it.

## Projects
chart-empty-projects = Projects are shown here by when they come on stream. There are none yet: add them in the table of projects.
chart-note-projects = projects: { $n }
chart-note-undated = { $n } without a date
chart-foot-timeline = Bars start on stream and are as high as the share of full output; the pale ground is the plan's horizon
chart-timeline-project = Project
chart-timeline-place = Belongs to
chart-timeline-status = Status
chart-timeline-start = On stream
chart-timeline-investment = Investment
chart-timeline-output = Full output
chart-timeline-ramp = Share of full output, year { $n }
chart-timeline-undated = No date yet
chart-hover-investment = Investment { $value }
chart-hover-land = Land { $value }
chart-hover-energy = Energy a year { $value }
chart-hover-output = Full output { $value }
chart-hover-ramp = Ramp { $value }

## Command line
cli-arg-export-scenario = Scenarios in the charts by id (file name), separated by commas; one waterfall each
cli-arg-export-base = What waterfalls start from; the plan itself (plan) where none is named
cli-arg-export-year = Year of waterfalls; the last one of the plan where none is named

## Register of projects
projects-none = No projects yet
projects-none-text = Investment projects are listed here: cluster, key field, status, investment, land, energy, full output, when they come on stream and how they ramp up. Scenarios can delay, scale or cancel them.
projects-none-action = Add the first project
