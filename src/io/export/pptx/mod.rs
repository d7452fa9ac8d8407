//! A report as a deck: native tables and charts that can be edited, on our own layouts or on those of a deck of the house.
//!
//! Where blocks stand is decided by the same layout that the PDF and the preview use.

mod own;
mod shapes;
mod template;

use std::fmt::Write;

use super::house::House;
use super::package::{Package, properties};
use super::report::{Made, ReportError};
use super::{chart, chart_part, chart_workbook};
use crate::base::{Diagnostic, Place};
use crate::view::chart::{ChartData, Measure};
use crate::view::report::layout::{Paper, Sheet, SheetKind, sheets};
use crate::view::report::{Report, What};
use shapes::Shapes;

/// The codes of this module.
pub const CODES: &[&str] = &["template-unreadable", "template-without-layouts"];

/// Type of a slide part.
const SLIDE: &str = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml";
/// Type of a chart part.
pub const CHART: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
/// Type of a workbook within a package.
pub const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The deck that slides are added to.
pub(super) struct Ground {
    package: Package,
    /// Width and height of slides, in points.
    size: (f32, f32),
    /// Parts of the layouts for cover, divider and content.
    layouts: [Layout; 3],
    /// Text of the presentation part; `{slides}` stands for its list of slides.
    presentation: String,
}

/// A layout that slides use.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    /// Name of its part.
    part: String,
    /// Kind of its title's placeholder (`title` or `ctrTitle`).
    title: String,
    /// Number of the placeholder for a line under the title; `None` where it has none.
    below: Option<(String, String)>,
    /// Number of the placeholder for slide numbers; `None` where it has none.
    number: Option<String>,
}

/// The bytes of the deck.
pub fn write(report: &Report, house: &House, template: Option<(&[u8], &str)>, measure: &dyn Measure) -> Result<Made, ReportError> {
    let mut told = Vec::new();
    let ground = template.and_then(|(bytes, name)| template::read(bytes).map_err(|unfit| told.push(problem(unfit, name))).ok());
    let mut ground = ground.unwrap_or_else(|| own::ground(house));
    let (width, height) = ground.size;
    let base = if width / height < 1.5 { Paper::OLD } else { Paper::WIDE };
    let paper = Paper { width, height, ..base };
    let mut deck = Deck { ground: &mut ground, house, paper: &paper, charts: 0, slides: String::new(), measure };
    for sheet in sheets(report, &paper, measure) {
        deck.slide(&sheet)?;
    }
    let slides = std::mem::take(&mut deck.slides);
    let text = ground.presentation.replace("{slides}", &slides);
    ground.package.bytes(own::PRESENTATION, None, text.into_bytes());
    properties(&mut ground.package, &report.title, report.language.tag());
    Ok(Made { bytes: ground.package.pack()?, told })
}

fn problem(unfit: template::Unfit, name: &str) -> Diagnostic {
    match unfit {
        template::Unfit::Unreadable => Diagnostic::warning("template-unreadable", Place::file(name)),
        template::Unfit::Layouts(missing) => Diagnostic::warning("template-without-layouts", Place::file(name)).arg("layouts", missing),
    }
}

/// Why the layouts of a deck cannot be used; `None` where they can.
pub fn unfit(bytes: &[u8], name: &str) -> Option<Diagnostic> {
    template::read(bytes).err().map(|unfit| problem(unfit, name))
}

struct Deck<'a> {
    ground: &'a mut Ground,
    house: &'a House,
    paper: &'a Paper,
    charts: usize,
    /// The list of slides for the presentation part.
    slides: String,
    measure: &'a dyn Measure,
}

impl Deck<'_> {
    fn slide(&mut self, sheet: &Sheet) -> Result<(), ReportError> {
        let part = format!("ppt/slides/slide{}.xml", sheet.number);
        let layout = self.ground.layouts[match sheet.kind {
            SheetKind::Cover => 0,
            SheetKind::Divider => 1,
            SheetKind::Content => 2,
        }]
        .clone();
        self.ground.package.relate(&part, "slideLayout", &format!("/{}", layout.part));
        let mut shapes = Shapes::new(self.house, self.paper, self.measure);
        match sheet.kind {
            SheetKind::Cover | SheetKind::Divider => self.front(&part, sheet, &layout, &mut shapes),
            SheetKind::Content => {
                shapes.title(&layout.title, sheet);
                for block in &sheet.parts {
                    match &block.what {
                        What::Chart { spec, titled } => match ChartData::of(spec) {
                            Some(data) => {
                                let rect = shapes.chart_head(block.rect, spec, *titled);
                                let relation = self.chart(&part, &data)?;
                                shapes.chart(rect, &relation, &spec.title, &spec.subtitle);
                            }
                            // Of kinds that Office has no chart for it gets a picture.
                            None => {
                                let (width, height) = (block.rect.width(), block.rect.height());
                                let bytes = chart::picture_in(spec, width, height, *titled, &self.house.palette)?;
                                let relation = self.picture(&part, bytes);
                                shapes.picture(block.rect, &relation, &spec.title);
                            }
                        },
                        what => shapes.block(block.rect, what, block.size),
                    }
                }
            }
        }
        shapes.frame(sheet, &layout.number);
        self.ground.package.xml(&part, SLIDE, &shapes.slide());
        let id = self.ground.package.relate(own::PRESENTATION, "slide", &format!("slides/slide{}.xml", sheet.number));
        let _ = write!(self.slides, "<p:sldId id=\"{}\" r:id=\"{id}\"/>", 255 + sheet.number);
        Ok(())
    }

    fn front(&mut self, part: &str, sheet: &Sheet, layout: &Layout, shapes: &mut Shapes<'_>) {
        shapes.front(&layout.title, &layout.below, sheet);
        if sheet.kind == SheetKind::Cover
            && let Some((bytes, size)) = &self.house.logo
        {
            self.ground.package.ending("png", "image/png");
            self.ground.package.bytes("ppt/media/logo.png", None, bytes.clone());
            let relation = self.ground.package.relate(part, "image", "/ppt/media/logo.png");
            shapes.logo(&relation, *size);
        }
    }

    fn picture(&mut self, slide: &str, bytes: Vec<u8>) -> String {
        self.charts += 1;
        let name = format!("ppt/media/briefChart{}.png", self.charts);
        self.ground.package.ending("png", "image/png");
        self.ground.package.bytes(&name, None, bytes);
        self.ground.package.relate(slide, "image", &format!("/{name}"))
    }

    /// Adds a chart with its workbook, and returns the id of the slide's relation to it.
    fn chart(&mut self, slide: &str, data: &ChartData) -> Result<String, ReportError> {
        self.charts += 1;
        let number = self.charts;
        let (chart, workbook) = (format!("ppt/charts/briefChart{number}.xml"), format!("ppt/embeddings/briefData{number}.xlsx"));
        let package = &mut self.ground.package;
        package.bytes(&workbook, Some(WORKBOOK), chart_workbook::write(data)?);
        let external = package.relate(&chart, "package", &format!("/{workbook}"));
        package.xml(&chart, CHART, &chart_part::write(data, self.house, &external, self.paper.body * 0.72));
        Ok(package.relate(slide, "chart", &format!("/{chart}")))
    }
}
