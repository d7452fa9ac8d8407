//! The whole window, driven as a planner drives it: by what stands on the screen and by keys.
//!
//! Assertions look at the session, the document and the files; pictures are compared in [`pictures`]. Every test has a
//! home of its own, so nothing of the user's is read or written, and no file dialog of the system is ever asked.

mod auditing;
mod briefing;
mod comparing;
mod editing;
mod fiscal;
mod house;
mod importing;
mod importing_all;
mod judged_pages;
mod judging;
mod keeping;
mod new_plan;
mod pictures;
mod reading;
mod scenarios;
mod scenarios_by_hand;
mod taking_away;
mod taking_many;

use std::path::{Path, PathBuf};
use std::time::Duration;

use clusterplan::app::{Start, Workbench};
use clusterplan::base::{CoverageId, MetricId, NodeId, Period};
use clusterplan::domain::{Document, Observation, SeriesKey};
use clusterplan::io::folders::Folders;
use clusterplan::io::settings::{Settings, ThemeChoice};
use clusterplan::session::Session;
use clusterplan::view::Language;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, OutputCommand, UiBuilder};
use egui_kittest::kittest::{NodeT, Queryable, by};
use egui_kittest::{Harness, Node};

use crate::painter::builder;

/// Size of the window in points.
const SIZE: [f32; 2] = [1440.0, 900.0];
/// Frames waited for background work at most, with a pause before each.
const PATIENCE: usize = 4_000;

/// A window and what it gave to the clipboard.
struct Shown {
    bench: Workbench,
    copied: Vec<String>,
    pictures: usize,
    /// Tables put to the clipboard: formatted, and as text.
    tables: std::rc::Rc<std::cell::RefCell<Vec<(String, String)>>>,
}

/// A planner's machine: a home folder, a workspace, and the window while the program runs.
struct Desk {
    home: tempfile::TempDir,
    settings: Settings,
    size: [f32; 2],
    window: Option<Harness<'static, Shown>>,
}

impl Desk {
    /// A machine on which the program never ran: Chinese, light.
    fn new() -> Self {
        let settings = Settings { language: Some(Language::Chinese), theme: ThemeChoice::Light, ..Settings::default() };
        Self { home: tempfile::tempdir().unwrap(), settings, size: SIZE, window: None }
    }

    /// A machine with a copy of the sample workspace, opened.
    fn with_sample() -> Self {
        let mut desk = Self::new();
        desk.copy_sample();
        desk.open();
        desk
    }

    fn copy_sample(&self) {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/jiaxing-2011");
        std::fs::create_dir_all(self.folder().join("actuals")).unwrap();
        for file in ["plan.toml", "actuals/published.csv", "actuals/illustrative.csv"] {
            std::fs::copy(sample.join(file), self.folder().join(file)).unwrap();
        }
    }

    /// The workspace.
    fn folder(&self) -> PathBuf {
        self.home.path().join("嘉兴")
    }

    fn folders(&self) -> Folders {
        Folders::below(self.home.path())
    }

    /// Starts the program on the workspace.
    fn open(&mut self) {
        let folder = self.folder();
        self.start(Some(&folder));
    }

    /// Starts the program as the system does.
    fn start(&mut self, asked: Option<&Path>) {
        let folders = self.folders();
        if !folders.config.join("settings.toml").exists() {
            self.settings.save(&folders).unwrap();
        }
        let (settings, damaged) = Settings::load(&folders);
        let start = Start::find(asked, &settings, Some(&folders));
        let dark = settings.theme == ThemeChoice::Dark;
        let session = Session::unsaved(Document::default(), None);
        let mut bench = Workbench::new(session, settings, Some(folders), Language::Chinese, || {});
        bench.set_clock(|| "09:41".to_owned());
        bench.without_file_dialogs();
        let tables = std::rc::Rc::<std::cell::RefCell<Vec<(String, String)>>>::default();
        let clipboard = tables.clone();
        bench.set_table_clipboard(Box::new(move |formatted, text| {
            clipboard.borrow_mut().push((formatted, text));
            Ok(())
        }));
        bench.begin(start, damaged);
        let shown = Shown { bench, copied: Vec::new(), pictures: 0, tables };
        let harness = builder(self.size, dark).with_step_dt(1.0 / 60.0).with_max_steps(4).build_ui_state(draw, shown);
        self.window = Some(harness);
        self.settle();
    }

    /// Ends the program in good order, as when the last question is answered.
    fn close(&mut self) {
        let mut bench = self.window.take().unwrap().into_state().bench;
        bench.save_settings_now();
        bench.close();
    }

    /// The program breaks down: nothing is saved, nothing is closed.
    fn crash(&mut self) {
        drop(self.window.take());
    }

