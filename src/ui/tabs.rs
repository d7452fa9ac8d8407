//! The tabs in the middle: opened, closed, moved and tiled; the arrangement survives a restart as text.
//!
//! What a page shows is drawn by the caller; here is only where it stands.

use egui::{Color32, Stroke, Ui, Visuals};
use egui_tiles::{Behavior, Container, SimplificationOptions, TabState, Tile, TileId, Tiles, Tree, UiResponse};

use super::page::Page;
use super::theme::{self, colour};
use crate::domain::Plan;
use crate::view::Words;
use crate::view::grid::text_width;
use crate::view::palette::Palette;

/// The arrangement of pages.
pub struct Tabs {
    tree: Tree<Page>,
    current: Page,
}

impl Default for Tabs {
    fn default() -> Self {
        Self { tree: Tree::new_tabs(egui::Id::unique("pages"), vec![Page::Overview]), current: Page::Overview }
    }
}

impl Tabs {
    /// The page at hand: the one last clicked or shown.
    pub fn current(&self) -> &Page {
        &self.current
    }

    /// All open pages in no particular order.
    pub fn pages(&self) -> impl Iterator<Item = &Page> {
        self.tree.tiles.tiles().filter_map(|tile| if let Tile::Pane(page) = tile { Some(page) } else { None })
    }

    /// Opens a page, or goes to it where it is open.
    pub fn show(&mut self, page: Page) {
        if self.tree.tiles.find_pane(&page).is_none() {
            let beside = self.container_of(&self.current.clone()).or_else(|| self.any_tabs());
            let tile = self.tree.tiles.insert_pane(page.clone());
            match beside.and_then(|id| self.tree.tiles.get_mut(id)) {
                Some(Tile::Container(Container::Tabs(tabs))) => tabs.add_child(tile),
                _ => self.tree = Tree::new_tabs(egui::Id::unique("pages"), vec![page.clone()]),
            }
        }
        self.activate(page);
    }

    fn activate(&mut self, page: Page) {
        self.tree.make_active(|_, tile| matches!(tile, Tile::Pane(known) if *known == page));
        self.current = page;
    }

    /// Closes a page; the overview takes its place where it was the last.
    pub fn close(&mut self, page: &Page) {
        let neighbour = self.neighbour(page, -1).or_else(|| self.neighbour(page, 1));
        if let Some(tile) = self.tree.tiles.find_pane(page) {
            self.tree.remove_recursively(tile);
        }
        self.tree.simplify(&OPTIONS);
        if self.pages().next().is_none() {
            *self = Self::default();
        } else if self.current == *page {
            let next = neighbour.filter(|n| n != page).or_else(|| self.pages().next().cloned()).unwrap_or(Page::Overview);
            self.activate(next);
        }
    }

    /// Puts the page at hand into tabs of its own at the right.
    pub fn split(&mut self) {
        let Some(tile) = self.tree.tiles.find_pane(&self.current) else { return };
        if self.pages().count() < 2 {
            return;
        }
        let neighbour = self.neighbour(&self.current.clone(), -1);
        let Some(root) = self.tree.root() else { return };
        let fresh = self.tree.tiles.insert_tab_tile(Vec::new());
        let row = match self.tree.tiles.get_container(root) {
            Some(Container::Linear(linear)) if linear.dir == egui_tiles::LinearDir::Horizontal => root,
            _ => {
                let row = self.tree.tiles.insert_horizontal_tile(vec![root]);
                self.tree.root = Some(row);
                row
            }
        };
        if let Some(Tile::Container(container)) = self.tree.tiles.get_mut(row) {
            container.add_child(fresh);
        }
        self.tree.move_tile_to_container(tile, fresh, 0, false);
        self.tree.simplify(&OPTIONS);
        let current = self.current.clone();
        // What is left behind goes on with the neighbour rather than with its first tab.
        if let Some(neighbour) = neighbour.filter(|page| *page != current) {
            self.activate(neighbour);
        }
        self.activate(current);
    }

