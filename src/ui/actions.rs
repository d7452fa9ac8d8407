//! The command table: every action of the program, once, with its place in the menus, its shortcut and when it can be used.
//!
//! Menus, the command palette, key handling and the README's shortcut table all read this table. It carries no payload
//! and does nothing itself: the application carries actions out.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::icons::Icon;
use crate::view::Words;

/// A menu of the menu bar, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Menu {
    /// 文件
    File,
    /// 编辑
    Edit,
    /// 视图
    View,
    /// 规划
    Plan,
    /// 情景
    Scenario,
    /// 导出
    Export,
    /// 帮助
    Help,
}

impl Menu {
    /// All menus in order.
    pub const ALL: [Self; 7] = [Self::File, Self::Edit, Self::View, Self::Plan, Self::Scenario, Self::Export, Self::Help];

    /// Key of the menu's name.
    pub fn key(self) -> &'static str {
        match self {
            Self::File => "menu-file",
            Self::Edit => "menu-edit",
            Self::View => "menu-view",
            Self::Plan => "menu-plan",
            Self::Scenario => "menu-scenario",
            Self::Export => "menu-export",
            Self::Help => "menu-help",
        }
    }
}

/// What must be there for an action to make sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// A workspace that can be written.
    Writable,
    /// Something to undo.
    Undo,
    /// Something to redo.
    Redo,
    /// A chart in the page at hand.
    Chart,
    /// A scenario to look at.
    Scenario,
    /// A scenario that is not locked.
    Unlocked,
    /// A page that shows something a briefing can hold.
    Seen,
    /// A briefing that files were made of before.
    MadeBefore,
}

/// What an action needs of the moment, gathered once a frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// The workspace can be written.
    pub writable: bool,
    /// Something can be undone.
    pub undo: bool,
    /// Something can be redone.
    pub redo: bool,
    /// The page at hand shows a chart.
    pub chart: bool,
    /// There is a scenario to look at.
    pub scenario: bool,
    /// It is not locked.
    pub unlocked: bool,
    /// The page at hand shows something a briefing can hold.
    pub seen: bool,
    /// Files were made of the briefing at hand before.
    pub made_before: bool,
}

macro_rules! actions {
    ($($(#[$doc:meta])* $action:ident, $id:literal, $menu:ident, $group:literal, $shortcut:expr, $icon:expr, $needs:ident;)*) => {
        /// An action without payload.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[$doc])* $action,)*
        }

        impl Action {
            /// Every action, in the order of the menus.
            pub const ALL: &[Self] = &[$(Self::$action),*];

            /// The word that the language files know the action by.
            pub fn id(self) -> &'static str {
                match self { $(Self::$action => $id,)* }
            }

            /// The menu it stands in.
            pub fn menu(self) -> Menu {
                match self { $(Self::$action => Menu::$menu,)* }
            }

            /// The group within the menu; a hairline parts groups.
            pub fn group(self) -> u8 {
                match self { $(Self::$action => $group,)* }
            }

            /// The keys that call it.
            pub fn shortcut(self) -> Option<KeyboardShortcut> {
                match self { $(Self::$action => $shortcut,)* }
            }

            /// The icon beside its name.
            pub fn icon(self) -> Option<Icon> {
                match self { $(Self::$action => $icon,)* }
            }

            /// What it needs.
            pub fn needs(self) -> Needs {
                match self { $(Self::$action => Needs::$needs,)* }
            }
        }
    };
}

const fn ctrl(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::COMMAND, key))
}

const fn ctrl_shift(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key))
}

const fn plain(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::NONE, key))
}