    fn window(&self) -> &Harness<'static, Shown> {
        self.window.as_ref().unwrap()
    }

    fn window_mut(&mut self) -> &mut Harness<'static, Shown> {
        self.window.as_mut().unwrap()
    }

    fn session(&self) -> &Session {
        self.window().state().bench.session()
    }

    fn document(&self) -> &Document {
        self.session().document()
    }

    /// Draws until nothing runs in the background and the frame has come to rest.
    fn settle(&mut self) {
        let window = self.window_mut();
        window.step();
        for _ in 0..PATIENCE {
            if !window.state().bench.is_busy() {
                window.run_steps(3);
                return;
            }
            std::thread::sleep(Duration::from_millis(2));
            window.step();
        }
        panic!("background work does not end");
    }

    /// The node with a label that is not merely contained in another; the first where several bear it.
    fn find<'a>(&'a self, label: &'a str) -> Option<Node<'a>> {
        self.window().query_all_by_label(label).next()
    }

    fn sees(&self, label: &str) -> bool {
        self.find(label).is_some()
    }

    /// True where a text stands somewhere, be it as part of a sentence.
    fn reads(&self, part: &str) -> bool {
        self.window().query_all_by_label_contains(part).next().is_some()
            || self.window().query_all(by().predicate(|n| n.value().is_some_and(|v| v.contains(part)))).next().is_some()
    }

    fn click(&mut self, label: &str) {
        match self.find(label) {
            Some(node) => node.click(),
            None => panic!("{label:?} is not on the screen:\n{}", self.labels()),
        }
        self.settle();
    }

    /// Clicks what has a role beside its label: a button among texts.
    fn press(&mut self, role: Role, label: &str) {
        match self.window().query_all_by_role_and_label(role, label).last() {
            Some(node) => node.click(),
            None => panic!("{role:?} {label:?} is not on the screen:\n{}", self.labels()),
        }
        self.settle();
    }

    /// Rests the pointer on what has a label: submenus open then.
    fn hover_on(&mut self, label: &str) {
        match self.window().query_all_by_label_contains(label).last() {
            Some(node) => node.hover(),
            None => panic!("{label:?} is not on the screen:\n{}", self.labels()),
        }
        self.settle();
        self.window_mut().run_steps(30);
    }

    fn labels(&self) -> String {
        let all = self.window().query_all(by().predicate(|node| node.label().is_some()));
        all.filter_map(|node| node.accesskit_node().label().map(|l| l.to_owned())).collect::<Vec<_>>().join(" | ")
    }

    /// Chooses an entry of a menu.
    fn menu(&mut self, menu: &str, entry: &str) {
        // The menu's name may stand elsewhere too; the menu comes first.
        self.window().query_all_by_role_and_label(Role::Button, menu).next().unwrap().click();
        self.settle();
        let found =
            self.window().query_all_by_role(Role::Button).find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with(entry)));
        match found {
            Some(node) => node.click(),
            None => panic!("{entry:?} is not in {menu}:\n{}", self.labels()),
        }
        self.settle();
    }

    fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.window().key_press_modifiers(modifiers, key);
        self.settle();
    }

    fn event(&mut self, event: Event) {
        self.window().event(event);
        self.settle();
    }

    /// Puts a text into whatever has the keyboard.
    fn type_text(&mut self, text: &str) {
        self.event(Event::Text(text.to_owned()));
    }

    fn paste(&mut self, text: &str) {
        self.event(Event::Paste(text.to_owned()));
    }

    /// Types a text into a field, in place of what stands there.
    fn fill_in(&mut self, field: &str, text: &str) {
        let found =
            self.window().query_all(by().label(field).predicate(|n| matches!(n.role(), Role::TextInput | Role::MultilineTextInput))).last();
        match found {
            Some(node) => node.click(),
            None => panic!("no field {field:?}:\n{}", self.labels()),
        }
        self.settle();
        self.key(Modifiers::COMMAND, Key::A);
        self.type_text(text);
    }

    /// Pastes a text into a field.
    fn paste_into(&mut self, field: &str, text: &str) {
        self.fill_in(field, "");
        self.paste(text);
        // A dialog whose content becomes another finds its place within a few frames.
        self.settle();
        self.settle();
    }

    fn cell_node<'a>(&'a self, label: &'a str) -> Option<Node<'a>> {
        self.window().query_all_by_role_and_label(Role::Cell, label).next()
    }

    /// What a cell of a table shows; `row · column`.
    fn cell(&self, label: &str) -> String {
        match self.cell_node(label) {
            Some(node) => node.value().unwrap_or_default(),
            None => panic!("no cell {label:?}:\n{}", self.labels()),
        }
    }

    /// Puts the cursor into a cell.
    fn click_cell(&mut self, label: &str) {
        match self.cell_node(label) {
            Some(node) => node.click(),
            None => panic!("no cell {label:?}:\n{}", self.labels()),
        }
        self.settle();
    }

    /// Types into a cell and leaves it with Enter.
    fn type_cell(&mut self, label: &str, text: &str) {
        self.click_cell(label);
        self.type_text(text);
        self.key(Modifiers::NONE, Key::Enter);
    }

    /// The observation that counts for a year.
    fn actual(&self, node: &str, metric: &str, year: i32) -> Option<Observation> {
        let coverage = Some(CoverageId::new("above-threshold"));
        let key = SeriesKey { node: NodeId::new(node), metric: MetricId::new(metric), coverage };
        self.document().actuals.current(&key, Period::year(year)).cloned()
    }

    /// All files of a folder but the program's own, with their bytes.
    fn files(&self, folder: &Path) -> Vec<(String, Vec<u8>)> {
        let mut out = Vec::new();
        for part in ["", "actuals"] {
            for entry in std::fs::read_dir(folder.join(part)).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_file() {
                    let name = path.strip_prefix(folder).unwrap().display().to_string().replace('\\', "/");
                    out.push((name, std::fs::read(&path).unwrap()));
                }
            }
        }
        out.sort();
        out
    }
}

/// One frame of the window, as the system's part draws it.
fn draw(ui: &mut egui::Ui, shown: &mut Shown) {
    let ctx = ui.ctx().clone();
    let room = ctx.content_rect();
    // The harness leaves a margin around what it tests; a window has none.
    let mut whole = ui.new_child(UiBuilder::new().max_rect(room));
    whole.set_clip_rect(room);
    shown.bench.poll(&ctx);
    shown.bench.show(&mut whole);
    ctx.output(|output| {
        for command in &output.commands {
            match command {
                OutputCommand::CopyText(text) => shown.copied.push(text.clone()),
                OutputCommand::CopyImage(_) => shown.pictures += 1,
                _ => {}
            }
        }
    });
}
