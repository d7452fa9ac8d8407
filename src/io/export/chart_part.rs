//! A chart as the part of an Office file: native, to be edited there, with its numbers cached beside a workbook of its own.

use std::fmt::Write;

use super::chart_workbook::{SHEET, axis_code, column, format_code};
use super::house::House;
use super::xml::{escaped, fill};
use crate::view::chart::{ChartData, Dash, DataSeries, DataShape, Ink, Marker, SeriesLook, Style};
use crate::view::palette::Rgb;

/// Ids of the axes.
const AXES: &str = "<c:axId val=\"111\"/><c:axId val=\"112\"/>";

/// The text of a chart part. `external` is the id of the relation to its workbook; `size` the size of its text in points.
pub fn write(data: &ChartData, house: &House, external: &str, size: f32) -> String {
    let pen = Pen { data, house, format: format_code(data), size };
    let plot = match data.shape {
        DataShape::Upright => pen.upright(),
        DataShape::Bars => pen.bars(),
        DataShape::Bubbles => pen.bubbles(),
    };
    let legend = if data.shape == DataShape::Bubbles || data.series.len() < 2 { String::new() } else { pen.legend() };
    format!(
        "<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
         <c:date1904 val=\"0\"/><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/>\
         <c:plotArea><c:layout/>{plot}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>{legend}\
         <c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"{blanks}\"/></c:chart>\
         <c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{text}\
         <c:externalData r:id=\"{external}\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>",
        blanks = if data.shape == DataShape::Upright { "span" } else { "gap" },
        text = pen.text(house.palette.secondary, 1.0, false),
    )
}

struct Pen<'a> {
    data: &'a ChartData,
    house: &'a House,
    format: String,
    size: f32,
}