actions! {
    /// A new, empty plan.
    NewPlan, "new-plan", File, 0, ctrl(Key::N), Some(Icon::Plus), Nothing;
    /// A new plan with the structure of the open one.
    NewFromStructure, "new-from-structure", File, 0, None, None, Nothing;
    /// Opens a workspace.
    Open, "open", File, 0, ctrl(Key::O), Some(Icon::Folder), Nothing;
    /// Opens the sample workspace.
    OpenSample, "open-sample", File, 0, None, None, Nothing;
    /// Saves.
    Save, "save", File, 1, ctrl(Key::S), Some(Icon::Save), Writable;
    /// Saves as another workspace.
    SaveAs, "save-as", File, 1, ctrl_shift(Key::S), None, Nothing;
    /// Reads the workspace again from disk.
    Reload, "reload", File, 1, None, None, Nothing;
    /// Brings actuals in from files.
    Import, "import", File, 2, ctrl_shift(Key::I), Some(Icon::Upload), Nothing;
    /// Takes the table on the clipboard as actuals.
    PasteActuals, "paste-actuals", File, 2, None, Some(Icon::Paste), Nothing;
    /// Shows what was imported and when.
    ImportLog, "import-log", File, 2, None, None, Nothing;
    /// Ends the program.
    Quit, "quit", File, 3, ctrl(Key::Q), None, Nothing;
    /// Undoes the last step.
    Undo, "undo", Edit, 0, ctrl(Key::Z), Some(Icon::Undo), Undo;
    /// Redoes the step undone last.
    Redo, "redo", Edit, 0, ctrl_shift(Key::Z), Some(Icon::Redo), Redo;
    /// Opens the command palette.
    Palette, "palette", Edit, 1, ctrl(Key::K), Some(Icon::Search), Nothing;
    /// Goes to the filter of the navigator.
    Filter, "filter", Edit, 1, ctrl(Key::F), None, Nothing;
    /// Shows the overview.
    Overview, "overview", View, 0, ctrl(Key::Num1), Some(Icon::Table), Nothing;
    /// Shows the messages.
    Messages, "messages", View, 0, ctrl(Key::Num3), Some(Icon::Warning), Nothing;
    /// Ranks nodes by how they stand.
    Ranking, "ranking", View, 0, None, Some(Icon::Target), Nothing;
    /// Shows the early warnings.
    Warnings, "warnings", View, 0, None, Some(Icon::Warning), Nothing;
    /// Shows the scores.
    Scores, "scores", View, 0, None, Some(Icon::Table), Nothing;
    /// Closes the tab at hand.
    CloseTab, "close-tab", View, 1, ctrl(Key::W), Some(Icon::Close), Nothing;
    /// Puts the tab at hand beside the others.
    SplitTab, "split-tab", View, 1, ctrl(Key::Backslash), None, Nothing;
    /// The next tab.
    NextTab, "next-tab", View, 1, ctrl(Key::PageDown), None, Nothing;
    /// The tab before.
    PreviousTab, "previous-tab", View, 1, ctrl(Key::PageUp), None, Nothing;
    /// Shows or hides the navigator.
    ToggleNavigator, "toggle-navigator", View, 2, ctrl(Key::B), None, Nothing;
    /// Shows or hides the inspector.
    ToggleInspector, "toggle-inspector", View, 2, ctrl(Key::I), None, Nothing;
    /// Dense rows or comfortable ones.
    ToggleCompact, "toggle-compact", View, 2, None, None, Nothing;
    /// Light theme.
    ThemeLight, "theme-light", View, 3, None, None, Nothing;
    /// Dark theme.
    ThemeDark, "theme-dark", View, 3, None, None, Nothing;
    /// The system's theme.
    ThemeSystem, "theme-system", View, 3, None, None, Nothing;
    /// Larger.
    ZoomIn, "zoom-in", View, 4, ctrl(Key::Plus), None, Nothing;
    /// Smaller.
    ZoomOut, "zoom-out", View, 4, ctrl(Key::Minus), None, Nothing;
    /// At 100 %.
    ZoomReset, "zoom-reset", View, 4, ctrl(Key::Num0), None, Nothing;
    /// The other language.
    SwitchLanguage, "switch-language", View, 5, ctrl_shift(Key::L), None, Nothing;
    /// The plan's structure and registers.
    Structure, "structure", Plan, 0, ctrl(Key::Num2), Some(Icon::Table), Nothing;
    /// Brings a list of figures into the plan.
    FigureList, "figure-list", Plan, 0, ctrl_shift(Key::V), None, Writable;
    /// The scenario page.
    ScenarioPage, "scenario-page", Scenario, 0, ctrl(Key::Num4), Some(Icon::Chart), Nothing;
    /// Scenarios side by side.
    ComparePage, "compare-page", Scenario, 0, ctrl(Key::Num5), Some(Icon::Bars), Nothing;
    /// A new scenario.
    NewScenario, "new-scenario", Scenario, 1, None, Some(Icon::Plus), Nothing;
    /// A copy of the scenario at hand.
    DuplicateScenario, "duplicate-scenario", Scenario, 1, None, Some(Icon::Copy), Scenario;
    /// Name, parent and note of the scenario at hand.
    EditScenario, "edit-scenario", Scenario, 1, None, Some(Icon::Pencil), Unlocked;
    /// Locks the scenario at hand, or unlocks it.
    LockScenario, "lock-scenario", Scenario, 1, None, Some(Icon::Lock), Scenario;
    /// Deletes the scenario at hand.
    DeleteScenario, "delete-scenario", Scenario, 1, None, Some(Icon::Trash), Unlocked;
    /// Looks for the setting with which a figure meets its bound.
    Seek, "seek", Scenario, 2, ctrl_shift(Key::G), Some(Icon::Target), Unlocked;
    /// Spreads a total over what lies beneath.
    Spread, "spread", Scenario, 2, None, Some(Icon::Columns), Unlocked;
    /// Asks whether the plan holds together.
    Audit, "audit", Plan, 1, ctrl_shift(Key::H), Some(Icon::Warning), Nothing;
    /// Exports the chart at hand.
    ExportChart, "export-chart", Export, 0, ctrl(Key::E), Some(Icon::Download), Chart;
    /// Copies the chart at hand as a picture.
    CopyChart, "copy-chart", Export, 0, ctrl_shift(Key::C), Some(Icon::Copy), Chart;
    /// Copies the data of the chart at hand.
    CopyChartData, "copy-chart-data", Export, 0, None, Some(Icon::Copy), Chart;
    /// Copies the data of the chart at hand as a formatted table.
    CopyChartTable, "copy-chart-table", Export, 0, None, Some(Icon::Table), Chart;
    /// Exports charts of many nodes.
    ExportBatch, "export-batch", Export, 1, ctrl_shift(Key::E), Some(Icon::Download), Nothing;
    /// The briefing page.
    BriefingPage, "briefing-page", Export, 1, ctrl(Key::Num6), Some(Icon::Slide), Nothing;
    /// Adds what the page at hand shows to the briefing.
    AddToBriefing, "add-to-briefing", Export, 1, ctrl_shift(Key::B), Some(Icon::AddToPage), Seen;
    /// A new briefing.
    NewBriefing, "new-briefing", Export, 1, None, Some(Icon::Plus), Nothing;
    /// Makes files of the briefing.
    MakeReport, "make-report", Export, 2, ctrl_shift(Key::D), Some(Icon::Download), Nothing;
    /// Makes the same files anew.
    MakeReportAgain, "make-report-again", Export, 2, ctrl_shift(Key::M), Some(Icon::Refresh), MadeBefore;
    /// What all files made have in common.
    HouseStyle, "house-style", Export, 2, None, Some(Icon::Pencil), Nothing;
    /// Lists the shortcuts.
    Shortcuts, "shortcuts", Help, 0, plain(Key::F1), None, Nothing;
    /// About the program.
    About, "about", Help, 0, None, None, Nothing;
}

