//! Names of files: from a pattern with fields, in letters that every file system takes, each once.
//!
//! Nothing is looked up on a disk here: the same charts get the same names everywhere.

use std::collections::{HashMap, HashSet};

use crate::base::{Diagnostic, Place};

/// The codes of this module.
pub const CODES: &[&str] = &["name-field-unknown", "name-field-open", "name-pattern-empty"];

/// Most letters of a name before its ending.
const MOST_LETTERS: usize = 120;
/// Most bytes of it: file systems of Linux take 255 with the ending, and a Chinese letter has three.
const MOST_BYTES: usize = 200;
/// What stands for a letter that cannot be.
const BRIDGE: char = '_';
/// What parts fields; one beside a field that is empty goes with it.
const PARTING: [char; 4] = ['-', '_', '.', ' '];

/// What a pattern of names can be filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Name of the node.
    Node,
    /// Its id.
    NodeId,
    /// Name of the kind of chart.
    Kind,
    /// Its word on the command line.
    KindId,
    /// Name of the metric.
    Metric,
    /// Its id.
    MetricId,
    /// Name of the scenario, where the chart is of one.
    Scenario,
    /// Its id.
    ScenarioId,
    /// The year that was asked for, else the last one of the plan.
    Year,
    /// Title of the plan.
    Plan,
    /// A running number of four digits, in the order of nodes and kinds.
    Number,
}

impl Field {
    /// All fields, in the order in which they are offered.
    pub const ALL: [Self; 11] = [
        Self::Node,
        Self::Kind,
        Self::Metric,
        Self::Year,
        Self::Scenario,
        Self::Plan,
        Self::Number,
        Self::NodeId,
        Self::KindId,
        Self::MetricId,
        Self::ScenarioId,
    ];

    /// The word between braces.
    pub fn word(self) -> &'static str {
        match self {
            Self::Node => "node",
            Self::NodeId => "node-id",
            Self::Kind => "kind",
            Self::KindId => "kind-id",
            Self::Metric => "metric",
            Self::MetricId => "metric-id",
            Self::Scenario => "scenario",
            Self::ScenarioId => "scenario-id",
            Self::Year => "year",
            Self::Plan => "plan",
            Self::Number => "number",
        }
    }

    /// Key of what it is called.
    pub fn name_key(self) -> &'static str {
        match self {
            Self::Node => "name-field-node",
            Self::NodeId => "name-field-node-id",
            Self::Kind => "name-field-kind",
            Self::KindId => "name-field-kind-id",
            Self::Metric => "name-field-metric",
            Self::MetricId => "name-field-metric-id",
            Self::Scenario => "name-field-scenario",
            Self::ScenarioId => "name-field-scenario-id",
            Self::Year => "name-field-year",
            Self::Plan => "name-field-plan",
            Self::Number => "name-field-number",
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.word().eq_ignore_ascii_case(word.trim()))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Field(Field),
}

/// A pattern of names, such as `{node}-{kind}-{year}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(Vec<Piece>);

impl Pattern {
    /// A pattern of fields with hyphens between them.
    pub fn of(fields: &[Field]) -> Self {
        let mut pieces = Vec::new();
        for field in fields {
            if !pieces.is_empty() {
                pieces.push(Piece::Text("-".to_owned()));
            }
            pieces.push(Piece::Field(*field));
        }
        Self(pieces)
    }

