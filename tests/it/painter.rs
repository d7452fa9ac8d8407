//! A small software painter for tests: rasterises egui's triangles into an image, the same on every machine.
//!
//! No GPU, no display. Edges are integers in 1/256 pixel with the top-left rule, so two triangles that share an edge
//! neither overlap nor leave a gap. Bands of rows are painted in parallel; no row depends on another.

use std::collections::BTreeMap;

use clusterplan::ui::theme;
use clusterplan::view::palette::Palette;
use egui::epaint::{ClippedPrimitive, ImageData, Primitive, Vertex, WHITE_UV};
use egui::{Color32, Mesh, TextureId, TexturesDelta, Theme, Ui};
use egui_kittest::{Harness, HarnessBuilder, SnapshotOptions, SnapshotResults, TestRenderer};
use image::RgbaImage;
use rayon::prelude::*;

/// Units of a pixel.
const SUB: i64 = 256;
/// Rows of a band.
const BAND: usize = 32;

/// A harness that shows a piece of the window in the program's own look.
pub fn harness<'a>(size: [f32; 2], dark: bool, mut show: impl FnMut(&mut Ui) + 'a) -> Harness<'a> {
    builder(size, dark).build_ui(move |ui| show(ui))
}

/// The same with a state that the test can look into.
pub fn harness_state<'a, S: 'a>(size: [f32; 2], dark: bool, state: S, show: impl FnMut(&mut Ui, &mut S) + 'a) -> Harness<'a, S> {
    builder(size, dark).build_ui_state(show, state)
}

/// Compares a piece of the window with its snapshots `NAME-light.png` and `NAME-dark.png`, after `act` has brought it to its state.
pub fn both_themes(name: &str, size: [f32; 2], show: impl Fn(&mut Ui), act: impl Fn(&mut Harness<'_>)) {
    let mut results = SnapshotResults::new();
    for (dark, theme) in [(false, "light"), (true, "dark")] {
        let mut harness = harness(size, dark, &show);
        act(&mut harness);
        harness.snapshot(format!("{name}-{theme}"));
        results.extend_harness(&mut harness);
    }
}

/// A builder with our fonts, theme and painter.
pub fn builder<S>(size: [f32; 2], dark: bool) -> HarnessBuilder<S> {
    Harness::<S>::builder()
        .with_size(size)
        .with_theme(if dark { Theme::Dark } else { Theme::Light })
        .with_max_steps(8)
        .with_render_cursor(false)
        .with_options(SnapshotOptions::new().output_path("tests/it/snapshots"))
        .with_context_setup(theme::install)
        .renderer(Painter::new(dark))
}

/// A texture, premultiplied.
struct Texture {
    width: usize,
    height: usize,
    texels: Vec<Color32>,
}

impl Texture {
    fn at(&self, x: i64, y: i64) -> [f32; 4] {
        let x = x.clamp(0, self.width as i64 - 1) as usize;
        let y = y.clamp(0, self.height as i64 - 1) as usize;
        self.texels[y * self.width + x].to_array().map(f32::from)
    }

    /// Linear between the four nearest texels.
    fn sample(&self, u: f32, v: f32) -> [f32; 4] {
        let (x, y) = (u * self.width as f32 - 0.5, v * self.height as f32 - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (fx, fy) = (x - left, y - top);
        let (left, top) = (left as i64, top as i64);
        if fx < 1e-3 && fy < 1e-3 {
            return self.at(left, top);
        }
        let (a, b, c, d) = (self.at(left, top), self.at(left + 1, top), self.at(left, top + 1), self.at(left + 1, top + 1));
        std::array::from_fn(|i| (a[i] * (1.0 - fx) + b[i] * fx) * (1.0 - fy) + (c[i] * (1.0 - fx) + d[i] * fx) * fy)
    }
}

/// The painter: textures by id and the colour of an empty window.
pub struct Painter {
    ground: Color32,
    textures: BTreeMap<TextureId, Texture>,
}

impl Painter {
    /// A painter for a theme.
    pub fn new(dark: bool) -> Self {
        Self { ground: theme::colour(Palette::of(dark).window), textures: BTreeMap::new() }
    }

    fn set(&mut self, id: TextureId, delta: egui::epaint::ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        let Some([left, top]) = delta.pos else {
            self.textures.insert(id, Texture { width, height, texels: image.pixels.clone() });
            return;
        };
        if let Some(texture) = self.textures.get_mut(&id) {
            for row in 0..height {
                let start = (top + row) * texture.width + left;
                texture.texels[start..start + width].copy_from_slice(&image.pixels[row * width..(row + 1) * width]);
            }
        }
    }
}

impl TestRenderer for Painter {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, deltas) in delta.set.drain() {
            deltas.into_iter().for_each(|delta| self.set(id, delta));
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &egui::Context, output: &egui::FullOutput) -> Result<RgbaImage, String> {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let (width, height) = (size.x.round() as usize, size.y.round() as usize);
        let primitives = ctx.tessellate(output.shapes.clone(), scale);
        let mut pixels = vec![self.ground; width * height];
        pixels.par_chunks_mut(width * BAND).enumerate().for_each(|(place, rows)| {
            let mut band = Band { top: (place * BAND) as i64, width: width as i64, rows, scale };
            primitives.iter().for_each(|primitive| band.primitive(primitive, &self.textures));
        });
        let bytes = pixels.iter().flat_map(|pixel| pixel.to_array()).collect();
        RgbaImage::from_raw(width as u32, height as u32, bytes).ok_or_else(|| "the image has the wrong size".to_owned())
    }
}

/// A band of rows being painted.
struct Band<'a> {
    top: i64,
    width: i64,
    rows: &'a mut [Color32],
    scale: f32,
}

/// Pixels that may be touched: left and top included, right and bottom not.
#[derive(Clone, Copy)]
struct Clip {
    left: i64,
    top: i64,
    right: i64,
    bottom: i64,
}

impl Band<'_> {
    fn primitive(&mut self, primitive: &ClippedPrimitive, textures: &BTreeMap<TextureId, Texture>) {
        let Primitive::Mesh(mesh) = &primitive.primitive else { return };
        let Some(texture) = textures.get(&mesh.texture_id) else { return };
        let edge = |value: f32| (value * self.scale).round().clamp(-1e6, 1e6) as i64;
        let rect = primitive.clip_rect;
        let clip = Clip {
            left: edge(rect.left()).max(0),
            right: edge(rect.right()).min(self.width),
            top: edge(rect.top()).max(self.top),
            bottom: edge(rect.bottom()).min(self.top + self.rows.len() as i64 / self.width),
        };
        if clip.left < clip.right && clip.top < clip.bottom {
            self.mesh(mesh, texture, clip);
        }
    }

    fn mesh(&mut self, mesh: &Mesh, texture: &Texture, clip: Clip) {
        let (top, bottom) = (clip.top as f32 / self.scale - 1.0, clip.bottom as f32 / self.scale + 1.0);
        for [a, b, c] in mesh.triangles() {
            let corners = [mesh.vertices[a as usize], mesh.vertices[b as usize], mesh.vertices[c as usize]];
            let outside = corners.iter().all(|v| v.pos.y < top) || corners.iter().all(|v| v.pos.y > bottom);
            if !outside && let Some(triangle) = Triangle::new(corners, self.scale) {
                self.triangle(&triangle, texture, clip);
            }
        }
    }

    fn triangle(&mut self, triangle: &Triangle, texture: &Texture, clip: Clip) {
        let [low, high] = triangle.rows();
        for y in low.max(clip.top)..high.min(clip.bottom - 1) + 1 {
            let (from, to) = triangle.span(y, clip.left, clip.right - 1);
            if from > to {
                continue;
            }
            let start = ((y - self.top) * self.width + from) as usize;
            let row = &mut self.rows[start..=start + (to - from) as usize];
            match triangle.flat {
                Some(ink) if ink.a() == 255 => row.fill(ink),
                Some(ink) => row.iter_mut().for_each(|pixel| *pixel = over(*pixel, ink.to_array().map(f32::from))),
                None => triangle.shade(row, texture, from, y),
            }
        }
    }
}