impl Action {
    /// The action's name.
    pub fn name(self, words: &Words) -> String {
        words.text(&format!("action-{}", self.id())).to_owned()
    }

    /// What the action does, in a sentence.
    pub fn hint(self, words: &Words) -> String {
        words.text(&format!("action-{}-hint", self.id())).to_owned()
    }

    /// True where the action can be used at the moment.
    pub fn enabled(self, moment: &Moment) -> bool {
        match self.needs() {
            Needs::Nothing => true,
            Needs::Writable => moment.writable,
            Needs::Undo => moment.undo,
            Needs::Redo => moment.redo,
            Needs::Chart => moment.chart,
            Needs::Scenario => moment.scenario,
            Needs::Unlocked => moment.scenario && moment.unlocked,
            Needs::Seen => moment.seen,
            Needs::MadeBefore => moment.made_before,
        }
    }

    /// Why the action cannot be chosen at the moment, and what to do about it; nothing where it can.
    pub fn why_not(self, words: &Words, moment: &Moment) -> Option<String> {
        let key = match self.needs() {
            _ if self.enabled(moment) => return None,
            Needs::Nothing => return None,
            Needs::Writable => "needs-writable",
            Needs::Undo => "needs-undo",
            Needs::Redo => "needs-redo",
            Needs::Chart => "needs-chart",
            Needs::Unlocked if moment.scenario => "needs-unlocked",
            Needs::Scenario | Needs::Unlocked => "needs-scenario",
            Needs::Seen => "needs-seen",
            Needs::MadeBefore => "needs-made-before",
        };
        Some(words.text(key).to_owned())
    }

