//! Our own deck without slides: master, three layouts, and the parts that programs want to find.

use super::{Ground, Layout};
use crate::io::export::house::House;
use crate::io::export::package::Package;
use crate::io::export::theme;
use crate::io::export::xml::{HEAD, emu};
use crate::view::report::layout::Paper;

/// Name of the presentation part.
pub const PRESENTATION: &str = "ppt/presentation.xml";

const KIND: &str = "application/vnd.openxmlformats-officedocument.presentationml";
const SPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
const GROUP: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>\
     <p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";
const MASTER: &str = "ppt/slideMasters/slideMaster1.xml";

/// The deck that slides are added to.
pub(super) fn ground(house: &House) -> Ground {
    let paper = Paper::WIDE;
    let mut package = Package::new();
    package.relate("", "officeDocument", PRESENTATION);
    let master = package.relate(PRESENTATION, "slideMaster", "slideMasters/slideMaster1.xml");
    for (name, text) in [("presProps", format!("<p:presentationPr {SPACES}/>")), ("viewProps", format!("<p:viewPr {SPACES}/>"))] {
        package.xml(&format!("ppt/{name}.xml"), &format!("{KIND}.{name}+xml"), &text);
        package.relate(PRESENTATION, name, &format!("{name}.xml"));
    }
    let styles =
        "<a:tblStyleLst xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" def=\"{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}\"/>";
    package.xml("ppt/tableStyles.xml", &format!("{KIND}.tableStyles+xml"), styles);
    package.relate(PRESENTATION, "tableStyles", "tableStyles.xml");
    package.xml("ppt/theme/theme1.xml", theme::KIND, &theme::write(house));
    package.relate(PRESENTATION, "theme", "theme/theme1.xml");
    let layouts = [("title", "Title", true), ("secHead", "Section", true), ("titleOnly", "Content", false)];
    let mut ids = String::new();
    let mut known = Vec::new();
    for (place, (kind, name, below)) in layouts.into_iter().enumerate() {
        let number = place + 1;
        let part = format!("ppt/slideLayouts/slideLayout{number}.xml");
        package.xml(&part, &format!("{KIND}.slideLayout+xml"), &layout(kind, name, below, &paper));
        package.relate(&part, "slideMaster", "../slideMasters/slideMaster1.xml");
        let id = package.relate(MASTER, "slideLayout", &format!("../slideLayouts/slideLayout{number}.xml"));
        ids.push_str(&format!("<p:sldLayoutId id=\"{}\" r:id=\"{id}\"/>", 2_147_483_649_u64 + place as u64));
        let title = if kind == "title" { "ctrTitle" } else { "title" }.to_owned();
        let of_below = if kind == "title" { "subTitle" } else { "body" };
        let below = below.then(|| (of_below.to_owned(), "1".to_owned()));
        known.push(Layout { part, title, below, number: Some("12".to_owned()) });
    }
    package.relate(MASTER, "theme", "../theme/theme1.xml");
    package.xml(MASTER, &format!("{KIND}.slideMaster+xml"), &master_text(&ids, &paper));
    let (width, height) = (emu(paper.width), emu(paper.height));
    let presentation = format!(
        "{HEAD}<p:presentation {SPACES} saveSubsetFonts=\"1\"><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"{master}\"/></p:sldMasterIdLst>\
         <p:sldIdLst>{{slides}}</p:sldIdLst><p:sldSz cx=\"{width}\" cy=\"{height}\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>"
    );
    package.bytes(PRESENTATION, Some(&format!("{KIND}.presentation.main+xml")), Vec::new());
    let layouts = known.try_into().unwrap_or_default();
    Ground { package, size: (paper.width, paper.height), layouts, presentation }
}

fn shape(id: usize, name: &str, placeholder: &str, place: (f32, f32, f32, f32), text: &str) -> String {
    let (x, y, w, h) = place;
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph {placeholder}/></p:nvPr></p:nvSpPr>\
         <p:spPr><a:xfrm><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>\
         <p:txBody><a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\"/><a:lstStyle/>{text}</p:txBody></p:sp>",
        emu(x),
        emu(y),
        emu(w),
        emu(h)
    )
}

