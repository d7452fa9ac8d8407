//! The edit that builds a whole document from nothing: how a plan that lies in no file yet is written down.

use crate::domain::edit::Kept;
use crate::domain::{Document, Edit, HouseStyle, Table};

/// The edit that turns an empty document into this one.
pub fn from_nothing(document: &Document) -> Edit {
    let plan = &*document.plan;
    let mut edits = vec![Edit::Info(Box::new(plan.info.clone()))];
    add(&mut edits, &plan.units);
    add(&mut edits, &plan.coverages);
    add(&mut edits, &plan.dimensions);
    add(&mut edits, &plan.members);
    add(&mut edits, &plan.clusters);
    add(&mut edits, &plan.parts);
    add(&mut edits, &plan.metrics);
    add(&mut edits, &plan.figures);
    add(&mut edits, &plan.projects);
    add(&mut edits, &plan.limits);
    add(&mut edits, &plan.tasks);
    edits.extend(document.scenarios.iter().map(|scenario| Edit::scenario(&document.scenarios, scenario.clone())));
    add(&mut edits, &plan.relations);
    add(&mut edits, &plan.answers);
    edits.extend(document.briefings.iter().map(|briefing| Edit::briefing(&document.briefings, briefing.clone())));
    if *document.house != HouseStyle::default() {
        edits.push(Edit::House(Box::new((*document.house).clone())));
    }
    for (key, list) in document.actuals.series() {
        edits.extend(list.iter().map(|o| Edit::observation(key.clone(), o.period, &o.file, Some(o.clone()))));
    }
    Edit::Batch(edits)
}

fn add<R: Kept>(edits: &mut Vec<Edit>, table: &Table<R>) {
    edits.extend(table.iter().enumerate().map(|(place, record)| Edit::place(record.clone(), place)));
}
