//! One frame of the whole window on the overview of a very large plan, without a screen: layout, tessellation and all.
//!
//! Beside it the same frame of the sample-sized plan, so that what grows with the plan can be told from what does not.
#![allow(missing_docs, reason = "a bench has no users to document for")]

mod support;

use clusterplan::app::Workbench;
use clusterplan::io::settings::Settings;
use clusterplan::session::Session;
use clusterplan::ui::theme;
use clusterplan::view::Language;
use divan::Bencher;
use egui::{Context, RawInput, Rect, pos2, vec2};

fn main() {
    divan::main();
}

/// A window on a plan of so many clusters, drawn a few times so that everything is kept that can be kept.
fn window(clusters: usize) -> (Context, Workbench) {
    let document = support::big_document(clusters, 12, 15);
    let ctx = Context::default();
    theme::install(&ctx);
    let mut workbench = Workbench::new(Session::unsaved(document, None), Settings::default(), None, Language::Chinese, || {});
    for _ in 0..3 {
        frame(&ctx, &mut workbench);
    }
    (ctx, workbench)
}

fn frame(ctx: &Context, workbench: &mut Workbench) {
    let input = RawInput { screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1440.0, 900.0))), ..RawInput::default() };
    let output = ctx.run_ui(input, |ui| {
        workbench.poll(ui.ctx());
        workbench.show(ui);
    });
    divan::black_box(ctx.tessellate(output.shapes, output.pixels_per_point));
}

#[divan::bench(args = [13, 2_000, 20_000], sample_count = 60)]
fn overview(bencher: Bencher<'_, '_>, clusters: usize) {
    let (ctx, mut workbench) = window(clusters);
    bencher.bench_local(|| frame(&ctx, &mut workbench));
}

/// What follows from one edit: the evaluation and the view models are made anew.
#[divan::bench(args = [13, 20_000], sample_count = 10)]
fn evaluation_after_an_edit(bencher: Bencher<'_, '_>, clusters: usize) {
    let document = support::big_document(clusters, 12, 15);
    bencher.bench(|| clusterplan::engine::Evaluation::of(&document));
}