impl Pen<'_> {
    fn ink(&self, ink: Ink) -> Rgb {
        Style::screen(&self.house.palette, false).ink(ink)
    }

    /// The inside of a column: a target's is hollow, as on the screen.
    fn body(&self, ink: Ink) -> String {
        let colour = fill(self.ink(ink));
        if ink == Ink::Tertiary { format!("<a:noFill/><a:ln w=\"9525\">{colour}</a:ln>") } else { colour }
    }

    /// Text properties; `share` is the size as a share of the chart's own.
    fn properties(&self, tag: &str, colour: Rgb, share: f32, bold: bool) -> String {
        let (latin, chinese) = (escaped(&self.house.latin), escaped(&self.house.chinese));
        let size = (self.size * share * 100.0).round() as i64;
        format!(
            "<a:{tag} sz=\"{size}\" b=\"{}\">{}<a:latin typeface=\"{latin}\"/><a:ea typeface=\"{chinese}\"/></a:{tag}>",
            i32::from(bold),
            fill(colour)
        )
    }

    fn text(&self, colour: Rgb, share: f32, bold: bool) -> String {
        let run = self.properties("defRPr", colour, share, bold);
        format!("<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{run}</a:pPr><a:endParaRPr lang=\"en-US\"/></a:p></c:txPr>")
    }

    fn legend(&self) -> String {
        let text = self.text(self.house.palette.secondary, 1.0, false);
        format!("<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/>{text}</c:legend>")
    }

    fn upright(&self) -> String {
        let is_column = |series: &&(usize, &DataSeries)| matches!(series.1.look, SeriesLook::Column { .. });
        let numbered: Vec<(usize, &DataSeries)> = self.data.series.iter().enumerate().collect();
        let (columns, lines): (Vec<_>, Vec<_>) = numbered.iter().partition(is_column);
        let mut out = String::new();
        if !columns.is_empty() {
            out.push_str(&self.columns(&columns, "col", self.data.is_stacked()));
        }
        if !lines.is_empty() {
            out.push_str("<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>");
            lines.iter().for_each(|(place, series)| out.push_str(&self.line(*place, series)));
            let _ = write!(out, "<c:marker val=\"1\"/>{AXES}</c:lineChart>");
        }
        out + &self.axes("b", "l", false, None)
    }

    fn bars(&self) -> String {
        let columns: Vec<(usize, &DataSeries)> = self.data.series.iter().enumerate().collect();
        self.columns(&columns, "bar", false) + &self.axes("l", "t", true, None)
    }

    fn columns(&self, columns: &[(usize, &DataSeries)], direction: &str, stacked: bool) -> String {
        let grouping = if stacked { "stacked" } else { "clustered" };
        let mut out = format!("<c:barChart><c:barDir val=\"{direction}\"/><c:grouping val=\"{grouping}\"/><c:varyColors val=\"0\"/>");
        for (place, series) in columns {
            let _ = write!(out, "<c:ser>{}", self.name(*place, series));
            let _ = write!(out, "<c:spPr>{}</c:spPr><c:invertIfNegative val=\"0\"/>", self.body(series.ink));
            for (row, ink) in &series.inks {
                let colour = fill(self.ink(*ink));
                let _ = write!(
                    out,
                    "<c:dPt><c:idx val=\"{row}\"/><c:invertIfNegative val=\"0\"/><c:bubble3D val=\"0\"/><c:spPr>{colour}</c:spPr></c:dPt>"
                );
            }
            let _ = write!(
                out,
                "{}{}{}</c:ser>",
                self.labels(series, if stacked { "ctr" } else { "outEnd" }),
                self.categories(),
                self.values(*place, series, "val")
            );
        }
        let (gap, overlap) = if stacked { (55, 100) } else { (60, if direction == "bar" { -5 } else { 0 }) };
        let _ = write!(out, "<c:gapWidth val=\"{gap}\"/><c:overlap val=\"{overlap}\"/>{AXES}</c:barChart>");
        out
    }

    fn line(&self, place: usize, series: &DataSeries) -> String {
        let colour = self.ink(series.ink);
        let (shape, marker) = match series.look {
            SeriesLook::Line { dash, marker } => (line_shape(colour, dash), marker_of(colour, marker, self.house.palette.panel)),
            _ => (
                "<c:spPr><a:ln w=\"19050\"><a:noFill/></a:ln></c:spPr>".to_owned(),
                marker_part("diamond", 10, self.house.palette.panel, colour),
            ),
        };
        format!(
            "<c:ser>{}{shape}{marker}{}{}{}<c:smooth val=\"0\"/></c:ser>",
            self.name(place, series),
            self.labels(series, "t"),
            self.categories(),
            self.values(place, series, "val")
        )
    }

    fn bubbles(&self) -> String {
        let [across, upwards, area] = self.data.series.as_slice() else { return String::new() };
        let mut out = "<c:bubbleChart><c:varyColors val=\"0\"/><c:ser>".to_owned();
        out.push_str(&self.name(1, upwards));
        let ground = |colour: Rgb| {
            format!("<a:solidFill><a:srgbClr val=\"{}\"><a:alpha val=\"70000\"/></a:srgbClr></a:solidFill>", colour.plain_hex())
        };
        let _ = write!(out, "<c:spPr>{}</c:spPr><c:invertIfNegative val=\"0\"/>", ground(self.ink(upwards.ink)));
        for (row, ink) in &upwards.inks {
            let colour = ground(self.ink(*ink));
            let _ = write!(
                out,
                "<c:dPt><c:idx val=\"{row}\"/><c:invertIfNegative val=\"0\"/><c:bubble3D val=\"0\"/><c:spPr>{colour}</c:spPr></c:dPt>"
            );
        }
        out.push_str(&self.labels(upwards, "r"));
        out.push_str(&self.values(0, across, "xVal"));
        out.push_str(&self.values(1, upwards, "yVal"));
        out.push_str(&self.values(2, area, "bubbleSize"));
        let _ =
            write!(out, "<c:bubble3D val=\"0\"/></c:ser><c:bubbleScale val=\"60\"/><c:showNegBubbles val=\"0\"/>{AXES}</c:bubbleChart>");
        out + &self.axes("b", "l", false, Some((&across.name, &upwards.name)))
    }

    fn name(&self, place: usize, series: &DataSeries) -> String {
        let cell = format!("{SHEET}!${}$1", column(place + 1));
        format!(
            "<c:idx val=\"{place}\"/><c:order val=\"{place}\"/><c:tx><c:strRef><c:f>{cell}</c:f><c:strCache><c:ptCount val=\"1\"/>\
             <c:pt idx=\"0\"><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:tx>",
            escaped(&series.name)
        )
    }

    fn categories(&self) -> String {
        let list = &self.data.categories;
        let mut out =
            format!("<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${}</c:f><c:strCache><c:ptCount val=\"{}\"/>", list.len() + 1, list.len());
        for (place, text) in list.iter().enumerate() {
            let _ = write!(out, "<c:pt idx=\"{place}\"><c:v>{}</c:v></c:pt>", escaped(text));
        }
        out + "</c:strCache></c:strRef></c:cat>"
    }

    fn values(&self, place: usize, series: &DataSeries, tag: &str) -> String {
        let (letter, count) = (column(place + 1), series.values.len());
        let mut out = format!(
            "<c:{tag}><c:numRef><c:f>{SHEET}!${letter}$2:${letter}${}</c:f><c:numCache><c:formatCode>{}</c:formatCode><c:ptCount val=\"{count}\"/>",
            count + 1,
            escaped(&self.format)
        );
        for (place, value) in series.values.iter().enumerate() {
            if let Some(value) = value {
                let _ = write!(out, "<c:pt idx=\"{place}\"><c:v>{value}</c:v></c:pt>");
            }
        }
        out + &format!("</c:numCache></c:numRef></c:{tag}>")
    }

    /// Texts at chosen values; none at the others.
    fn labels(&self, series: &DataSeries, side: &str) -> String {
        let shown = |value: u8| {
            format!(
                "<c:showLegendKey val=\"0\"/><c:showVal val=\"{value}\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/>\
                 <c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>"
            )
        };
        let mut out = "<c:dLbls>".to_owned();
        let mut sorted: Vec<&(usize, String)> = series.labels.iter().collect();
        sorted.sort_by_key(|(row, _)| *row);
        sorted.dedup_by_key(|(row, _)| *row);
        for (row, text) in sorted {
            let run = self.properties("rPr", self.house.palette.text, 0.95, false);
            let _ = write!(
                out,
                "<c:dLbl><c:idx val=\"{row}\"/><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:r>{run}<a:t>{}</a:t></a:r></a:p></c:rich></c:tx>\
                 <c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:dLblPos val=\"{side}\"/>{}</c:dLbl>",
                escaped(text),
                shown(1)
            );
        }
        out + "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>" + &shown(0) + "</c:dLbls>"
    }

    /// The two axes; `names` are those of a field of bubbles.
    fn axes(&self, first: &str, second: &str, bars: bool, names: Option<(&str, &str)>) -> String {
        let palette = &self.house.palette;
        let line = |colour: Rgb| format!("<c:spPr><a:ln w=\"9525\">{}</a:ln></c:spPr>", fill(colour));
        let none = "<c:spPr><a:ln w=\"9525\"><a:noFill/></a:ln></c:spPr>";
        let text = self.text(palette.secondary, 1.0, false);
        let grid = format!("<c:majorGridlines>{}</c:majorGridlines>", line(palette.grid_line));
        let title = |name: &str| {
            let run = self.properties("rPr", palette.secondary, 0.95, false);
            format!(
                "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:r>{run}<a:t>{}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>",
                escaped(name)
            )
        };
        let format = format!("<c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/>", escaped(&axis_code(self.data)));
        let ticks = "<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>";
        let order = if bars { "maxMin" } else { "minMax" };
        let crosses = "<c:crosses val=\"autoZero\"/>";
        let (of_first, of_second) = names.map(|(first, second)| (title(first), title(second))).unwrap_or_default();
        let across = if names.is_some() {
            format!(
                "<c:valAx><c:axId val=\"111\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"{first}\"/>\
                 {of_first}{format}{ticks}<c:tickLblPos val=\"low\"/>{}{text}<c:crossAx val=\"112\"/>{crosses}<c:crossBetween val=\"midCat\"/></c:valAx>",
                line(palette.hairline)
            )
        } else {
            format!(
                "<c:catAx><c:axId val=\"111\"/><c:scaling><c:orientation val=\"{order}\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"{first}\"/>\
                 {ticks}<c:tickLblPos val=\"low\"/>{}{text}<c:crossAx val=\"112\"/>{crosses}<c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/>\
                 <c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx>",
                line(palette.tertiary)
            )
        };
        let between = if names.is_some() { "midCat" } else { "between" };
        across
            + &format!(
                "<c:valAx><c:axId val=\"112\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"{second}\"/>\
                 {grid}{of_second}{format}{ticks}<c:tickLblPos val=\"nextTo\"/>{none}{text}<c:crossAx val=\"111\"/>{crosses}\
                 <c:crossBetween val=\"{between}\"/></c:valAx>"
            )
    }
}

fn line_shape(colour: Rgb, dash: Dash) -> String {
    let dash = match dash {
        Dash::Solid => "solid",
        Dash::Dashed => "dash",
        Dash::Long => "lgDash",
        Dash::Dotted => "sysDot",
    };
    format!("<c:spPr><a:ln w=\"25400\" cap=\"rnd\">{}<a:prstDash val=\"{dash}\"/><a:round/></a:ln></c:spPr>", fill(colour))
}

fn marker_of(colour: Rgb, marker: Marker, ground: Rgb) -> String {
    match marker {
        Marker::None => "<c:marker><c:symbol val=\"none\"/></c:marker>".to_owned(),
        Marker::Ring => marker_part("circle", 7, ground, colour),
        Marker::Disc => marker_part("circle", 5, colour, colour),
    }
}

fn marker_part(symbol: &str, size: u8, inside: Rgb, outline: Rgb) -> String {
    format!(
        "<c:marker><c:symbol val=\"{symbol}\"/><c:size val=\"{size}\"/><c:spPr>{}<a:ln w=\"15875\">{}</a:ln></c:spPr></c:marker>",
        fill(inside),
        fill(outline)
    )
}
