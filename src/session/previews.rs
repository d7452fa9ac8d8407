//! The preview of a briefing: its pages laid out, kept as long as nothing that they follow from changes.
//!
//! Drawing code asks for one whenever it needs it and gets what is kept, which may be an older one: laying a deck of many pages out
//! takes long, so that it is always done elsewhere and the pages before stay on the screen meanwhile. Nothing here starts a job.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

use super::Made;
use crate::base::{BriefingId, Diagnostic, ItemId};
use crate::domain::{Briefing, Document};
use crate::engine::Evaluation;
use crate::io::export::chart::font_measure;
use crate::io::export::house::House;
use crate::io::export::png::{Pixels, decode};
use crate::view::briefing_page::make;
use crate::view::chart::{Pos, Rect, Scene};
use crate::view::house::logo_place;
use crate::view::report::layout::{Paper, Sheet, SheetKind, sheets};
use crate::view::report::{Report, paint};
use crate::view::{Language, Words};

/// Which paper pages are previewed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PaperKind {
    /// Slides of 16:9.
    #[default]
    Slides,
    /// A paper of A4.
    A4,
}

impl PaperKind {
    /// All kinds.
    pub const ALL: [Self; 2] = [Self::Slides, Self::A4];

    /// Key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Slides => "briefing-paper-slides",
            Self::A4 => "briefing-paper-a4",
        }
    }

    /// The paper.
    pub fn paper(self) -> &'static Paper {
        match self {
            Self::Slides => &Paper::WIDE,
            Self::A4 => &Paper::A4,
        }
    }
}

/// What a preview is of.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewKey {
    /// The revision of the document and that of the results.
    pub made: Made,
    /// Which briefing.
    pub briefing: BriefingId,
    /// The language.
    pub language: Language,
    /// On which paper.
    pub paper: PaperKind,
}

/// A briefing's pages.
#[derive(Debug)]
pub struct Preview {
    /// What it is of.
    pub key: PreviewKey,
    /// The pages.
    pub sheets: Vec<Sheet>,
    /// What of the house style could not be used.
    pub told: Vec<Diagnostic>,
    /// The house's picture on the first page.
    pub logo: Option<Arc<Pixels>>,
    report: Report,
    house: House,
}

impl Preview {
    /// Lays a briefing out. `folder` is the workspace's, for the files that its house style names.
    pub fn new(
        key: PreviewKey,
        briefing: &Briefing,
        document: &Document,
        evaluation: &Evaluation,
        words: &Words,
        folder: Option<&Path>,
    ) -> Self {
        let (report, _) = make::report(briefing, document, evaluation, words, None, None);
        let (house, told) = document.house.house(folder.unwrap_or(Path::new("")));
        let sheets = sheets(&report, key.paper.paper(), font_measure());
        let logo = house.logo.as_ref().and_then(|(bytes, _)| decode(bytes).ok()).map(Arc::new);
        Self { key, sheets, told, logo, report, house }
    }

    /// The paper that it is laid out on.
    pub fn paper(&self) -> &'static Paper {
        self.key.paper.paper()
    }

    /// A page as it will be made, so many times as large; `None` past the last.
    pub fn scene(&self, page: usize, scale: f32) -> Option<Scene> {
        let sheet = self.sheets.get(page)?;
        let drawn = paint::scene(&self.report, sheet, self.paper(), &self.house.palette, &self.house.footer, font_measure());
        Some(drawn.scaled(scale))
    }

    /// Where the house's picture stands on a page, in points; `None` where none does.
    pub fn logo_place(&self, page: usize) -> Option<Rect> {
        let (_, size) = self.house.logo.as_ref().filter(|_| page == 0)?;
        Some(logo_place(self.paper(), *size))
    }

    /// The first page that an item stands on.
    pub fn page_of(&self, item: &ItemId) -> Option<usize> {
        let on = |sheet: &Sheet| sheet.parts.iter().any(|part| part.item.as_ref() == Some(item));
        self.sheets.iter().position(on).or_else(|| self.sheets.iter().position(|sheet| sheet.items.contains(item)))
    }

    /// What an item takes of a page, in points; the whole page for one that announces what follows.
    pub fn places(&self, page: usize, item: &ItemId) -> Vec<Rect> {
        let Some(sheet) = self.sheets.get(page) else { return Vec::new() };
        let paper = self.paper();
        if sheet.kind == SheetKind::Divider && sheet.items.contains(item) {
            return vec![Rect::new(0.0, 0.0, paper.width, paper.height)];
        }
        let parts = sheet.parts.iter().filter(|part| part.item.as_ref() == Some(item)).map(|part| part.rect);
        // What an item takes in one column is one place.
        let mut places: Vec<Rect> = Vec::new();
        for rect in parts {
            match places.last_mut().filter(|last| last.left == rect.left && last.right == rect.right) {
                Some(last) => last.bottom = rect.bottom,
                None => places.push(rect),
            }
        }
        places
    }

    /// The item at a place of a page: what stands there, else what the page begins with.
    pub fn item_at(&self, page: usize, at: Pos) -> Option<&ItemId> {
        let sheet = self.sheets.get(page)?;
        let items = || sheet.parts.iter().filter_map(|part| part.item.as_ref());
        // Between two parts of an item is its own place too.
        let under = items().find(|item| self.places(page, item).iter().any(|place| place.contains(at)));
        under.or_else(|| items().next()).or_else(|| sheet.items.first())
    }
}

