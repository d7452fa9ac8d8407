//! The system's part of the window: renderer, size, icon, closing. Direct3D comes first on Windows, OpenGL elsewhere.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use super::frame_stats::FrameStats;
use super::start::Start;
use super::workbench::Workbench;
use crate::base::Diagnostic;
use crate::io::folders::Folders;
use crate::io::settings::{Settings, WindowSize};
use crate::io::write::write_file;
use crate::ui::theme;
use crate::view::{Language, Words};

/// The icon of the window.
const ICON: &[u8] = include_bytes!("../../assets/icon/clusterplan-256.png");

/// What the window is to start with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WindowOptions {
    /// The workspace to open; the last one, or the sample, where none is named.
    pub workspace: Option<PathBuf>,
    /// File that gets figures about frames when the window closes.
    pub frame_stats: Option<PathBuf>,
    /// Language, where one was asked for.
    pub language: Option<Language>,
}

/// Why no window came.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// No renderer could be started.
    #[error("{0}")]
    NoWindow(String),
    /// The figures about frames could not be written.
    #[error("{0}")]
    FrameStats(#[from] std::io::Error),
}

/// Opens the window and stays until it is closed.
pub fn run(options: &WindowOptions, begun: Instant) -> Result<(), AppError> {
    let folders = Folders::find();
    let (settings, damaged) = folders.as_ref().map_or_else(|| (Settings::default(), None), Settings::load);
    let system =
        options.language.unwrap_or_else(|| sys_locale::get_locale().map_or_else(Language::default, |tag| Language::of_system(&tag)));
    let mut settings = settings;
    if let Some(language) = options.language {
        settings.language = Some(language);
    }
    let start = Start::find(options.workspace.as_deref(), &settings, folders.as_ref());
    let ground = Ground { settings, folders, system, stats: options.frame_stats.clone(), begun };
    let shared = Arc::new(Mutex::new(Some((start, damaged))));
    let mut reasons = Vec::new();
    for renderer in renderers() {
        let result = open(&ground, renderer, &shared);
        match result {
            Ok(()) => return Ok(()),
            Err(error) => reasons.push(format!("{renderer}: {}", reason(&error.to_string()))),
        }
        // A window that came up has taken the start with it: what failed later is no reason to open another.
        if shared.lock().is_ok_and(|kept| kept.is_none()) {
            break;
        }
    }
    let words = Words::new(ground.settings.language.unwrap_or(ground.system));
    Err(AppError::NoWindow(words.with("no-window", &[("reasons", &reasons.join("\n  "))])))
}

struct Ground {
    settings: Settings,
    folders: Option<Folders>,
    system: Language,
    stats: Option<PathBuf>,
    begun: Instant,
}

type Shared = Arc<Mutex<Option<(Start, Option<Diagnostic>)>>>;

/// Direct3D first, OpenGL second; the other way round where `CLUSTERPLAN_RENDERER` says `glow`, for a machine whose Direct3D
/// driver ends the program before it can be told.
#[cfg(windows)]
fn renderers() -> Vec<eframe::Renderer> {
    let mut order = vec![eframe::Renderer::Wgpu, eframe::Renderer::Glow];
    if std::env::var("CLUSTERPLAN_RENDERER").is_ok_and(|name| name.eq_ignore_ascii_case("glow")) {
        order.reverse();
    }
    order
}

#[cfg(not(windows))]
fn renderers() -> Vec<eframe::Renderer> {
    vec![eframe::Renderer::Glow]
}

fn open(ground: &Ground, renderer: eframe::Renderer, shared: &Shared) -> eframe::Result {
    let size = ground.settings.window.unwrap_or(WindowSize { width: 1440.0, height: 900.0, maximized: false });
    let mut viewport = egui::ViewportBuilder::default()
        .with_app_id("clusterplan")
        .with_title("Clusterplan")
        .with_inner_size([size.width, size.height])
        .with_min_inner_size([720.0, 480.0])
        .with_maximized(size.maximized);
    if let Ok(icon) = eframe::icon_data::from_png_bytes(ICON) {
        viewport = viewport.with_icon(icon);
    }
    let options = eframe::NativeOptions { viewport, renderer, centered: true, ..eframe::NativeOptions::default() };
    let (settings, folders, system) = (ground.settings.clone(), ground.folders.clone(), ground.system);
    let (stats, begun, shared) = (ground.stats.clone(), ground.begun, shared.clone());
    eframe::run_native(
        "clusterplan",
        options,
        Box::new(move |cc| {
            theme::install(&cc.egui_ctx);
            let ctx = cc.egui_ctx.clone();
            let taken = shared.lock().ok().and_then(|mut kept| kept.take());
            let (start, damaged) = taken.ok_or("the start was taken already")?;
            let session = crate::session::Session::unsaved(crate::domain::Document::default(), None);
            let mut workbench = Workbench::new(session, settings, folders, system, move || ctx.request_repaint());
            workbench.begin(start, damaged);
            let stats = stats.map(|file| (FrameStats::new(begun), file));
            Ok(Box::new(Window { workbench: Some(workbench), stats, title: String::new() }))
        }),
    )
}

struct Window {
    workbench: Option<Workbench>,
    stats: Option<(FrameStats, PathBuf)>,
    title: String,
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        let Some(workbench) = &mut self.workbench else { return };
        workbench.poll(ctx);
        if ctx.input(|i| i.viewport().close_requested()) && workbench.ask_before_closing() {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        let Some(workbench) = &mut self.workbench else { return };
        workbench.show(ui);
        workbench.note_window(ui.ctx());
        let title = workbench.window_title();
        if title != self.title {
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
        if let Some((stats, _)) = &mut self.stats {
            let caused = ui.input(|i| !i.events.is_empty() || i.pointer.is_moving()) || workbench.is_busy();
            stats.frame(frame.info().cpu_usage, caused, ui.input(|i| i.pointer.any_down()));
        }
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        if let Some((stats, file)) = self.stats.take()
            && let Err(error) = write_file(&file, stats.to_json().as_bytes())
        {
            eprint(&format!("{}: {error}", file.display()));
        }
        if let Some(mut workbench) = self.workbench.take() {
            workbench.save_settings_now();
            workbench.close();
        }
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

fn eprint(text: &str) {
    use std::io::Write;
    // A terminal that is gone cannot be told.
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// The reason without the places in other people's sources that libraries put before it.
fn reason(text: &str) -> &str {
    let behind = text.rsplit_once(".rs:").and_then(|(_, rest)| rest.split_once(": ")).map(|(_, reason)| reason);
    behind.unwrap_or(text)
}