/// Premultiplied source over destination, in gamma space as egui's own painters do.
fn over(ground: Color32, ink: [f32; 4]) -> Color32 {
    let through = 1.0 - ink[3] / 255.0;
    let ground = ground.to_array();
    let [r, g, b, a] = std::array::from_fn(|i| (ink[i] + f32::from(ground[i]) * through + 0.5) as u8);
    Color32::from_rgba_premultiplied(r, g, b, a)
}

/// A triangle, clockwise on the screen, in units of 1/256 pixel.
struct Triangle {
    corners: [[i64; 2]; 3],
    /// One colour and no texture.
    flat: Option<Color32>,
    /// Red, green, blue, alpha, u, v at the first corner and their steps per pixel to the right and down.
    values: [[f32; 3]; 6],
}

impl Triangle {
    fn new(mut vertices: [Vertex; 3], scale: f32) -> Option<Self> {
        let place = |v: &Vertex| [v.pos.x, v.pos.y].map(|c| (f64::from(c) * f64::from(scale) * SUB as f64).round().clamp(-1e9, 1e9) as i64);
        let mut corners = [place(&vertices[0]), place(&vertices[1]), place(&vertices[2])];
        let mut area = cross(corners[0], corners[1], corners[2]);
        if area == 0 {
            return None;
        }
        if area < 0 {
            vertices.swap(1, 2);
            corners.swap(1, 2);
            area = -area;
        }
        let plain = vertices.iter().all(|v| v.uv == WHITE_UV && v.color == vertices[0].color);
        let flat = plain.then_some(vertices[0].color);
        let values = if plain { [[0.0; 3]; 6] } else { gradients(&vertices, corners, area) };
        Some(Self { corners, flat, values })
    }