/// The preview made last, and the one that is asked for.
#[derive(Debug, Default)]
pub struct PreviewMemo {
    kept: RefCell<Option<Arc<Preview>>>,
    wanted: RefCell<Option<PreviewKey>>,
}

impl PreviewMemo {
    /// The preview of the briefing, language and paper asked for, which may be of an older revision; a newer one is then wanted.
    /// `None` where none is there yet.
    pub fn get(&self, made: Made, briefing: &BriefingId, language: Language, paper: PaperKind) -> Option<Arc<Preview>> {
        let key = PreviewKey { made, briefing: briefing.clone(), language, paper };
        let kept = self.kept.borrow().clone();
        if kept.as_ref().is_none_or(|kept| kept.key != key) {
            *self.wanted.borrow_mut() = Some(key.clone());
        }
        kept.filter(|kept| kept.key.briefing == key.briefing && kept.key.paper == paper)
    }

    /// True where a preview is of what is there now.
    pub fn is_current(&self, preview: &Preview, made: Made) -> bool {
        preview.key.made == made
    }

    /// The preview that was asked for since the last call.
    pub fn take_wanted(&self) -> Option<PreviewKey> {
        self.wanted.borrow_mut().take()
    }

    /// Takes a preview that was made elsewhere.
    pub fn keep(&self, preview: Arc<Preview>) {
        *self.kept.borrow_mut() = Some(preview);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

    use super::*;
    use crate::base::Label;
    use crate::domain::{Content, Item};

    fn text(id: &str, markdown: &str) -> Item {
        Item::new(id.into(), Content::Text { markdown: markdown.to_owned() })
    }

    fn preview(items: Vec<Item>, paper: PaperKind) -> Preview {
        let document = Document::default();
        let briefing = Briefing { items, ..Briefing::new("a".into(), Label::new("A")) };
        let key = PreviewKey { made: (0, 0), briefing: "a".into(), language: Language::English, paper };
        Preview::new(key, &briefing, &document, &Evaluation::of(&document), &Words::new(Language::English), None)
    }

    #[test]
    fn every_item_is_found_on_its_page_and_every_place_leads_back_to_its_item() {
        let section = Item { title: Label::new("Part"), ..Item::new("part".into(), Content::Section { text: String::new() }) };
        let items = vec![text("one", "first"), section, text("two", "second\n\nagain"), text("three", "third")];
        for paper in PaperKind::ALL {
            let preview = preview(items.clone(), paper);
            for id in ["one", "part", "two", "three"] {
                let id = ItemId::new(id);
                let page = preview.page_of(&id).unwrap();
                for place in preview.places(page, &id) {
                    assert_eq!(preview.item_at(page, place.centre()), Some(&id), "{paper:?}");
                }
                assert!(!preview.places(page, &id).is_empty(), "{id} on {paper:?}");
            }
            let slides = paper == PaperKind::Slides;
            assert_eq!(preview.sheets.len(), if slides { 4 } else { 1 });
            assert_eq!(preview.page_of(&"part".into()), Some(if slides { 2 } else { 0 }));
            let scene = preview.scene(0, 0.5).unwrap();
            assert_eq!((scene.width, scene.height), (paper.paper().width * 0.5, paper.paper().height * 0.5));
            assert!(preview.scene(9, 1.0).is_none() && preview.page_of(&"none".into()).is_none());
        }
    }

    #[test]
    fn the_first_page_bears_the_picture_of_the_house() {
        for (colour, pixel) in [
            (png::ColorType::Rgba, &[9, 8, 7, 6][..]),
            (png::ColorType::Rgb, &[9, 8, 7]),
            (png::ColorType::Grayscale, &[9]),
            (png::ColorType::GrayscaleAlpha, &[9, 6]),
        ] {
            let mut bytes = Vec::new();
            let mut encoder = png::Encoder::new(&mut bytes, 2, 1);
            encoder.set_color(colour);
            encoder.set_depth(png::BitDepth::Eight);
            encoder.write_header().unwrap().write_image_data(&pixel.repeat(2)).unwrap();
            let picture = decode(&bytes).unwrap();
            assert_eq!((picture.size, picture.bytes.len(), picture.bytes[0]), ([2, 1], 8, 9), "{colour:?}");
            assert!(decode(&bytes[..bytes.len() / 2]).is_err(), "one that is cut off is none");
        }
        assert!(preview(Vec::new(), PaperKind::Slides).logo_place(0).is_none());
    }

    #[test]
    fn an_older_preview_stays_until_the_newer_one_is_there() {
        let memo = PreviewMemo::default();
        let get = |made| memo.get(made, &"a".into(), Language::English, PaperKind::Slides);
        assert!(get((1, 1)).is_none());
        let wanted = memo.take_wanted().unwrap();
        assert!(memo.take_wanted().is_none(), "asked for once");
        let document = Document::default();
        let make = |key| {
            let briefing = Briefing::new("a".into(), Label::new("A"));
            Arc::new(Preview::new(key, &briefing, &document, &Evaluation::of(&document), &Words::new(Language::English), None))
        };
        memo.keep(make(wanted));
        assert!(get((1, 1)).is_some() && memo.take_wanted().is_none(), "nothing is made twice");
        let kept = get((2, 1)).unwrap();
        assert!(!memo.is_current(&kept, (2, 1)) && memo.take_wanted().is_some());
        assert!(memo.get((1, 1), &"b".into(), Language::English, PaperKind::Slides).is_none(), "not that of another briefing");
    }
}
