//! Finding nodes by what a person types: part of a name, an alias, pinyin or pinyin initials.

use pinyin::ToPinyin;

use crate::base::NodeId;
use crate::domain::Plan;

/// Everything a node can be found by.
#[derive(Clone, Debug)]
struct Entry {
    node: NodeId,
    haystack: String,
}

/// All nodes of a plan with what they can be found by; made once per revision.
#[derive(Clone, Debug, Default)]
pub struct NameIndex {
    entries: Vec<Entry>,
}

impl NameIndex {
    /// Indexes the nodes of a plan.
    pub fn of(plan: &Plan) -> Self {
        let total = std::iter::once((NodeId::total(), plan.info.total.texts().map(str::to_owned).collect::<Vec<_>>()));
        let members = plan.members.iter().map(|m| {
            let texts = m.name.texts().chain(m.short.iter().flat_map(|s| s.texts())).chain(m.aliases.iter().map(String::as_str));
            (m.id.clone(), texts.map(str::to_owned).collect())
        });
        let clusters = plan.clusters.iter().map(|c| {
            let texts = c.name.texts().chain(c.short.iter().flat_map(|s| s.texts())).chain(c.aliases.iter().map(String::as_str));
            (c.id.clone(), texts.map(str::to_owned).collect())
        });
        let parts = plan.parts.iter().map(|p| (p.id.clone(), p.name.texts().map(str::to_owned).collect()));
        let entries = total
            .chain(members)
            .chain(clusters)
            .chain(parts)
            .map(|(node, texts)| Entry { node, haystack: texts.iter().map(|text| haystack(text)).collect::<Vec<_>>().join("\n") })
            .collect();
        Self { entries }
    }

    /// The nodes that match what was typed, in the plan's order; all of them for an empty text.
    pub fn find<'a>(&'a self, typed: &str) -> impl Iterator<Item = &'a NodeId> {
        let needle = needle(typed);
        self.entries.iter().filter(move |entry| entry.haystack.contains(&needle)).map(|entry| &entry.node)
    }
}

/// True where a text is found by what was typed.
pub fn matches(text: &str, typed: &str) -> bool {
    haystack(text).contains(&needle(typed))
}

fn needle(typed: &str) -> String {
    typed.trim().to_lowercase()
}

/// The text in lower case, its pinyin and its initials, a line each.
fn haystack(text: &str) -> String {
    let lower = text.to_lowercase();
    if lower.is_ascii() {
        return lower;
    }
    let (mut full, mut initials) = (String::new(), String::new());
    for (c, reading) in lower.chars().zip(lower.as_str().to_pinyin()) {
        match reading {
            Some(reading) => {
                full.push_str(reading.plain());
                initials.push_str(reading.first_letter());
            }
            None if c.is_alphanumeric() => {
                full.push(c);
                initials.push(c);
            }
            None => {}
        }
    }
    format!("{lower}\n{full}\n{initials}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_part_pinyin_and_initials() {
        for (typed, found) in
            [("太阳", true), ("hntyn", true), ("HNTYN", true), ("haining", true), (" 海宁 ", true), ("xz", false), ("", true)]
        {
            assert_eq!(matches("海宁太阳能产业集聚区", typed), found, "{typed}");
        }
        assert!(matches("杭州湾LED产业集聚区", "hzwled"));
        assert!(matches("Northern Ports", "ports"));
    }
}