    /// The page beside the one at hand, round and round.
    pub fn step(&mut self, by: isize) {
        if let Some(next) = self.neighbour(&self.current.clone(), by) {
            self.activate(next);
        }
    }

    fn neighbour(&self, page: &Page, by: isize) -> Option<Page> {
        let pages = self.ordered();
        let place = pages.iter().position(|known| known == page)?;
        let next = (place as isize + by).rem_euclid(pages.len() as isize) as usize;
        pages.get(next).cloned()
    }

    /// The pages from left to right.
    fn ordered(&self) -> Vec<Page> {
        let mut out = Vec::new();
        if let Some(root) = self.tree.root() {
            gather(&self.tree.tiles, root, &mut out, 0);
        }
        out
    }

    fn container_of(&self, page: &Page) -> Option<TileId> {
        let tile = self.tree.tiles.find_pane(page)?;
        let parent = self.tree.tiles.parent_of(tile)?;
        matches!(self.tree.tiles.get_container(parent), Some(Container::Tabs(_))).then_some(parent)
    }

    fn any_tabs(&self) -> Option<TileId> {
        let mut ids: Vec<TileId> = self.tree.tiles.tile_ids().collect();
        ids.sort_by_key(|id| id.0);
        ids.into_iter().find(|id| matches!(self.tree.tiles.get_container(*id), Some(Container::Tabs(_))))
    }

    /// Closes the pages of nodes that are gone.
    pub fn retain(&mut self, keep: impl Fn(&Page) -> bool) {
        let gone: Vec<Page> = self.pages().filter(|page| !keep(page)).cloned().collect();
        for page in gone {
            self.close(&page);
        }
    }

    /// The arrangement as text.
    pub fn to_text(&self) -> String {
        serde_json::to_string(&(&self.tree, &self.current)).unwrap_or_default()
    }

    /// The arrangement from text; `None` where it cannot be read.
    pub fn of_text(text: &str) -> Option<Self> {
        let (tree, current): (Tree<Page>, Page) = serde_json::from_str(text).ok()?;
        let tabs = Self { tree, current };
        let known = tabs.pages().any(|page| *page == tabs.current);
        known.then_some(tabs)
    }

    /// Draws the tabs and, through `draw`, the pages that can be seen. Returns the pages whose closing was asked for.
    pub fn ui(&mut self, ui: &mut Ui, words: &Words, plan: &Plan, draw: &mut dyn FnMut(&mut Ui, &Page)) -> Vec<Page> {
        let palette = theme::palette(ui);
        let mut behaviour = Drawing { words, plan, palette, draw, current: &mut self.current, closing: Vec::new() };
        self.tree.ui(&mut behaviour, ui);
        behaviour.closing
    }
}

fn gather(tiles: &Tiles<Page>, id: TileId, out: &mut Vec<Page>, depth: usize) {
    match tiles.get(id) {
        Some(Tile::Pane(page)) => out.push(page.clone()),
        Some(Tile::Container(container)) if depth < 32 => container.children().for_each(|child| gather(tiles, *child, out, depth + 1)),
        _ => {}
    }
}

const OPTIONS: SimplificationOptions = SimplificationOptions {
    prune_empty_tabs: true,
    prune_empty_containers: true,
    prune_single_child_tabs: false,
    prune_single_child_containers: true,
    all_panes_must_have_tabs: true,
    join_nested_linear_containers: true,
    flatten_tabs_in_tabs: true,
};

/// A title cut to what a tab has room for beside others.
fn shortened(title: String) -> String {
    const MOST: f32 = 200.0;
    if text_width(&title) <= MOST {
        return title;
    }
    let mut width = 12.0;
    let kept = title.chars().take_while(|c| {
        width += text_width(c.encode_utf8(&mut [0; 4]));
        width <= MOST
    });
    kept.chain(['…']).collect()
}