    /// Reads a pattern. A field that there is not, a brace that is not closed and a pattern of nothing are refused in words.
    pub fn parse(text: &str) -> Result<Self, Diagnostic> {
        let refused = |code, offending: &str| Err(Diagnostic::error(code, Place::default()).arg("text", offending));
        let mut pieces = Vec::new();
        let mut rest = text.trim();
        if rest.is_empty() {
            return refused("name-pattern-empty", text);
        }
        while let Some(open) = rest.find('{') {
            let (before, after) = (&rest[..open], &rest[open + 1..]);
            let Some(close) = after.find('}') else { return refused("name-field-open", &rest[open..]) };
            let word = &after[..close];
            let Some(field) = Field::of_word(word) else {
                let choices: Vec<String> = Field::ALL.iter().map(|field| format!("{{{}}}", field.word())).collect();
                let known = choices.join(" ");
                return refused("name-field-unknown", &format!("{{{word}}}")).map_err(|told| told.arg("choices", known));
            };
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            pieces.push(Piece::Field(field));
            rest = &after[close + 1..];
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Ok(Self(pieces))
    }

    /// The pattern with its fields filled in; a field that is empty takes what parts it from the others with it.
    pub fn fill(&self, value: impl Fn(Field) -> String) -> String {
        let mut out = String::new();
        let mut at_start = true;
        for piece in &self.0 {
            match piece {
                Piece::Text(text) if at_start && out.is_empty() => out.push_str(text.trim_start_matches(PARTING)),
                Piece::Text(text) => out.push_str(text),
                Piece::Field(field) => {
                    let value = value(*field);
                    if value.is_empty() {
                        out.truncate(out.trim_end_matches(PARTING).len());
                    } else {
                        out.push_str(&value);
                        at_start = false;
                    }
                }
            }
        }
        out
    }
}

/// Names that mean a device on Windows, with and without an ending.
const DEVICES: [&str; 8] = ["con", "prn", "aux", "nul", "conin$", "conout$", "com", "lpt"];

/// A text as the name of a file before its ending, fit for every system; `space` takes the place of white space.
///
/// No letter that Windows refuses, no name of a device, no point or space at the ends, at most 120 letters and 200 bytes; the middle
/// of a longer text goes, since its end tells the files apart. A text of nothing gives `chart`.
pub fn safe(text: &str, space: char) -> String {
    let fit = |c: char| match c {
        _ if c.is_whitespace() => space,
        _ if c.is_control() || r#"<>:"/\|?*"#.contains(c) || is_unseen(c) => BRIDGE,
        _ => c,
    };
    let bare = |c: char| c.is_whitespace() || c == '.';
    let name: String = text.trim_start_matches(bare).trim_end_matches(bare).chars().map(fit).collect();
    let name = shortened(&no_device(trimmed(&name)));
    let name = trimmed(&name);
    if name.is_empty() { "chart".to_owned() } else { name.to_owned() }
}

fn no_device(name: &str) -> String {
    let head = name.split('.').next().unwrap_or_default();
    if is_device(head.trim_end()) { format!("{head}{BRIDGE}{}", &name[head.len()..]) } else { name.to_owned() }
}

fn trimmed(name: &str) -> &str {
    name.trim_start_matches(['.', '~', ' ']).trim_end_matches(['.', ' '])
}

/// Marks that change how text is shown and not what it says; a name with one looks like another name.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}')
}

fn is_device(head: &str) -> bool {
    let head = head.to_lowercase();
    let numbered = |stem: &str| {
        let mut rest = head.strip_prefix(stem).unwrap_or_default().chars();
        matches!(rest.next(), Some('0'..='9' | '¹' | '²' | '³')) && rest.next().is_none()
    };
    DEVICES[..6].contains(&head.as_str()) || DEVICES[6..].iter().any(|stem| numbered(stem))
}

/// The beginning and the end of a name that is too long.
fn shortened(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let bytes = |part: &[char]| part.iter().map(|c| c.len_utf8()).sum::<usize>();
    if letters.len() <= MOST_LETTERS && name.len() <= MOST_BYTES {
        return name.to_owned();
    }
    let fits = |part: &[char]| part.len() < MOST_LETTERS / 2 && bytes(part) < MOST_BYTES / 2;
    let mut head = 0;
    while fits(&letters[..=head]) {
        head += 1;
    }
    let mut tail = letters.len();
    while fits(&letters[tail - 1..]) {
        tail -= 1;
    }
    letters[..head].iter().chain(&[BRIDGE]).chain(&letters[tail..]).collect()
}

/// The names given away. Some systems do not tell A from a, so neither does this.
#[derive(Clone, Debug, Default)]
pub struct Names {
    taken: HashSet<String>,
    next: HashMap<String, u64>,
}