const EMPTY: &str = "<a:p><a:endParaRPr lang=\"zh-CN\"/></a:p>";

fn number(id: usize, paper: &Paper) -> String {
    let text = "<a:p><a:pPr algn=\"r\"/><a:fld id=\"{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}\" type=\"slidenum\"><a:rPr lang=\"en-US\" sz=\"900\"/><a:t>‹#›</a:t></a:fld>\
                <a:endParaRPr lang=\"en-US\" sz=\"900\"/></a:p>";
    let place = (paper.width - paper.side - 50.0, paper.height - 26.0, 50.0, 13.0);
    shape(id, "Slide number", "type=\"sldNum\" sz=\"quarter\" idx=\"12\"", place, text)
}

fn layout(kind: &str, name: &str, below: bool, paper: &Paper) -> String {
    let room = paper.width - paper.side * 2.0;
    let wide = paper.width - paper.side * 3.2;
    let title = match kind {
        "title" => shape(2, "Title", "type=\"ctrTitle\"", (paper.side * 1.6, 184.0, wide, 92.0), EMPTY),
        "secHead" => shape(2, "Title", "type=\"title\"", (paper.side * 1.6, 184.0, wide, 80.0), EMPTY),
        _ => shape(2, "Title", "type=\"title\"", (paper.side, paper.top, room - 90.0, 34.0), EMPTY),
    };
    let below = match (below, kind) {
        (true, "title") => shape(3, "Subtitle", "type=\"subTitle\" idx=\"1\"", (paper.side * 1.6, 290.0, wide, 90.0), EMPTY),
        (true, _) => shape(3, "Text", "type=\"body\" idx=\"1\"", (paper.side * 1.6, 280.0, wide, 70.0), EMPTY),
        _ => String::new(),
    };
    format!(
        "<p:sldLayout {SPACES} type=\"{kind}\" preserve=\"1\"><p:cSld name=\"{name}\"><p:spTree>{GROUP}{title}{below}{}</p:spTree></p:cSld>\
         <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>",
        number(4, paper)
    )
}

fn master_text(ids: &str, paper: &Paper) -> String {
    let room = paper.width - paper.side * 2.0;
    let title = shape(2, "Title", "type=\"title\"", (paper.side, paper.top, room - 90.0, 34.0), EMPTY);
    let body = shape(3, "Text", "type=\"body\" idx=\"1\"", (paper.side, 90.0, room, paper.height - 150.0), EMPTY);
    let faces =
        |family: &str| format!("<a:latin typeface=\"+{family}-lt\"/><a:ea typeface=\"+{family}-ea\"/><a:cs typeface=\"+{family}-cs\"/>");
    let fill = "<a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>";
    let level = |number: u8, size: u16| {
        let left = i64::from(number - 1) * 228_600;
        format!(
            "<a:lvl{number}pPr marL=\"{left}\" indent=\"0\" algn=\"l\" defTabSz=\"914400\" rtl=\"0\" eaLnBrk=\"1\" latinLnBrk=\"0\" hangingPunct=\"1\">\
             <a:buNone/><a:defRPr sz=\"{size}\" kern=\"1200\">{fill}{}</a:defRPr></a:lvl{number}pPr>",
            faces("mn")
        )
    };
    let levels: String = (1..=5).map(|number| level(number, 1450)).collect();
    let others: String = (1..=5).map(|number| level(number, 1400)).collect();
    format!(
        "<p:sldMaster {SPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>\
         <p:spTree>{GROUP}{title}{body}{}</p:spTree></p:cSld>\
         <p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" \
         accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/><p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>\
         <p:txStyles><p:titleStyle><a:lvl1pPr algn=\"l\" defTabSz=\"914400\" rtl=\"0\" eaLnBrk=\"1\" latinLnBrk=\"0\" hangingPunct=\"1\"><a:buNone/>\
         <a:defRPr sz=\"2500\" b=\"1\" kern=\"1200\">{fill}{}</a:defRPr></a:lvl1pPr></p:titleStyle>\
         <p:bodyStyle>{levels}</p:bodyStyle><p:otherStyle>{others}</p:otherStyle></p:txStyles></p:sldMaster>",
        number(4, paper),
        faces("mj")
    )
}
