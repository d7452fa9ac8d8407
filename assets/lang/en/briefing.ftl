# Briefings, reports, and the files made of them
diagnostic-briefing-missing = The file has no [briefing] block; its file name stands for the briefing's name. Add a name.
diagnostic-briefing-too-new = The briefing is in file format { $format }; this program reads up to { $known }, so it was not loaded. Open it with a newer version; the file was not touched.
diagnostic-briefing-chart-unknown = “{ $text }” is no kind of chart; the item is kept but shows nothing. Choose a kind of chart.
diagnostic-briefing-node-unknown = It refers to the node “{ $id }”, which the plan does not have; it is kept but shows nothing. Choose another node in the briefing.
diagnostic-briefing-metric-unknown = It refers to the metric “{ $id }”, which the plan does not have; it is kept but shows nothing. Choose another metric in the briefing.
diagnostic-briefing-dimension-unknown = It refers to the dimension “{ $id }”, which the plan does not have; the plan's first one is taken. Choose a dimension in the briefing.
diagnostic-briefing-scenario-unknown = It refers to the scenario “{ $id }”, which does not exist; it is kept but not shown. Choose another scenario in the briefing.