struct Drawing<'a> {
    words: &'a Words,
    plan: &'a Plan,
    palette: &'static Palette,
    draw: &'a mut dyn FnMut(&mut Ui, &Page),
    current: &'a mut Page,
    closing: Vec<Page>,
}

impl Behavior<Page> for Drawing<'_> {
    fn pane_ui(&mut self, ui: &mut Ui, _: TileId, page: &mut Page) -> UiResponse {
        if ui.input(|i| i.pointer.any_pressed()) && ui.rect_contains_pointer(ui.max_rect()) {
            *self.current = page.clone();
        }
        (self.draw)(ui, page);
        UiResponse::None
    }

    fn tab_title_for_pane(&mut self, page: &Page) -> egui::WidgetText {
        egui::RichText::new(shortened(page.title(self.words, self.plan))).into()
    }

    fn is_tab_closable(&self, tiles: &Tiles<Page>, tile: TileId) -> bool {
        tiles.get_pane(&tile).is_some_and(|page| *page != Page::Overview)
    }

    fn on_tab_close(&mut self, tiles: &mut Tiles<Page>, tile: TileId) -> bool {
        self.closing.extend(tiles.get_pane(&tile).cloned());
        false
    }

    fn on_tab_button(&mut self, tiles: &mut Tiles<Page>, tile: TileId, response: egui::Response) -> egui::Response {
        if (response.clicked() || response.dragged())
            && let Some(page) = tiles.get_pane(&tile)
        {
            *self.current = page.clone();
        }
        response
    }

    fn tab_bar_height(&self, _: &egui::Style) -> f32 {
        32.0
    }

    fn gap_width(&self, _: &egui::Style) -> f32 {
        1.0
    }

    fn simplification_options(&self) -> SimplificationOptions {
        OPTIONS
    }

    fn tab_bar_color(&self, _: &Visuals) -> Color32 {
        colour(self.palette.window)
    }

    fn tab_bar_hline_stroke(&self, _: &Visuals) -> Stroke {
        theme::hairline(self.palette)
    }

    fn tab_bg_color(&self, _: &Visuals, _: &Tiles<Page>, _: TileId, state: &TabState) -> Color32 {
        if state.active { colour(self.palette.panel) } else { Color32::TRANSPARENT }
    }

    fn tab_outline_stroke(&self, _: &Visuals, _: &Tiles<Page>, _: TileId, state: &TabState) -> Stroke {
        if state.active { theme::hairline(self.palette) } else { Stroke::NONE }
    }

    fn tab_text_color(&self, _: &Visuals, _: &Tiles<Page>, _: TileId, state: &TabState) -> Color32 {
        colour(if state.active { self.palette.text } else { self.palette.secondary })
    }

    fn tab_title_spacing(&self, _: &Visuals) -> f32 {
        14.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::NodeId;

    fn node(id: &str) -> Page {
        Page::Node(NodeId::new(id))
    }

    #[test]
    fn pages_open_once_split_close_and_survive_as_text() {
        let mut tabs = Tabs::default();
        for page in [node("a"), node("b"), node("a")] {
            tabs.show(page);
        }
        assert_eq!(tabs.ordered(), [Page::Overview, node("a"), node("b")]);
        assert_eq!(*tabs.current(), node("a"));
        tabs.split();
        assert_eq!(tabs.pages().count(), 3);
        let text = tabs.to_text();
        let again = Tabs::of_text(&text).map(|t| (t.ordered(), t.current().clone()));
        assert_eq!(again, Some((tabs.ordered(), node("a"))));
        tabs.step(1);
        assert_ne!(*tabs.current(), node("a"));
        for page in [node("a"), node("b"), Page::Overview] {
            tabs.close(&page);
        }
        assert_eq!(tabs.ordered(), [Page::Overview], "the overview is always there");
        assert!(Tabs::of_text("{").is_none());
    }
}