    /// The keys in words: `Ctrl+Shift+Z`; empty where there are none.
    pub fn keys(self) -> String {
        self.shortcut().map_or_else(String::new, |s| s.format(&egui::ModifierNames::NAMES, false))
    }
}

/// The shortcut table of the README, in Markdown.
pub fn shortcut_table(chinese: &Words, english: &Words) -> String {
    let mut out = String::from("| keys | action | 命令 |\n| --- | --- | --- |\n");
    for action in Action::ALL.iter().filter(|action| action.shortcut().is_some()) {
        out.push_str(&format!("| {} | {} | {} |\n", action.keys(), action.name(english), action.name(chinese)));
    }
    out
}

/// True for keys that a text field understands itself.
fn belongs_to_text(shortcut: &KeyboardShortcut) -> bool {
    let key =
        matches!(shortcut.logical_key, Key::Z | Key::Y | Key::A | Key::X | Key::C | Key::V | Key::B | Key::W | Key::PageUp | Key::PageDown);
    key || shortcut.modifiers == Modifiers::NONE && !matches!(shortcut.logical_key, Key::F1)
}

/// The actions whose keys were pressed, longest combination first so that Ctrl+Shift+S is not taken for Ctrl+S. While a text
/// field has the keys (`typing`), those it understands stay with it.
pub fn pressed(ctx: &egui::Context, typing: bool) -> Vec<Action> {
    let mut with_keys: Vec<(Action, KeyboardShortcut)> = Action::ALL.iter().filter_map(|a| Some((*a, a.shortcut()?))).collect();
    with_keys.retain(|(_, shortcut)| !typing || !belongs_to_text(shortcut));
    with_keys.sort_by_key(|(_, s)| std::cmp::Reverse(u8::from(s.modifiers.shift) + u8::from(s.modifiers.alt)));
    ctx.input_mut(|input| with_keys.iter().filter(|(_, s)| input.consume_shortcut(s)).map(|(a, _)| *a).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Language;

    #[test]
    fn no_two_actions_share_keys() {
        let mut seen: Vec<(KeyboardShortcut, Action)> = Vec::new();
        for action in Action::ALL {
            if let Some(shortcut) = action.shortcut() {
                for (other, owner) in &seen {
                    assert_ne!(&shortcut, other, "{action:?} and {owner:?}");
                }
                seen.push((shortcut, *action));
            }
        }
    }

    #[test]
    fn every_action_has_a_name_and_a_hint_in_both_languages() {
        for language in Language::ALL {
            let words = Words::new(language);
            for menu in Menu::ALL {
                assert!(words.has(menu.key()), "{}", menu.key());
            }
            for action in Action::ALL {
                assert!(words.has(&format!("action-{}", action.id())), "{action:?}");
                assert!(words.has(&format!("action-{}-hint", action.id())), "{action:?}");
            }
        }
    }
}