impl Names {
    /// The name itself where it is free, else the first of `name-2`, `name-3` … that is.
    pub fn free(&mut self, name: &str) -> String {
        let key = name.to_lowercase();
        if self.taken.insert(key.clone()) {
            return name.to_owned();
        }
        let number = self.next.entry(key.clone()).or_insert(2);
        loop {
            let end = *number;
            *number += 1;
            if self.taken.insert(format!("{key}-{end}")) {
                return format!("{name}-{end}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops at the first thing that fails")]

    use proptest::prelude::*;

    use super::*;

    fn filled(pattern: &str, scenario: &str) -> String {
        Pattern::parse(pattern).unwrap().fill(|field| match field {
            Field::Scenario | Field::ScenarioId => scenario.to_owned(),
            Field::Year => "2015".to_owned(),
            other => other.word().to_uppercase(),
        })
    }

    #[test]
    fn patterns_are_filled_and_an_empty_field_takes_its_hyphen_with_it() {
        for (pattern, scenario, name) in [
            ("{node}-{kind}-{metric}-{year}", "", "NODE-KIND-METRIC-2015"),
            ("{node}-{scenario}-{kind}", "", "NODE-KIND"),
            ("{node}-{scenario}-{kind}", "dip", "NODE-dip-KIND"),
            ("{scenario}-{node}", "", "NODE"),
            ("{ Node }_{year}年", "", "NODE_2015年"),
            ("图 {number}", "", "图 NUMBER"),
            ("fixed", "", "fixed"),
            ("a}b", "", "a}b"),
        ] {
            assert_eq!(filled(pattern, scenario), name, "{pattern}");
        }
        for (pattern, code, text) in [
            ("{node}-{colour}", "name-field-unknown", "{colour}"),
            ("{node}-{kind", "name-field-open", "{kind"),
            ("  ", "name-pattern-empty", "  "),
            ("{}", "name-field-unknown", "{}"),
        ] {
            let told = Pattern::parse(pattern).unwrap_err();
            assert_eq!((told.code, told.args[0].1.as_str()), (code, text));
        }
        assert_eq!(Pattern::of(&[Field::NodeId, Field::KindId]), Pattern::parse("{node-id}-{kind-id}").unwrap());
    }

    #[test]
    fn names_of_files_are_names_everywhere() {
        for (text, name) in [
            ("haining-solar-ranking", "haining-solar-ranking"),
            ("outside:new-energy-growth", "outside_new-energy-growth"),
            ("../../x-growth", "_.._x-growth"),
            ("光伏 园-growth", "光伏_园-growth"),
            ("con", "con_"),
            ("NUL.tar", "NUL_.tar"),
            ("Com1", "Com1_"),
            ("lpt²", "lpt²_"),
            ("com10", "com10"),
            ("console", "console"),
            ("end. . ", "end"),
            ("a<b>c:d\"e/f\\g|h?i*j\u{7}k\u{202e}l", "a_b_c_d_e_f_g_h_i_j_k_l"),
            (" .hidden", "hidden"),
            ("...", "chart"),
            ("", "chart"),
        ] {
            assert_eq!(safe(text, '_'), name, "{text:?}");
        }
        let long = safe(&format!("{}-trajectory", "长".repeat(300)), '_');
        assert!(long.len() <= MOST_BYTES && long.ends_with("-trajectory"), "{long}");
        let latin = safe(&format!("{}-growth", "n".repeat(300)), '_');
        assert!(latin.len() <= MOST_LETTERS && latin.ends_with("-growth"), "{latin}");
    }

    #[test]
    fn names_are_given_once_whatever_their_case() {
        let mut names = Names::default();
        let given: Vec<String> = ["A", "a", "b", "a-2", "A", "B"].iter().map(|name| names.free(name)).collect();
        assert_eq!(given, ["A", "a-2", "b", "a-2-2", "A-3", "B-2"]);
    }

    proptest! {
        #[test]
        fn any_text_becomes_a_name(text in any::<String>(), more in "[a-c. ~:]{0,6}") {
            for text in [text.clone(), format!("{text}{more}"), more, text.repeat(40)] {
                let name = safe(&text, ' ');
                prop_assert!(!name.is_empty() && name.len() <= MOST_BYTES && name.chars().count() <= MOST_LETTERS);
                prop_assert!(!name.contains(|c: char| c.is_control() || r#"<>:"/\|?*"#.contains(c)), "{name:?}");
                prop_assert!(!name.ends_with(['.', ' ']) && !name.starts_with(['.', ' ', '~']), "{name:?}");
                prop_assert!(!is_device(name.split('.').next().unwrap_or_default().trim_end()), "{name:?}");
                prop_assert_eq!(safe(&name, ' '), name);
            }
        }

        #[test]
        fn no_two_names_are_one_and_the_same_texts_give_the_same_names(texts in prop::collection::vec("[aAbB]{1,2}(-[23])?", 0..40)) {
            let give = || { let mut names = Names::default(); texts.iter().map(|text| names.free(text)).collect::<Vec<_>>() };
            let given = give();
            prop_assert_eq!(given.iter().map(|name| name.to_lowercase()).collect::<HashSet<_>>().len(), texts.len());
            prop_assert_eq!(give(), given);
        }
    }
}
