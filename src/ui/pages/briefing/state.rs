//! What the briefing page remembers between frames.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{BriefingId, ItemId};
use crate::domain::{Briefing, Document};
use crate::io::export::png::Pixels;
use crate::session::Preview;
use crate::session::previews::PaperKind;
use crate::ui::context::View;
use crate::view::Language;
use crate::view::briefing_page::{BriefingRow, Field, ItemRow};
use crate::view::chart::Scene;
use crate::view::memo::Memo;

/// What lists and forms are made from: revision of the document, language.
type Key = (u64, Language);

/// What the briefing page remembers between frames.
#[derive(Default)]
pub struct BriefingState {
    /// The briefing that was chosen; the first where that is gone.
    pub chosen: Option<BriefingId>,
    /// The item that was chosen; the briefing itself where there is none.
    pub item: Option<ItemId>,
    /// On which paper pages are shown.
    pub paper: PaperKind,
    /// True until the chosen item was brought into sight, in the list and in the preview.
    pub reveal: (bool, bool),
    /// True while the list of items takes keys.
    pub(super) has_keys: bool,
    /// The item that is being dragged.
    pub(super) dragged: Option<ItemId>,
    pub(super) finder: String,
    /// Counts the times that a field of many lines was entered: each is a step of its own.
    pub(super) entered: u64,
    pub(super) rows: Memo<Key, Arc<[BriefingRow]>>,
    pub(super) items: Memo<(Key, BriefingId), Arc<[ItemRow]>>,
    pub(super) fields: Memo<(Key, BriefingId, Option<ItemId>), Arc<[Field]>>,
    pub(super) scenes: Scenes,
    /// The house's picture as the screen holds it.
    pub(super) logo: Option<(Arc<Pixels>, egui::TextureHandle)>,
    /// Offset and height of what is seen of the preview.
    pub(super) seen: (f32, f32),
}

impl BriefingState {
    /// The briefing that is looked at.
    pub fn briefing<'a>(&self, document: &'a Document) -> Option<&'a Briefing> {
        let chosen = self.chosen.as_ref().and_then(|id| document.briefings.get(id));
        chosen.or_else(|| document.briefings.iter().next())
    }

    /// Looks at a briefing, and at an item of it.
    pub fn look_at(&mut self, briefing: &BriefingId, item: Option<ItemId>) {
        self.chosen = Some(briefing.clone());
        self.choose(item);
    }

    /// Chooses an item, and brings it into sight.
    pub fn choose(&mut self, item: Option<ItemId>) {
        self.item = item;
        self.reveal = (true, true);
    }

    pub(super) fn key(view: &View<'_>) -> Key {
        (view.session.revision(), view.words.language())
    }
}

/// Pages drawn, kept while they are near what is seen.
#[derive(Default)]
pub(super) struct Scenes {
    of: Option<(Arc<Preview>, u32)>,
    kept: BTreeMap<usize, Arc<Scene>>,
}

/// Pages kept on either side of what is seen.
const NEAR: usize = 12;

impl Scenes {
    /// Lets go of what is of another preview or size, or far from the pages that are seen.
    pub(super) fn tidy(&mut self, preview: &Arc<Preview>, scale: f32, seen: &std::ops::Range<usize>) {
        let same = self.of.as_ref().is_some_and(|(of, size)| Arc::ptr_eq(of, preview) && *size == scale.to_bits());
        if !same {
            self.kept.clear();
            self.of = Some((preview.clone(), scale.to_bits()));
        }
        self.kept.retain(|page, _| *page + NEAR >= seen.start && *page < seen.end + NEAR);
    }

    /// A page, drawn once.
    pub(super) fn get(&mut self, preview: &Preview, page: usize, scale: f32) -> Option<Arc<Scene>> {
        if let Some(scene) = self.kept.get(&page) {
            return Some(scene.clone());
        }
        let scene = Arc::new(preview.scene(page, scale)?);
        self.kept.insert(page, scene.clone());
        Some(scene)
    }
}
