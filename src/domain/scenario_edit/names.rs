//! Ids of scenarios and briefings: they become names of files, on every system a workspace may be carried to.

use crate::base::ScenarioId;
use crate::base::id::free_text;
use crate::domain::{Scenario, Table};

/// Characters of an id at most; file systems count bytes, and a character may take four.
const LONGEST: usize = 40;
/// Names that Windows keeps for devices, whatever their ending; ports are told by their number.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
/// The name of the plan itself among scenarios on the command line.
const PLAN: &str = "plan";

/// An id that reads like the name and that no scenario has, not even in other letters: some systems do not tell `A` from `a`.
pub fn free_id(scenarios: &Table<Scenario>, name: &str) -> ScenarioId {
    ScenarioId::new(free_file_id(scenarios.iter().map(|scenario| scenario.id.as_str()), name, "scenario", &[PLAN]))
}

/// An id that reads like the name and is none of those taken or kept; `word` where nothing of the name can stand in one.
pub(in crate::domain) fn free_file_id<'a>(taken: impl Iterator<Item = &'a str>, name: &str, word: &str, kept: &[&str]) -> String {
    let taken: std::collections::BTreeSet<String> = taken.map(str::to_lowercase).collect();
    free_text(&stem(name, word), |id| taken.contains(id) || kept.contains(&id))
}

/// Letters and digits of any script in small letters, with a hyphen for all that stands between them.
fn stem(name: &str, word: &str) -> String {
    let mut stem = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if stem.chars().count() >= LONGEST {
            break;
        }
        if c.is_alphanumeric() {
            stem.push(c);
        } else if !stem.is_empty() && !stem.ends_with('-') {
            stem.push('-');
        }
    }
    let stem = stem.trim_end_matches('-');
    let is_port = stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem.ends_with(|c: char| c.is_ascii_digit());
    match stem {
        "" => word.to_owned(),
        device if is_port || DEVICES.contains(&device) => format!("{device}-{word}"),
        stem => stem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_like_names_and_are_file_names_everywhere() {
        let scenarios: Table<Scenario> = ["Low", "低情景"].map(|id| Scenario::new(id.into(), id.into(), None)).into_iter().collect();
        for (name, id) in [
            ("High growth", "high-growth"),
            ("LOW", "low-2"),
            ("低情景", "低情景-2"),
            ("  a/b\\c:*?\"<>| ", "a-b-c"),
            ("CON", "con-scenario"),
            ("lpt1", "lpt1-scenario"),
            ("…", "scenario"),
            ("", "scenario"),
            ("plan", "plan-2"),
            ("..", "scenario"),
            ("x.", "x"),
        ] {
            assert_eq!(free_id(&scenarios, name).as_str(), id, "{name}");
        }
        let long = free_id(&scenarios, &"长".repeat(300));
        assert!(long.as_str().len() < 200 && long.as_str().chars().count() == LONGEST);
    }
}
