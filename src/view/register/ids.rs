//! Fresh ids from names: ASCII words, Chinese by its pinyin. An id is made once and never follows a later rename.

use pinyin::ToPinyin;

use crate::base::id::free_text;
use crate::base::{FigureId, NodeId};
use crate::domain::Plan;

/// Longest id made from a name; words are not cut in the middle.
const LONGEST: usize = 40;

/// The words of a name in ASCII: runs of letters and digits, and one word a Chinese character.
fn ascii_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut run = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            run.push(c.to_ascii_lowercase());
            continue;
        }
        // An apostrophe or a letter with an accent does not end a word.
        if c == '\'' || c == '’' || (c.is_alphabetic() && c.to_pinyin().is_none()) {
            continue;
        }
        if !run.is_empty() {
            words.push(std::mem::take(&mut run));
        }
        if let Some(pinyin) = c.to_pinyin() {
            words.push(
                pinyin.plain().chars().filter_map(|c| if c == 'ü' { Some('v') } else { c.is_ascii_alphanumeric().then_some(c) }).collect(),
            );
        }
    }
    if !run.is_empty() {
        words.push(run);
    }
    words.retain(|word| !word.is_empty());
    words
}

/// A slug of a name with words joined by `joint`; `stem` where the name has nothing that ASCII can spell.
pub(in crate::view) fn slug(name: &str, joint: &str, stem: &str) -> String {
    let mut out = String::new();
    for word in ascii_words(name) {
        if !out.is_empty() && out.len() + joint.len() + word.len() > LONGEST {
            break;
        }
        if !out.is_empty() {
            out.push_str(joint);
        }
        out.push_str(&word);
    }
    out.truncate(LONGEST * 2);
    if out.is_empty() { stem.to_owned() } else { out }
}

/// A free id in the namespace of all nodes.
pub(in crate::view) fn node(plan: &Plan, name: &str, stem: &str) -> NodeId {
    let slug = slug(name, "-", stem);
    NodeId::new(free_text(&slug, |text| plan.node_kind(&NodeId::new(text)).is_some()))
}

/// A free id that is a word of formulas: letters, digits and underscores, with a letter first.
pub(in crate::view) fn metric(plan: &Plan, name: &str) -> String {
    let mut slug = slug(name, "_", "metric");
    if slug.starts_with(|c: char| c.is_ascii_digit()) {
        slug.insert_str(0, "m_");
    }
    let mut number = 1_u64;
    let mut candidate = slug.clone();
    while plan.metrics.contains(candidate.as_str()) {
        number += 1;
        candidate = format!("{slug}_{number}");
    }
    candidate
}

/// Numbers for new figures: F001, F002 … behind the highest number in use.
#[derive(Clone, Debug)]
pub(in crate::view) struct FigureNumbers {
    next: u64,
}

impl FigureNumbers {
    /// The numbers free in a plan.
    pub fn of(plan: &Plan) -> Self {
        let number = |id: &FigureId| id.as_str().strip_prefix('F').and_then(|digits| digits.parse::<u64>().ok());
        let highest = plan.figures.iter().filter_map(|figure| number(&figure.id)).max().unwrap_or(0);
        Self { next: highest.saturating_add(1) }
    }

    /// The next free id.
    pub fn take(&mut self) -> FigureId {
        let id = FigureId::new(format!("F{:03}", self.next));
        self.next = self.next.saturating_add(1);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_of_what_ascii_can_spell() {
        for (name, slugged) in [
            ("新能源产业", "xin-neng-yuan-chan-ye"),
            ("LED 照明", "led-zhao-ming"),
            ("New energy (solar)", "new-energy-solar"),
            ("Жёлтый", "thing"),
            ("绿色", "lv-se"),
            ("", "thing"),
        ] {
            assert_eq!(slug(name, "-", "thing"), slugged);
        }
        assert!(slug(&"长".repeat(60), "-", "x").len() <= LONGEST);
        let plan = Plan::default();
        assert_eq!(metric(&plan, "2025 产值"), "m_2025_chan_zhi");
        assert_eq!(node(&plan, "Total", "node").as_str(), "total-2");
    }
}