    /// First and last row whose centre may lie inside.
    fn rows(&self) -> [i64; 2] {
        let ys = self.corners.map(|c| c[1]);
        let low = ys[0].min(ys[1]).min(ys[2]);
        let high = ys[0].max(ys[1]).max(ys[2]);
        [(low - SUB / 2).div_euclid(SUB), (high - SUB / 2).div_euclid(SUB)]
    }

    /// First and last pixel of a row whose centre lies inside.
    fn span(&self, y: i64, mut from: i64, mut to: i64) -> (i64, i64) {
        for side in 0..3 {
            let (a, b) = (self.corners[side], self.corners[(side + 1) % 3]);
            let owns = b[1] < a[1] || (b[1] == a[1] && b[0] > a[0]);
            let first = cross(a, b, [SUB / 2, y * SUB + SUB / 2]) - i64::from(!owns);
            let step = (a[1] - b[1]) * SUB;
            match step {
                0 if first < 0 => return (1, 0),
                0 => {}
                s if s > 0 => from = from.max(-first.div_euclid(s)),
                s => to = to.min(first.div_euclid(-s)),
            }
        }
        (from, to)
    }

    fn shade(&self, row: &mut [Color32], texture: &Texture, from: i64, y: i64) {
        let dx = (from * SUB + SUB / 2 - self.corners[0][0]) as f32 / SUB as f32;
        let dy = (y * SUB + SUB / 2 - self.corners[0][1]) as f32 / SUB as f32;
        let start = self.values.map(|[value, right, down]| value + right * dx + down * dy);
        for (place, pixel) in row.iter_mut().enumerate() {
            let at: [f32; 6] = std::array::from_fn(|i| start[i] + self.values[i][1] * place as f32);
            let texel = texture.sample(at[4], at[5]);
            if texel[3] > 0.0 || texel[0] > 0.0 {
                *pixel = over(*pixel, std::array::from_fn(|i| (texel[i] * at[i] / 255.0).clamp(0.0, 255.0)));
            }
        }
    }
}

fn cross(a: [i64; 2], b: [i64; 2], p: [i64; 2]) -> i64 {
    (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
}

fn gradients(vertices: &[Vertex; 3], corners: [[i64; 2]; 3], area: i64) -> [[f32; 3]; 6] {
    let of = |v: &Vertex| {
        let [r, g, b, a] = v.color.to_array().map(f64::from);
        [r, g, b, a, f64::from(v.uv.x), f64::from(v.uv.y)]
    };
    let [a, b, c] = [of(&vertices[0]), of(&vertices[1]), of(&vertices[2])];
    let d = |i: usize, axis: usize| (corners[i][axis] - corners[0][axis]) as f64;
    let (bx, by, cx, cy) = (d(1, 0), d(1, 1), d(2, 0), d(2, 1));
    std::array::from_fn(|i| {
        let (to_b, to_c) = (b[i] - a[i], c[i] - a[i]);
        let right = (to_b * cy - to_c * by) / area as f64 * SUB as f64;
        let down = (to_c * bx - to_b * cx) / area as f64 * SUB as f64;
        [a[i] as f32, right as f32, down as f32]
    })
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable;

    use super::*;

    #[test]
    fn triangles_that_share_an_edge_neither_overlap_nor_leave_a_gap() {
        let half = Color32::from_rgba_premultiplied(64, 64, 64, 128);
        let corner = |x, y| Vertex { pos: egui::pos2(x, y), uv: WHITE_UV, color: half };
        let points = [corner(1.3, 0.7), corner(20.5, 2.5), corner(17.25, 21.0), corner(0.5, 18.5)];
        let mut rows = vec![Color32::WHITE; 24 * 24];
        let mut band = Band { top: 0, width: 24, rows: &mut rows, scale: 1.0 };
        let clip = Clip { left: 0, top: 0, right: 24, bottom: 24 };
        let texture = Texture { width: 1, height: 1, texels: vec![Color32::WHITE] };
        for [a, b, c] in [[0, 1, 2], [0, 3, 2]] {
            let triangle = Triangle::new([points[a], points[b], points[c]], 1.0).unwrap();
            band.triangle(&triangle, &texture, clip);
        }
        let once = over(Color32::WHITE, half.to_array().map(f32::from));
        assert!(rows.iter().all(|pixel| *pixel == Color32::WHITE || *pixel == once));
        for y in 4..16 {
            assert!((3..17).all(|x| rows[y * 24 + x] == once), "row {y}");
        }
    }

    #[test]
    fn a_window_is_painted_and_can_be_found_by_label() {
        let mut harness = harness([120.0, 40.0], false, |ui| {
            ui.label("海宁 96.2");
        });
        let image = harness.render().unwrap();
        assert_eq!(image.dimensions(), (120, 40));
        let ground = theme::colour(Palette::LIGHT.window).to_array();
        assert!(image.pixels().any(|pixel| pixel.0[0] < 80), "text is dark");
        assert_eq!(image.get_pixel(119, 39).0, ground);
        harness.get_by_label("海宁 96.2");
    }
}
