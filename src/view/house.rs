//! The house style as it is edited and drawn: its colours, what is wrong with them, whose they are, and pages that show it.

use super::chart::{ChartKind, Measure, Rect, Scene};
use super::navigator::colour_place;
use super::palette::{Palette, Rgb};
use super::report::layout::{Paper, Sheet, sheets};
use super::report::{Inputs, Report, build, paint};
use super::{Words, wording};
use crate::base::{ItemId, Label};
use crate::domain::{Briefing, Content, Document, FindingRule, HouseStyle, Item, Width};
use crate::engine::Evaluation;

/// Contrast that marks need to be seen on white.
const SEEN: f64 = 3.0;
/// Members named beside a colour at most.
const MOST: usize = 3;

/// The colours of a style on light ground or dark, and the texts in it that are none.
pub fn palette(style: &HouseStyle, dark: bool) -> (Palette, Vec<String>) {
    let mut palette = Palette::of(dark).clone();
    let mut wrong = Vec::new();
    let mut put = |place: &mut Rgb, text: &str| {
        if text.is_empty() {
            return;
        }
        match Rgb::parse(text) {
            Some(colour) => *place = colour,
            None => wrong.push(text.to_owned()),
        }
    };
    put(&mut palette.accent, &style.accent);
    for (place, text) in palette.members.iter_mut().zip(&style.members) {
        put(place, text);
    }
    (palette, wrong)
}

/// What is to be said of a colour as it is typed: that it is none, or that it is hard to see; nothing for a good one.
pub fn colour_problem(words: &Words, text: &str) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    let Some(colour) = Rgb::parse(text) else { return Some(words.with("house-colour-wrong", &[("text", text)])) };
    let contrast = colour.contrast(Palette::LIGHT.panel);
    let ratio = super::number::fixed(contrast, 1);
    (contrast < SEEN).then(|| words.with("house-colour-pale", &[("text", text), ("contrast", &ratio)]))
}

/// Whose colour that of each place is: the members of every dimension that have it.
pub fn colour_names(words: &Words, document: &Document) -> Vec<String> {
    let plan = &document.plan;
    let of = |place: usize| {
        let members = plan.members.iter().filter(|member| colour_place(plan, &member.id) == Some(place));
        let names: Vec<String> = members.map(|member| wording::node_short(words, plan, &member.id)).collect();
        let shown = names.iter().take(MOST).cloned().collect::<Vec<_>>().join(words.text("list-separator"));
        match names.len() {
            0 => words.with("house-colour-free", &[("n", &(place + 1).to_string())]),
            n if n > MOST => words.with("chart-foot-etc", &[("list", &shown)]),
            _ => shown,
        }
    };
    (0..Palette::LIGHT.members.len()).map(of).collect()
}

/// A first page and a page with charts of the plan at hand: laid out once, drawn in whatever style is tried.
pub struct Preview {
    report: Report,
    sheets: Vec<Sheet>,
}

/// The paper of the preview: a slide, 960 points wide and 540 high.
pub const PAPER: Paper = Paper::WIDE;

impl Preview {
    /// Lays the pages out.
    pub fn new(document: &Document, evaluation: &Evaluation, words: &Words, measure: &dyn Measure) -> Self {
        let title = words.label(&document.plan.info.title).to_owned();
        let mut briefing = Briefing::new("preview".into(), Label::new(title));
        let chart = |id: &str, kind: ChartKind| {
            let content = Content::Chart { kind: kind.id().to_owned() };
            Item { width: Width::Half, ..Item::new(ItemId::new(id), content) }
        };
        let finding = Item::new(ItemId::new("finding"), Content::Finding(FindingRule::Progress));
        let heading = Item { title: Label::new(words.text("house-preview-title")), ..finding };
        briefing.items = vec![heading, chart("left", ChartKind::Composition), chart("right", ChartKind::Trajectory)];
        let inputs = Inputs { document, evaluation, words, when: None, scenarios: &[], judge: None };
        let report = build(&briefing, inputs);
        let mut sheets = sheets(&report, &PAPER, measure);
        sheets.truncate(2);
        Self { report, sheets }
    }

    /// The pages in a style.
    pub fn drawn(&self, style: &HouseStyle, measure: &dyn Measure) -> Vec<Scene> {
        let (palette, _) = palette(style, false);
        self.sheets.iter().map(|sheet| paint::scene(&self.report, sheet, &PAPER, &palette, &style.footer, measure)).collect()
    }
}

/// The place of a logo on the first page, for a picture of this size in pixels.
pub fn logo_place(paper: &Paper, (width, height): (u32, u32)) -> Rect {
    // On a slide it stands above the title, on paper within the margin at the head.
    let (left, top, tall) = if paper.deck {
        (paper.side * 1.6, paper.height * 0.1, paper.height * 0.09)
    } else {
        (paper.side, paper.top * 0.3, paper.top * 0.55)
    };
    let scale = (tall / height.max(1) as f32).min(paper.width * 0.3 / width.max(1) as f32);
    Rect::new(left, top, left + width as f32 * scale, top + height as f32 * scale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Language;

    #[test]
    fn colours_are_taken_over_and_what_is_none_is_told() {
        let style =
            HouseStyle { accent: "#112233".into(), members: vec!["#010203".into(), String::new(), "red".into()], ..HouseStyle::default() };
        let (light, wrong) = palette(&style, false);
        assert_eq!((light.accent.hex().as_str(), light.members[0].hex().as_str()), ("#112233", "#010203"));
        assert_eq!((light.members[1], light.members[2]), (Palette::LIGHT.members[1], Palette::LIGHT.members[2]));
        assert_eq!(wrong, ["red"]);
        assert!(palette(&style, true).0.dark, "on dark ground the rest is that of the dark theme");
        let words = Words::new(Language::Chinese);
        assert!(colour_problem(&words, "red").is_some() && colour_problem(&words, "").is_none());
        assert!(colour_problem(&words, "#0b6bcb").is_none());
        assert!(colour_problem(&words, "#ffff99").is_some_and(|said| said.contains("1.0") || said.contains("1.1")));
    }
}
